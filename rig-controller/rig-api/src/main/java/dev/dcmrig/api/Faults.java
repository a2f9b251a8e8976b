// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/** The fault-insertion unit between DCM and loom. */
public interface Faults {

  /** Injects the fault of one self-test item. */
  void inject(Item item);

  void clear(Item item);

  /** Presses the SOS switch that is wired to the DCM, or lets go of it. */
  void wiredSosSwitch(boolean pressed);

  /** What the self-test watches (IND-04), and the flash for updates. */
  enum Item {
    MODEM,
    ANTENNA,
    GNSS,
    SIM,
    MICROPHONE,
    SPEAKER,
    BACKUP_BATTERY,
    SOS_SWITCH,
    CRASH_SENSOR_LINK,
    SOFTWARE,

    /** Worn out: it stands no erasure more. The self-test does not watch it. */
    FLASH
  }
}
