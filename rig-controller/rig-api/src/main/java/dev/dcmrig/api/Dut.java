// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/** The device under test as a thing on the bench. */
public interface Dut {

  /**
   * VIN of the car that it is fitted in. The instruments of the bench are connected to this DCM.
   */
  String vin();

  /** What it is, for the report: {@code "emulated DCM, profile tps"}. */
  String identity();

  /** The number or URI under which its network knows it. */
  String subscriberNumber();

  /** A reset, as by a watchdog: volatile state is lost, what the requirement keeps is kept. */
  void reset();
}
