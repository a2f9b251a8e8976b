// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * HTTPS exchanges with the telematics service (docs/DCM-INTERFACE.md, 2.4): tries, gaps, {@code
 * Retry-After}, what is kept over a reset and what may be given up. On the timeline's thread.
 */
public interface ServiceExchanges {

  /** Power is there: what was kept goes out. */
  void on();

  /** Power is gone: exchanges under way are forgotten, what must not be lost is kept. */
  void off();

  /** Closes idle connections, before the DCM sleeps. */
  void sleep();

  /**
   * Asks. A newer ask replaces it.
   *
   * @param form whether a JSON object is a body of the table in 2.4; another one is a failed try
   * @param good told such a body
   */
  void get(Kind kind, Predicate<JsonNode> form, Consumer<JsonNode> good);

  /**
   * Sends; what becomes of it is the exchange's own affair.
   *
   * @param gone runs when the service says 410, for positions only
   */
  void post(Kind kind, String json, Runnable gone);

  default void post(Kind kind, String json) {
    post(kind, json, () -> {});
  }

  /**
   * Gives up what waits of a kind that may be given up, for instance when the ignition goes off.
   */
  void forget(Kind kind);

  /**
   * Changes the bodies of what waits of a kind that must not be lost. A try that is under way is
   * not called back; the next one has the new body.
   */
  void revise(Kind kind, UnaryOperator<String> change);

  /** Whether something waits that must not be lost, so that the DCM must not sleep yet. */
  boolean isBusy();

  /**
   * What is exchanged, by the last part of its path; of what is due at one time the first goes out
   * first.
   */
  enum Kind {
    CONFIGURATION("configuration", false),
    TELEMETRY("telemetry", false),
    EMERGENCY_EVENT("emergency-events", true),
    TRACKING_ORDER("tracking-order", false),
    ACKNOWLEDGEMENT("order-acknowledgements", true),
    POSITION("positions", false),
    COMMAND_RESULT("command-results", true),
    SECURITY_EVENT("security-events", true);

    private final String path;
    private final boolean durable;

    Kind(String path, boolean durable) {
      this.path = path;
      this.durable = durable;
    }

    public String path() {
      return path;
    }

    /** Whether it must not be lost. */
    public boolean isDurable() {
      return durable;
    }
  }
}
