// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.exchange.ServiceExchanges;
import dev.dcmrig.dcm.exchange.ServiceExchanges.Kind;
import dev.dcmrig.dcm.orders.Order;
import dev.dcmrig.dcm.orders.OrderVerdict;
import dev.dcmrig.dcm.orders.OrderVerifier;
import dev.dcmrig.dcm.orders.OrderVerifier.Finding;
import dev.dcmrig.dcm.position.PositionKeeper;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Commands of the owner's app: lock, unlock, locate; refused while they must be (SVT-03, SVT-04).
 */
public final class RemoteService {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ACTIONS = List.of("lock", "unlock", "locate");

  /** Why a command may have to be refused. */
  public interface Dependencies {
    boolean isTracked();

    boolean areFeaturesOff();

    boolean isDataRestricted();
  }

  private final DcmContext dcm;
  private final ServiceExchanges exchanges;
  private final OrderVerifier verifier;
  private final PositionKeeper position;
  private final BusRequests bus;
  private final Dependencies dependencies;
  private final Consumer<String> securityEvents;

  public RemoteService(
      DcmContext dcm,
      ServiceExchanges exchanges,
      OrderVerifier verifier,
      PositionKeeper position,
      BusRequests bus,
      Dependencies dependencies,
      Consumer<String> securityEvents) {
    this.dcm = dcm;
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
      answer(order, "refused", ",\"reason\":\"" + refusal + "\"");
    } else if (order.action().equals("locate")) {
      answer(order, "done", ",\"position\":" + position.toJson());
    } else {
      bus.locks(order.action().toUpperCase(Locale.ROOT));
      answer(order, "done", "");
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
      if (dependencies.isDataRestricted() && !dcm.has("restricted-position-leaves")) {
        return "data-restricted";
      }
      if (!position.isKnown()) {
        return "no-position";
      }
    }
    return "";
  }

  /**
   * From now on no position may leave in a result: one that still waits to be sent becomes a
   * refusal.
   *
   * @param reason as a new command would be refused for
   */
  public void withholdPositions(String reason) {
    exchanges.revise(Kind.COMMAND_RESULT, json -> withoutPosition(json, reason));
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

  private void answer(Order order, String result, String more) {
    exchanges.post(
        Kind.COMMAND_RESULT,
        String.format(
            Locale.ROOT,
            "{\"command\":\"%s\",\"action\":\"%s\",\"result\":\"%s\",\"timestamp\":\"%s\"%s}",
            order.id(),
            order.action(),
            result,
            dcm.timeline().now(),
            more));
  }
}
