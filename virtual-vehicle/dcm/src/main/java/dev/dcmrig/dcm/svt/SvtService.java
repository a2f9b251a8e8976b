package dev.dcmrig.dcm.svt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.dcm.DcmContext;
import dev.dcmrig.dcm.net.ServiceExchanges;
import dev.dcmrig.dcm.net.ServiceExchanges.Kind;
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
  private static final String ORDER = "svt.order";
  private static final String FEATURES_OFF = "svt.featuresOff";
  private static final List<String> ACTIONS = List.of("start", "end");

  /** What the rest of the DCM does. */
  public interface Surroundings {
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
  private final Surroundings surroundings;
  private final VoltageLimit low;
  private final VoltageLimit flat;
  private final Timer report;
  private final Timer fixWait;

  /** The service has said since the last boot that the order is in force. */
  private boolean confirmed;

  private boolean powered;
  private int sequence;
  private long reportedNanos;

  public SvtService(
      DcmContext dcm,
      ServiceExchanges exchanges,
      OrderVerifier verifier,
      PositionKeeper position,
      BusRequests bus,
      Surroundings surroundings) {
    this.dcm = dcm;
    this.exchanges = exchanges;
    this.verifier = verifier;
    this.position = position;
    this.bus = bus;
    this.surroundings = surroundings;
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
    if (dcm.has("svt-not-resumed-after-power")) {
      dcm.memory().remove(ORDER);
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
      confirmed = false;
    } else {
      ask();
    }
    surroundings.changed();
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
    if (!(dcm.has("svt-not-resumed-after-power") && !hasOrder() && sequence > 0)) {
      exchanges.get(Kind.TRACKING_ORDER, this::answered);
    }
  }

  private void answered(JsonNode answer) {
    JsonNode active = answer.path("active");
    if (active.isBoolean() && active.asBoolean()) {
      carryOut(
          verifier.verify(
              answer.path("order").asText().getBytes(StandardCharsets.US_ASCII), ACTIONS),
          false);
    } else if (active.isBoolean() && hasOrder()) {
      end();
    }
  }

  /** An order came from the broker. */
  public void order(byte[] payload) {
    carryOut(verifier.verify(payload, ACTIONS), true);
  }

  private void carryOut(Finding finding, boolean acknowledge) {
    Order order = finding.order();
    if (!finding.verdict().event().isEmpty()) {
      securityEvent(finding.verdict().event());
    } else if (order != null && finding.verdict() == OrderVerdict.DUPLICATE) {
      if (order.action().equals("start") && hasOrder() && !confirmed) {
        confirm();
      }
    } else if (order != null && order.action().equals("start")) {
      boolean known = dcm.memory().get(ORDER).filter(order.id()::equals).isPresent();
      start(order);
      if (acknowledge || !known) {
        acknowledge(order);
      }
    } else if (order != null) {
      end();
      acknowledge(order);
    }
  }

  private void start(Order order) {
    dcm.memory().put(ORDER, order.id());
    if (!dcm.has("svt-features-not-disabled")) {
      dcm.memory().put(FEATURES_OFF, "yes");
    }
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
    surroundings.changed();
  }

  private void end() {
    dcm.memory().remove(ORDER);
    confirmed = false;
    report.cancel();
    fixWait.cancel();
    exchanges.forget(Kind.POSITION);
    if (dcm.has("svt-features-back-at-end")) {
      dcm.memory().remove(FEATURES_OFF);
    }
    surroundings.fetchConfiguration();
    surroundings.changed();
  }

  private void acknowledge(Order order) {
    exchanges.post(
        Kind.ACKNOWLEDGEMENT,
        String.format(
            Locale.ROOT,
            "{\"order\":\"%s\",\"action\":\"%s\",\"result\":\"accepted\",\"timestamp\":\"%s\"}",
            order.id(),
            order.action(),
            dcm.timeline().now()));
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
        && !(dcm.has("svt-not-with-ignition-off") && !surroundings.isIgnitionOn())
        && !(dcm.has("svt-stopped-by-restriction") && surroundings.isDataRestricted());
  }

  /** Whether the app's features are off since an order came (SVT-03, SVT-04). */
  public boolean areFeaturesOff() {
    return dcm.memory().get(FEATURES_OFF).isPresent();
  }

  /** What a configuration says of the app's features. */
  public void featuresConfigured(boolean enabled) {
    if (enabled && !hasOrder()) {
      dcm.memory().remove(FEATURES_OFF);
    } else if (!enabled && !dcm.has("svt-features-not-disabled")) {
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
    if (surroundings.isBusSilent()) {
      bus.gnss();
      fixWait.armAfter(dcm.settings().nanos("svt.fixWait"));
    } else {
      send();
    }
  }

  /** A position has come over the bus. */
  public void fixReceived() {
    if (fixWait.isArmed()) {
      fixWait.cancel();
      send();
    }
  }

  private void send() {
    if (!isReporting()) {
      return;
    }
    sequence++;
    exchanges.post(
        Kind.POSITION,
        String.format(
            Locale.ROOT,
            "{\"order\":\"%s\",\"sequence\":%d,\"timestamp\":\"%s\",\"batteryVolts\":%.2f,"
                + "\"position\":%s}",
            dcm.memory().get(ORDER).orElse(""),
            sequence,
            dcm.timeline().now(),
            dcm.pins().supplyVolts(),
            position.toJson()),
        this::ask);
  }
}
