// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;
import java.util.List;

/** The stub payment provider behind the telematics service. */
public interface PaymentProvider {

  /** What becomes of the next charges, until something else is said; APPROVED at first. */
  void answer(Outcome outcome);

  /** Each charge that the service has asked for, in order of time. */
  List<Charge> charges();

  /**
   * One charge.
   *
   * @param id that the service has given it
   * @param cents Australian cents, tax included
   * @param card brand and last four digits, {@code "VISA 1111"}
   * @param result {@code "approved"}, {@code "declined"}, or {@code "none"} while there is none
   */
  record Charge(
      String id, Duration at, String vin, String product, int cents, String card, String result) {}

  /** What the provider does with a charge. */
  enum Outcome {
    APPROVED,
    DECLINED,
    /** Never says what became of it. */
    NO_ANSWER,
    /** Approves, and tells the service twice. */
    APPROVED_TOLD_TWICE
  }
}
