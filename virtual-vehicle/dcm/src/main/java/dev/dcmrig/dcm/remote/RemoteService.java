// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.exchange.MessageType;
import dev.dcmrig.dcm.exchange.ServiceExchanges;
import dev.dcmrig.dcm.orders.Order;
import dev.dcmrig.dcm.orders.OrderVerdict;
import dev.dcmrig.dcm.orders.OrderVerifier;
import dev.dcmrig.dcm.orders.OrderVerifier.Finding;
import dev.dcmrig.dcm.position.PositionKeeper;
import dev.dcmrig.dcm.telematics.PrivacyRules;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Commands of the owner's app: lock, unlock, locate; refused while they must be (SVT-03, SVT-04).
 */
public final class RemoteService {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The result of a command; must not be lost. */
  public static final MessageType COMMAND_RESULT = MessageType.durable("command-results");

  private static final List<String> ACTIONS = List.of("lock", "unlock", "locate");

  /** Why a command may have to be refused. */
  public interface Dependencies {
    boolean isTracked();

    boolean areFeaturesOff();

    boolean isDataRestricted();
  }

  private final DcmContext dcm;
  private final PrivacyRules rules;
  private final ServiceExchanges exchanges;
  private final OrderVerifier verifier;
  private final PositionKeeper position;
  private final BusRequests bus;
  private final Dependencies dependencies;
  private final Consumer<String> securityEvents;

  public RemoteService(
      DcmContext dcm,
      PrivacyRules rules,
      ServiceExchanges exchanges,
      OrderVerifier verifier,
      PositionKeeper position,
      BusRequests bus,
      Dependencies dependencies,
      Consumer<String> securityEvents) {
    this.dcm = dcm;
    this.rules = rules;
    this.exchanges = exchanges;
    this.verifier = verifier;
    this.position = position;
    this.bus = bus;
    this.dependencies = dependencies;
    this.securityEvents = securityEvents;
  }

  /** A command came from the broker. */
  public void command(byte[] payload) {
    Finding finding = verifier.verify(payload, ACTIONS);
    Order order = finding.order();
    if (!finding.verdict().event().isEmpty()) {
      securityEvents.accept(finding.verdict().event());
    } else if (order != null && finding.verdict() == OrderVerdict.AUTHENTIC) {
      carryOut(order);
    }
  }

  private void carryOut(Order order) {
    String refusal = refusal(order.action());
    if (!refusal.isEmpty()) {
      exchanges.post(COMMAND_RESULT, result(order, "refused").put("reason", refusal));
    } else if (order.action().equals("locate")) {
      ObjectNode result = result(order, "done");
      result.set("position", position.toJson());
      exchanges.post(COMMAND_RESULT, result);
    } else {
      bus.locks(order.action().toUpperCase(Locale.ROOT));
      exchanges.post(COMMAND_RESULT, result(order, "done"));
    }
  }

  private String refusal(String action) {
    if (dependencies.isTracked() && dependencies.areFeaturesOff()) {
      return "tracking-active";
    }
    if (dependencies.areFeaturesOff()) {
      return "features-disabled";
    }
    if (action.equals("locate")) {
      if (!rules.isLocating(dependencies.isDataRestricted())) {
        return "data-restricted";
      }
      if (!position.isKnown()) {
        return "no-position";
      }
    }
    return "";
  }

  /** The owner may have restricted data connectivity: then a position that waits stays. */
  public void dataConnectivityConfigured() {
    if (!rules.isLocating(dependencies.isDataRestricted())) {
      withholdPositions("data-restricted");
    }
  }

  /**
   * From now on no position may leave in a result: one that still waits to be sent becomes a
   * refusal.
   *
   * @param reason as a new command would be refused for
   */
  public void withholdPositions(String reason) {
    exchanges.revise(COMMAND_RESULT, json -> withoutPosition(json, reason));
  }

  private String withoutPosition(String json, String reason) {
    try {
      if (JSON.readTree(json) instanceof ObjectNode result && result.remove("position") != null) {
        result.put("result", "refused").put("timestamp", dcm.timeline().now().toString());
        return result.put("reason", reason).toString();
      }
      return json;
    } catch (JsonProcessingException e) {
      // Nothing of this service's own, so nothing that it knows to hide.
      return json;
    }
  }

  private ObjectNode result(Order order, String result) {
    return JSON.createObjectNode()
        .put("command", order.id())
        .put("action", order.action())
        .put("result", result)
        .put("timestamp", dcm.timeline().now().toString());
  }
}
