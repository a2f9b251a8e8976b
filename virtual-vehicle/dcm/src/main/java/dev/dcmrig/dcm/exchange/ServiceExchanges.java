// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * HTTPS exchanges with the telematics service (docs/DCM-INTERFACE.md, 2.4): tries, gaps, {@code
 * Retry-After}, what is kept over a reset and what may be given up. On the timeline's thread.
 */
public interface ServiceExchanges {

  /**
   * Asks. A newer ask replaces it.
   *
   * @param form whether a JSON object is a body of the table in 2.4; another one is a failed try
   * @param good told such a body
   */
  void get(MessageType type, Predicate<JsonNode> form, Consumer<JsonNode> good);

  /**
   * Sends; what becomes of it is the exchange's own affair.
   *
   * @param gone runs when the service says 410: it wants no more of these
   * @param lost runs when it has been given up
   */
  void post(MessageType type, ObjectNode body, Runnable gone, Runnable lost);

  /** Sends; 410 is a failure like others. */
  void post(MessageType type, ObjectNode body);

  /**
   * Gives up what waits of a kind that may be given up, for instance when the ignition goes off.
   */
  void forget(MessageType type);

  /**
   * Changes the bodies of what waits of a kind that must not be lost. A try that is under way is
   * not called back; the next one has the new body.
   */
  void revise(MessageType type, UnaryOperator<String> change);
}
