// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.exchange.ServiceExchanges;
import dev.dcmrig.dcm.exchange.ServiceExchanges.Kind;
import dev.dcmrig.dcm.orders.Order;
import dev.dcmrig.dcm.orders.OrderVerdict;
import dev.dcmrig.dcm.orders.OrderVerifier;
import dev.dcmrig.dcm.orders.OrderVerifier.Finding;
import dev.dcmrig.dcm.position.PositionKeeper;
import dev.dcmrig.dcm.remote.BusRequests;
import dev.dcmrig.sim.Timer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Tracking of a stolen vehicle (SVT-02 to SVT-14; docs/DCM-INTERFACE.md, 4). An order in force
 * makes the DCM report its position; it is kept over resets and loss of power, and reports begin
 * again only after the service has said that it is still in force.
 */
public final class SvtService {
  /** The order in force: its sequence, then its id. */
  private static final String ORDER = "svt.order";

  /** The number of the last report of that order. */
  private static final String REPORTS = "svt.reports";

  /** Only with a seeded defect: an order that power took. */
  private static final String LOST = "svt.lost";

  private static final String FEATURES_OFF = "svt.featuresOff";
  private static final List<String> ACTIONS = List.of("start", "end");
  private static final List<DomainValue> POSITION =
      List.of(DomainValue.LATITUDE, DomainValue.LONGITUDE, DomainValue.GNSS_FIX);
  private static final List<String> START = List.of("start");

  /** What the rest of the DCM does. */
  public interface Dependencies {
    boolean isBusSilent();

    boolean isIgnitionOn();

    boolean isDataRestricted();

    /** Tracking has begun or ended. */
    void changed();

    /** The configuration is wanted at once. */
    void fetchConfiguration();
  }

  private final DcmContext dcm;
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
  private long reportedNanos;

  /** When the position was asked for that a report waits for. */
  private long askedNanos;

  /** Counts the orders that were carried out: an answer from before the newest says nothing. */
  private int carriedOut;

  public SvtService(
      DcmContext dcm,
      ServiceExchanges exchanges,
      OrderVerifier verifier,
      PositionKeeper position,
      BusRequests bus,
      Dependencies dependencies) {
    this.dcm = dcm;
    this.exchanges = exchanges;
    this.verifier = verifier;
    this.position = position;
    this.bus = bus;
    this.dependencies = dependencies;
    this.low = limit("svt.lowBelow", this::intervalChanged);
    this.flat = limit("svt.ceaseBelow", this::flatChanged);
    this.report = dcm.timeline().timer(this::due);
    this.fixWait = dcm.timeline().timer(this::send);
  }

  private VoltageLimit limit(String path, Runnable changed) {
    return new VoltageLimit(
        dcm.timeline(),
        dcm.settings().number(path),
        dcm.settings().number("svt.hysteresis"),
        dcm.has("svt-crank-dip-ceases") ? 1 : dcm.settings().nanos("svt.hold"),
        changed);
  }

  // Power.

  /** Power is there: an order that was in force may still be. */
  public void boot() {
    powered = true;
    confirmed = false;
    low.boot(dcm.pins().supplyVolts());
    flat.boot(dcm.pins().supplyVolts());
    boolean unasked =
        (dcm.has("svt-resumes-after-order-ended") && hasOrder())
            || dcm.has("svt-reports-without-order");
    if (unasked) {
      confirm();
    } else {
      ask();
    }
  }

  /** Power is gone; what is in force stays in memory. */
  public void stop() {
    powered = false;
    confirmed = false;
    report.cancel();
    fixWait.cancel();
    low.stop();
    flat.stop();
    if (dcm.has("svt-not-resumed-after-power") && hasOrder()) {
      dcm.memory().remove(ORDER);
      dcm.memory().put(LOST, "yes");
    }
  }

  /** The supply pin may have changed. */
  public void supplyChanged() {
    if (powered) {
      low.volts(dcm.pins().supplyVolts());
      flat.volts(dcm.pins().supplyVolts());
    }
  }

  private void flatChanged() {
    if (isFlat()) {
      report.cancel();
      fixWait.cancel();
      exchanges.forget(Kind.POSITION);
      confirmed = false;
    } else {
      // Whatever was said while the battery was flat, reports begin again by a new answer only.
      confirmed = false;
      ask();
    }
    dependencies.changed();
  }

  private boolean isFlat() {
    return flat.isBelow() && !dcm.has("svt-goes-on-when-flat");
  }

  private void intervalChanged() {
    if (isReporting()) {
      long next = reportedNanos + intervalNanos();
      report.armAfter(Math.max(0, next - dcm.timeline().nowNanos()));
    }
  }

  private long intervalNanos() {
    boolean adapted = low.isBelow() && !dcm.has("svt-interval-not-adapted");
    return dcm.settings().nanos(adapted ? "svt.lowInterval" : "svt.interval");
  }

  // Orders.

  /** Asks whether an order is in force: after a boot, a wake, a new connection. */
  public void ask() {
    if (dcm.has("svt-not-resumed-after-power") && dcm.memory().get(LOST).isPresent()) {
      return;
    }
    int asked = carriedOut;
    exchanges.get(
        Kind.TRACKING_ORDER,
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
      if (dcm.memory().get(ORDER).filter(name -> verifier.isNamed(order, name)).isPresent()) {
        // Commands may have come since with higher sequences: this order is still the one in force.
        confirm();
      } else {
        carryOut(verifier.verify(order, START));
      }
    } else if (hasOrder()) {
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
      if (order.action().equals("start") && isInForce(order)) {
        // The same one, signed anew: it goes on, and was acknowledged.
        dcm.memory().put(ORDER, order.name());
        confirm();
        return;
      }
      if (order.action().equals("start")) {
        start(order);
        acknowledge(order, "");
      } else if (hasOrder() && !isInForce(order)) {
        acknowledge(order, "another-order-in-force");
      } else {
        end();
        acknowledge(order, "");
      }
    }
  }

  private boolean isInForce(Order order) {
    return dcm.memory().get(ORDER).filter(name -> name.endsWith(" " + order.id())).isPresent();
  }

  private void start(Order order) {
    dcm.memory().put(ORDER, order.name());
    dcm.memory().remove(REPORTS);
    if (!dcm.has("svt-features-not-disabled")) {
      dcm.memory().put(FEATURES_OFF, "yes");
    }
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
    if (isReporting()) {
      report.armAfter(0);
    }
    dependencies.changed();
  }

  private void end() {
    dcm.memory().remove(ORDER);
    dcm.memory().remove(REPORTS);
    confirmed = false;
    report.cancel();
    fixWait.cancel();
    exchanges.forget(Kind.POSITION);
    if (dcm.has("svt-features-back-at-end")) {
      dcm.memory().remove(FEATURES_OFF);
    }
    dependencies.fetchConfiguration();
    dependencies.changed();
  }

  /**
   * @param refusal why it was not carried out; empty when it was
   */
  private void acknowledge(Order order, String refusal) {
    exchanges.post(
        Kind.ACKNOWLEDGEMENT,
        String.format(
            Locale.ROOT,
            "{\"order\":\"%s\",\"action\":\"%s\",\"result\":\"%s\",\"timestamp\":\"%s\"%s}",
            order.id(),
            order.action(),
            refusal.isEmpty() ? "accepted" : "refused",
            dcm.timeline().now(),
            refusal.isEmpty() ? "" : ",\"reason\":\"" + refusal + "\""));
  }

  /** Somebody sent what is not authentic. */
  public void securityEvent(String kind) {
    if (!dcm.has("security-event-missing")) {
      exchanges.post(
          Kind.SECURITY_EVENT,
          String.format(
              Locale.ROOT, "{\"kind\":\"%s\",\"timestamp\":\"%s\"}", kind, dcm.timeline().now()));
    }
  }

  private boolean hasOrder() {
    return dcm.memory().get(ORDER).isPresent();
  }

  /** Whether an order is in force, as far as the DCM knows. */
  public boolean isOrdered() {
    return hasOrder();
  }

  /** Whether reports go out. */
  public boolean isReporting() {
    return (hasOrder() || dcm.has("svt-reports-without-order"))
        && confirmed
        && powered
        && !isFlat()
        && !(dcm.has("svt-not-with-ignition-off") && !dependencies.isIgnitionOn());
  }

  /** Whether the app's features are off since an order came (SVT-03, SVT-04). */
  public boolean areFeaturesOff() {
    return dcm.memory().get(FEATURES_OFF).isPresent();
  }

  /** What a configuration says of the app's features. */
  public void featuresConfigured(boolean enabled) {
    if (enabled && !hasOrder()) {
      dcm.memory().remove(FEATURES_OFF);
    } else if (!enabled
        && !dcm.has("svt-features-not-disabled")
        && !dcm.has("svt-features-back-at-end")) {
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
      fixWait.armAfter(dcm.settings().nanos("svt.fixWait"));
    } else {
      send();
    }
  }

  /** A frame of the position has come; the report waits for the whole of it. */
  public void fixReceived() {
    if (fixWait.isArmed()
        && POSITION.stream().allMatch(part -> dcm.reader().receivedNanos(part) >= askedNanos)) {
      fixWait.cancel();
      send();
    }
  }

  private void send() {
    if (!isReporting()) {
      return;
    }
    int number = 1 + dcm.memory().get(REPORTS).map(Integer::parseInt).orElse(0);
    dcm.memory().put(REPORTS, Integer.toString(number));
    exchanges.post(
        Kind.POSITION,
        String.format(
            Locale.ROOT,
            "{\"order\":\"%s\",\"sequence\":%d,\"timestamp\":\"%s\",\"batteryVolts\":%.2f,"
                + "\"position\":%s}",
            dcm.memory().get(ORDER).map(name -> name.substring(name.indexOf(' ') + 1)).orElse(""),
            number,
            dcm.timeline().now(),
            dcm.pins().supplyVolts(),
            position.toJson()),
        this::ask);
  }
}
