// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.network.link.Flow.Service;
import dev.dcmrig.network.wire.HttpMessage;
import dev.dcmrig.network.wire.HttpMessage.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A DCM's request on its way to the service's edge: what kind it is, and what the link adds. */
final class DcmRequest {
  private static final Set<String> OF_THE_LINK =
      EdgeHeaders.ALL.stream()
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  /** In each path of the DDI API; signed metadata have other ones. */
  private static final String DDI = "/controller/v1/";

  private static final String UPTANE = "/uptane/";

  /** What makes a request one for a piece (RFC 9110 13.1.5, 14.2). */
  private static final Set<String> OF_A_PIECE = Set.of("range", "if-range");

  private static final String JSON = "application/json";

  private final HttpMessage request;
  private final Service service;

  DcmRequest(HttpMessage request, Service service) {
    this.request = request;
    this.service = service;
  }

  /** The link's own fields that the DCM has tried to set. */
  List<String> claims() {
    return request.fields().stream()
        .map(HttpMessage.Field::name)
        .filter(EdgeHeaders::isOwn)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  /** What docs/DCM-INTERFACE.md, 2.4, forbids of it, beside its framing and its content. */
  List<String> wrongs() {
    List<String> wrongs = new ArrayList<>();
    if (service != Service.TELEMATICS) {
      // The update server's API has rules of its own, and says so itself.
      return wrongs;
    }
    boolean get = request.method().equals("GET");
    if (!get && request.field("Idempotency-Key").isBlank()) {
      wrongs.add("a " + request.method() + " without an Idempotency-Key");
    }
    if (!get && !request.field("Content-Type").toLowerCase(Locale.ROOT).startsWith(JSON)) {
      wrongs.add("a body that is not called " + JSON);
    }
    if (request.fields().stream()
        .anyMatch(field -> field.name().equalsIgnoreCase("Authorization"))) {
      wrongs.add("a person's credentials from a DCM");
    }
    return wrongs;
  }

  /** Which exchange it belongs to, by the last part of its path. */
  @Nullable Exchange exchange() {
    String path = request.target();
    if (service == Service.UPDATES) {
      return path.contains(DDI) || path.startsWith(UPTANE) ? Exchange.ofUpdates(path) : null;
    } else if (service != Service.TELEMATICS) {
      return null;
    }
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "telemetry" -> Exchange.TELEMETRY;
      case "tracking-order" -> Exchange.ORDER;
      case "order-acknowledgements" -> Exchange.ACKNOWLEDGEMENT;
      case "emergency-events" -> Exchange.EMERGENCY_STATUS;
      case "configuration" -> Exchange.APP_RESTRICTION;
      case "positions" -> Exchange.POSITION;
      default -> null;
    };
  }

  /**
   * The request as it goes on to the service: what only the link may say comes first, and nothing
   * that the DCM wrote under those names is left.
   *
   * @param fault name of the mapping that is to answer; empty: the service does
   */
  byte[] forService(String vin, String edgeToken, String fault) {
    return forService(vin, edgeToken, fault, OF_THE_LINK);
  }

  /** The same to the update server, as a request for a whole image. */
  byte[] forWhole(String vin, String edgeToken) {
    Set<String> left = new TreeSet<>(OF_THE_LINK);
    left.addAll(OF_A_PIECE);
    return forService(vin, edgeToken, "", left);
  }

  private byte[] forService(String vin, String edgeToken, String fault, Set<String> left) {
    List<Field> own =
        new ArrayList<>(
            List.of(
                new Field(EdgeHeaders.DCM_VIN, vin), new Field(EdgeHeaders.EDGE_TOKEN, edgeToken)));
    if (!fault.isEmpty()) {
      own.add(new Field(EdgeHeaders.FAULT, fault));
    }
    return request.forwarded(own, left);
  }
}
