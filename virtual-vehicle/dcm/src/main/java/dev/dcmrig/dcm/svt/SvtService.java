// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.FrameFollower;
import dev.dcmrig.dcm.exchange.ServiceExchanges;
import dev.dcmrig.dcm.orders.Order;
import dev.dcmrig.dcm.orders.OrderVerdict;
import dev.dcmrig.dcm.orders.OrderVerifier;
import dev.dcmrig.dcm.orders.OrderVerifier.Finding;
import dev.dcmrig.dcm.position.PositionKeeper;
import dev.dcmrig.dcm.remote.BusRequests;
import dev.dcmrig.sim.Timer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tracking of a stolen vehicle (SVT-02 to SVT-14; docs/DCM-INTERFACE.md, 4). An order in force
 * makes the DCM report its position; it is kept over resets and loss of power, and reports begin
 * again only after the service has said that it is still in force.
 */
public final class SvtService implements FrameFollower {
  private static final String FEATURES_OFF = "svt.featuresOff";
  private static final List<String> ACTIONS = List.of("start", "end");
  private static final List<DomainValue> POSITION =
      List.of(DomainValue.LATITUDE, DomainValue.LONGITUDE, DomainValue.GNSS_FIX);
  private static final List<String> START = List.of("start");

  /** What the rest of the DCM does. */
  public interface Dependencies {
    /** No frame for so long that the position is old. */
    boolean isBusSilent();

    boolean isIgnitionOn();

    /** Tracking has begun. */
    void begun();

    /** The configuration is wanted at once. */
    void fetchConfiguration();
  }

  private final DcmContext dcm;
  private final OrderInForce inForce;
  private final TrackingSettings settings;
  private final TrackingMessages messages;
  private final TrackingRules rules;
  private final ServiceExchanges exchanges;
  private final OrderVerifier verifier;
  private final PositionKeeper position;
  private final BusRequests bus;
  private final Dependencies dependencies;
  private final VoltageLimit low;
  private final VoltageLimit flat;
  private final Timer report;
  private final Timer fixWait;

  /** The service has said since the last boot that the order is in force. */
  private boolean confirmed;

  private boolean powered;

  /** A report has been given up since then. */
  private boolean lost;

  private long reportedNanos;

  /** When the position was asked for that a report waits for. */
  private long askedNanos;

  /** Counts the orders that were carried out: an answer from before the newest says nothing. */
  private int carriedOut;

  public SvtService(
      DcmContext dcm,
      TrackingSettings settings,
      TrackingMessages messages,
      TrackingRules rules,
      ServiceExchanges exchanges,
      OrderVerifier verifier,
      PositionKeeper position,
      BusRequests bus,
      Dependencies dependencies) {
    this.dcm = dcm;
    this.inForce = new OrderInForce(dcm.memory());
    this.settings = settings;
    this.messages = messages;
    this.rules = rules;
    this.exchanges = exchanges;
    this.verifier = verifier;
    this.position = position;
    this.bus = bus;
    this.dependencies = dependencies;
    this.low = limit(settings.lowBelow(), this::intervalChanged);
    this.flat = limit(settings.ceaseBelow(), this::flatChanged);
    this.report = dcm.timeline().timer(this::due);
    this.fixWait = dcm.timeline().timer(this::send);
  }

  private VoltageLimit limit(double volts, Runnable changed) {
    return new VoltageLimit(
        dcm.timeline(),
        volts,
        settings.hysteresis(),
        rules.voltageHoldNanos(settings.hold().toNanos()),
        changed);
  }

  // Power.

  /** Power is there: an order that was in force may still be. */
  @Override
  public void boot() {
    powered = true;
    confirmed = false;
    low.boot(dcm.pins().supplyVolts());
    flat.boot(dcm.pins().supplyVolts());
    if (rules.isReportingDue(inForce.isThere(), false)) {
      confirm();
    } else {
      ask();
    }
  }

  /** Power is gone; what is in force stays in memory. */
  @Override
  public void stop() {
    powered = false;
    confirmed = false;
    report.cancel();
    fixWait.cancel();
    low.stop();
    flat.stop();
    if (!rules.isOrderKeptWithoutPower()) {
      inForce.lose();
    }
  }

  @Override
  public void pinsChanged() {
    low.volts(dcm.pins().supplyVolts());
    flat.volts(dcm.pins().supplyVolts());
  }

  private void flatChanged() {
    if (isFlat()) {
      report.cancel();
      fixWait.cancel();
      exchanges.forget(messages.position());
      confirmed = false;
    } else {
      // Whatever was said while the battery was flat, reports begin again by a new answer only.
      confirmed = false;
      ask();
    }
  }

  private boolean isFlat() {
    return rules.isCeased(flat.isBelow());
  }

  private void intervalChanged() {
    if (isReporting()) {
      long next = reportedNanos + intervalNanos();
      report.armAfter(Math.max(0, next - dcm.timeline().nowNanos()));
    }
  }

  private long intervalNanos() {
    return rules.isIntervalLonger(low.isBelow())
        ? settings.lowInterval().toNanos()
        : settings.interval().toNanos();
  }

  // Orders.

  /** Asks whether an order is in force: after a boot, a wake, a new connection. */
  public void ask() {
    int asked = carriedOut;
    exchanges.get(
        messages.trackingOrder(),
        SvtService::isAnswer,
        answer -> {
          if (asked == carriedOut) {
            answered(answer);
          } else {
            // An order has overtaken the answer, which may be older than that.
            ask();
          }
        });
  }

  /** The form of an answer (docs/DCM-INTERFACE.md, 2.4); its order is looked at afterwards. */
  private static boolean isAnswer(JsonNode body) {
    JsonNode active = body.path("active");
    return active.isBoolean() && (!active.asBoolean() || body.path("order").isTextual());
  }

  private void answered(JsonNode answer) {
    if (answer.path("active").asBoolean()) {
      byte[] order = answer.path("order").asText().getBytes(StandardCharsets.UTF_8);
      if (inForce.name().filter(name -> verifier.isNamed(order, name)).isPresent()) {
        // Commands may have come since with higher sequences: this order is still the one in force.
        confirm();
      } else {
        carryOut(verifier.verifyAnswer(order, START));
      }
    } else if (inForce.isThere()) {
      end();
    }
  }

  /** An order came from the broker. */
  public void order(byte[] payload) {
    carryOut(verifier.verify(payload, ACTIONS));
  }

  private void carryOut(Finding finding) {
    Order order = finding.order();
    if (!finding.verdict().event().isEmpty()) {
      securityEvent(finding.verdict().event());
    } else if (order != null && finding.verdict() == OrderVerdict.AUTHENTIC) {
      carriedOut++;
      if (order.action().equals("start") && inForce.is(order)) {
        // The same one, signed anew: it goes on, and was acknowledged.
        inForce.renew(order);
        confirm();
        return;
      }
      if (order.action().equals("start")) {
        start(order);
        acknowledge(order, "");
      } else if (inForce.isThere() && !inForce.is(order)) {
        acknowledge(order, "another-order-in-force");
      } else {
        end();
        acknowledge(order, "");
      }
    }
  }

  private void start(Order order) {
    inForce.begin(order);
    dcm.memory().put(FEATURES_OFF, "yes");
    // A new order in place of one in force begins with a report of its own.
    confirmed = false;
    fixWait.cancel();
    confirm();
  }

  private void confirm() {
    if (confirmed) {
      return;
    }
    confirmed = true;
    lost = false;
    if (isReporting()) {
      report.armAfter(0);
    }
    dependencies.begun();
  }

  private void end() {
    inForce.end();
    if (!isReporting()) {
      report.cancel();
    }
    fixWait.cancel();
    exchanges.forget(messages.position());
    dependencies.fetchConfiguration();
  }

  /**
   * @param refusal why it was not carried out; empty when it was
   */
  private void acknowledge(Order order, String refusal) {
    ObjectNode body =
        json()
            .put("order", order.id())
            .put("action", order.action())
            .put("result", refusal.isEmpty() ? "accepted" : "refused")
            .put("timestamp", dcm.timeline().now().toString());
    if (!refusal.isEmpty()) {
      body.put("reason", refusal);
    }
    exchanges.post(messages.acknowledgement(), body);
  }

  /** Somebody sent what is not authentic. */
  public void securityEvent(String kind) {
    if (rules.isSecurityEventSent()) {
      exchanges.post(
          messages.securityEvent(),
          json().put("kind", kind).put("timestamp", dcm.timeline().now().toString()));
    }
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Whether an order is in force, as far as the DCM knows. */
  public boolean isOrdered() {
    return inForce.isThere();
  }

  @Override
  public boolean isKeepingAwake() {
    return isOrdered();
  }

  /** Whether reports go out. */
  public boolean isReporting() {
    return rules.isReportingDue(inForce.isThere(), confirmed)
        && powered
        && !isFlat()
        && rules.isGoingOnAfter(inForce.reports())
        && rules.isReportedAfter(lost)
        && rules.isReportedWith(dependencies.isIgnitionOn());
  }

  /** Whether the app's features are off since an order came (SVT-03, SVT-04). */
  public boolean areFeaturesOff() {
    return rules.areFeaturesOff(dcm.memory().get(FEATURES_OFF).isPresent(), inForce.isThere());
  }

  /** What a configuration says of the app's features. */
  public void featuresConfigured(boolean enabled) {
    if (enabled && !inForce.isThere()) {
      dcm.memory().remove(FEATURES_OFF);
    } else if (!enabled) {
      dcm.memory().put(FEATURES_OFF, "yes");
    }
  }

  // Reports.

  private void due() {
    report.armAfter(intervalNanos());
    reportedNanos = dcm.timeline().nowNanos();
    if (!isReporting()) {
      return;
    }
    if (dependencies.isBusSilent()) {
      askedNanos = dcm.timeline().nowNanos();
      bus.gnss();
      fixWait.armAfter(settings.fixWait().toNanos());
    } else {
      send();
    }
  }

  /** A report that waits for the position waits for the whole of it. */
  @Override
  public void frame(long timeNanos) {
    if (fixWait.isArmed()
        && POSITION.stream().allMatch(part -> dcm.reader().receivedNanos(part) >= askedNanos)) {
      fixWait.cancel();
      send();
    }
  }

  @Override
  public boolean isExpecting() {
    return fixWait.isArmed();
  }

  private void send() {
    if (!isReporting()) {
      return;
    }
    int number = inForce.nextReport();
    ObjectNode body =
        json()
            .put("order", inForce.id())
            .put("sequence", number)
            .put("timestamp", dcm.timeline().now().toString())
            .put(
                "batteryVolts",
                BigDecimal.valueOf(dcm.pins().supplyVolts()).setScale(2, RoundingMode.HALF_UP));
    body.set("position", position.toJson());
    exchanges.post(messages.position(), body, this::ask, () -> lost = true);
  }
}
