// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.util.OptionalInt;
import java.util.Set;

/**
 * What an interface is to be set to; what is empty stays as it is.
 *
 * @param bitRate of the arbitration phase, in bits per second
 * @param samplePointPerMille where a bit is read, in tenths of a percent; the kernel chooses
 *     otherwise (CiA 301: 87.5 %, above 500 kbit/s 80 %, above 800 kbit/s 75 %)
 * @param dataBitRate of FD's data phase, in bits per second
 * @param dataSamplePointPerMille the same for the data phase
 * @param restartMillis from bus-off to the next try; 0: stays off
 * @param modes the ways in which it works; of the ways that {@link #CHOSEN} lists, those that are
 *     not in here are switched off
 * @param terminationOhms 0 switches it off
 * @param mtu 16 or 72; a controller takes it from FD on or off
 * @param transmitQueueLength in frames
 */
public record LinkSettings(
    OptionalInt bitRate,
    OptionalInt samplePointPerMille,
    OptionalInt dataBitRate,
    OptionalInt dataSamplePointPerMille,
    OptionalInt restartMillis,
    Set<ControllerMode> modes,
    OptionalInt terminationOhms,
    OptionalInt mtu,
    OptionalInt transmitQueueLength) {

  /** The ways of working that settings choose; the others are left alone. */
  public static final Set<ControllerMode> CHOSEN =
      Set.of(
          ControllerMode.LOOPBACK,
          ControllerMode.LISTEN_ONLY,
          ControllerMode.ONE_SHOT,
          ControllerMode.BUS_ERROR_REPORTING,
          ControllerMode.FD);

  public LinkSettings {
    modes = Set.copyOf(modes);
    if (!CHOSEN.containsAll(modes)) {
      throw new IllegalArgumentException("of " + modes + " only " + CHOSEN + " can be chosen");
    }
  }

  /** Leaves all as it is, but switches {@link #CHOSEN} off. */
  public static LinkSettings none() {
    OptionalInt none = OptionalInt.empty();
    return new LinkSettings(none, none, none, none, none, Set.of(), none, none, none);
  }

  /** With a bit rate of the arbitration phase, in bits per second. */
  public LinkSettings withBitRate(int bitsPerSecond) {
    return new LinkSettings(
        OptionalInt.of(bitsPerSecond),
        samplePointPerMille,
        dataBitRate,
        dataSamplePointPerMille,
        restartMillis,
        modes,
        terminationOhms,
        mtu,
        transmitQueueLength);
  }

  /** With these ways of working and no others. */
  public LinkSettings withModes(ControllerMode... chosen) {
    return new LinkSettings(
        bitRate,
        samplePointPerMille,
        dataBitRate,
        dataSamplePointPerMille,
        restartMillis,
        Set.of(chosen),
        terminationOhms,
        mtu,
        transmitQueueLength);
  }

  public boolean fd() {
    return modes.contains(ControllerMode.FD);
  }
}
