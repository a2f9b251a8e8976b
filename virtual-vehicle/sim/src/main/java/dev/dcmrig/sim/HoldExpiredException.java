// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

/** An exchange did not end within the wall-clock bound of a hold: the bench is broken. */
public final class HoldExpiredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How each message begins. */
  public static final String BEGINNING = "virtual time has stood still for ";

  public HoldExpiredException(String exchanges, long boundMillis) {
    super(
        BEGINNING
            + boundMillis
            + " ms, waiting for: "
            + exchanges
            + ". The receiver has not consumed what was handed over. If the machine is overloaded,"
            + " run again with fewer scenarios in parallel.");
  }
}
