// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dcmrig.api.BackendFaults;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the DCM of the car in view has exchanged with the telematics service. */
public final class Traffic {
  public static final String POSITIONS = "positions";
  public static final String TELEMETRY = "telemetry";
  public static final String CONFIGURATION = "configuration";
  public static final String EVENTS = "emergency-events";
  public static final String ORDER = "tracking-order";
  public static final String ACKNOWLEDGEMENTS = "order-acknowledgements";
  public static final String RESULTS = "command-results";
  public static final String SECURITY = "security-events";

  /** What must not be lost (docs/DCM-INTERFACE.md, 2.4). */
  public static final List<String> DURABLE = List.of(EVENTS, ACKNOWLEDGEMENTS, RESULTS, SECURITY);

  /** In each path of the update server (DDI API v1). */
  public static final String UPDATES = "/controller/v1/";

  private static final int ACCEPTED = 204;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Scene scene;
  private final People people;

  public Traffic(Scene scene, People people) {
    this.scene = scene;
    this.people = people;
  }

  /**
   * Requests of one kind, by the last part of their path, that arrived after {@code from}: what had
   * arrived at that instant was there before.
   */
  public List<HttpExchange> since(Duration from, String kind) {
    String path = "/v1/vehicles/" + people.vin() + "/" + kind;
    return scene.http().stream()
        .filter(exchange -> exchange.path().equals(path) && exchange.at().compareTo(from) > 0)
        .toList();
  }

  /** The same of one exchange, with whichever of the car's services it is. */
  public List<HttpExchange> since(Duration from, BackendFaults.Exchange exchange) {
    if (!exchange.isOfUpdates()) {
      return since(from, kind(exchange));
    }
    return scene.http().stream()
        .filter(each -> each.path().contains(UPDATES) && each.at().compareTo(from) > 0)
        .filter(each -> BackendFaults.Exchange.ofUpdates(each.path()) == exchange)
        .toList();
  }

  public List<HttpExchange> all(String kind) {
    return since(Duration.ZERO, kind);
  }

  /** Messages of one kind that the service has accepted since {@code from}. */
  public List<HttpExchange> accepted(Duration from, String kind) {
    return since(from, kind).stream().filter(Traffic::isAccepted).toList();
  }

  public static boolean isAccepted(HttpExchange exchange) {
    return exchange.status() == ACCEPTED;
  }

  /** The last part of the path that carries an exchange. */
  private static String kind(BackendFaults.Exchange exchange) {
    return switch (exchange) {
      case TELEMETRY -> TELEMETRY;
      case ORDER -> ORDER;
      case ACKNOWLEDGEMENT -> ACKNOWLEDGEMENTS;
      case EMERGENCY_STATUS -> EVENTS;
      case APP_RESTRICTION -> CONFIGURATION;
      case POSITION -> POSITIONS;
      default -> throw new IllegalArgumentException(exchange + " is none of the service's");
    };
  }

  /** What a request said; a missing node when it can't be read. */
  public static JsonNode body(HttpExchange exchange) {
    try {
      return JSON.readTree(exchange.requestBody());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** As evidence. */
  public static EvidenceItem item(HttpExchange exchange) {
    String answer = exchange.status() == 0 ? "no answer" : String.valueOf(exchange.status());
    return new EvidenceItem(
        "http", exchange.at().toNanos(), exchange.method() + " " + exchange.path() + ", " + answer);
  }

  public static List<EvidenceItem> items(List<HttpExchange> exchanges) {
    return exchanges.stream().map(Traffic::item).toList();
  }

  public static String text(HttpExchange exchange, String field) {
    return body(exchange).path(field).asText();
  }

  /** Those that say what another has said before, under another key. */
  public static List<EvidenceItem> same(List<HttpExchange> exchanges, List<String> fields) {
    TreeMap<String, String> keyOfContent = new TreeMap<>();
    List<EvidenceItem> same = new ArrayList<>();
    for (HttpExchange each : exchanges) {
      String content = String.join(" ", fields.stream().map(field -> text(each, field)).toList());
      String known = keyOfContent.putIfAbsent(content, each.key());
      if (known != null && !known.equals(each.key())) {
        same.add(item(each));
      }
    }
    return same;
  }
}
