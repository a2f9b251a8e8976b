// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.control;

import java.util.List;
import java.util.Optional;

/**
 * An EmergencyCallData.Control document (RFC 8147 9): the part of it that an emergency call with a
 * minimum set of data uses. Capabilities and action results of a received document are not kept.
 *
 * @param acks acknowledged data
 * @param requests what the sender asks for
 */
public record Control(List<Ack> acks, List<Request> requests) {
  /** Content type of such a body. */
  public static final String CONTENT_TYPE = "application/EmergencyCallData.Control+xml";

  /** Name space of the document (RFC 8147 14.7). */
  public static final String NAMESPACE = "urn:ietf:params:xml:ns:EmergencyCallData:control";

  /** The datatype by which a minimum set of data is asked for. */
  public static final String MSD_DATATYPE = "eCall.MSD";

  public Control {
    acks = List.copyOf(acks);
    requests = List.copyOf(requests);
  }

  /**
   * Acknowledgement of data.
   *
   * @param ref Content-ID of the MSD, without angle brackets
   * @param received whether it was received and understood
   */
  public record Ack(String ref, boolean received) {}

  /**
   * A request.
   *
   * @param action for instance {@code send-data}
   * @param datatype what to send, for {@code send-data}
   */
  public record Request(String action, Optional<String> datatype) {
    /** Whether the minimum set of data is wanted. */
    public boolean asksForMsd() {
      return action.equals("send-data") && datatype.filter(MSD_DATATYPE::equals).isPresent();
    }
  }

  /** A document that acknowledges one piece of data. */
  public static Control ack(String contentId, boolean received) {
    return new Control(List.of(new Ack(contentId, received)), List.of());
  }

  /** A document that asks for the minimum set of data. */
  public static Control requestMsd() {
    return new Control(List.of(), List.of(new Request("send-data", Optional.of(MSD_DATATYPE))));
  }

  /** Whether the minimum set of data is asked for. */
  public boolean asksForMsd() {
    return requests.stream().anyMatch(Request::asksForMsd);
  }

  /** Whether the MSD with this Content-ID is acknowledged as received. */
  public boolean acknowledges(String contentId) {
    return acks.stream().anyMatch(ack -> ack.received() && ack.ref().equals(contentId));
  }
}
