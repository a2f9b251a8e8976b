// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.telematics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.FrameFollower;
import dev.dcmrig.dcm.exchange.ServiceExchanges;
import dev.dcmrig.dcm.exchange.TelematicsSettings;
import dev.dcmrig.sim.Timer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Talks with the telematics service: fetches the vehicle's configuration, sends telemetry and tells
 * of emergencies. Bounded tries; none of it ever stands in the way of a call (SOS-06, SOS-09,
 * NET-02). What the configuration says is kept over resets.
 */
public final class TelematicsClient implements FrameFollower {
  private static final String RESTRICTED = "telematics.restricted";
  private static final String DISABLED = "telematics.disabled";
  private static final String UNSUBSCRIBED = "telematics.unsubscribed";

  private static final String SUBSCRIPTIONS = "subscriptions";

  /** The settings that are words, and these. */
  private static final Map<String, List<String>> SETTINGS =
      Map.of(
          "dataConnectivity", List.of("allowed", "restricted"),
          "emergencyCall", List.of("enabled", "disabled"),
          "appFeatures", List.of("enabled", "disabled"));

  private final DcmContext dcm;
  private final TelematicsSettings settings;
  private final TelematicsMessages messages;
  private final PrivacyRules rules;
  private final CarState car;
  private final ServiceExchanges exchanges;
  private final Runnable changed;
  private final Consumer<Boolean> appFeatures;
  private final Consumer<JsonNode> updates;
  private final Timer configuration;
  private final Timer telemetry;

  private boolean ignition;
  private int sequence;

  /**
   * @param appFeatures told whether a configuration has the app's features enabled
   * @param updates told where updates come from, when a configuration says so
   * @param changed runs when the configuration has changed
   */
  public TelematicsClient(
      DcmContext dcm,
      TelematicsSettings settings,
      TelematicsMessages messages,
      PrivacyRules rules,
      CarState car,
      ServiceExchanges exchanges,
      Consumer<Boolean> appFeatures,
      Consumer<JsonNode> updates,
      Runnable changed) {
    this.updates = updates;
    this.appFeatures = appFeatures;
    this.dcm = dcm;
    this.settings = settings;
    this.messages = messages;
    this.rules = rules;
    this.car = car;
    this.exchanges = exchanges;
    this.changed = changed;
    this.configuration = dcm.timeline().timer(this::fetchConfiguration);
    this.telemetry = dcm.timeline().timer(this::sendTelemetry);
  }

  public boolean isEmergencyCallEnabled() {
    return dcm.memory().get(DISABLED).isEmpty();
  }

  public boolean isDataRestricted() {
    return dcm.memory().get(RESTRICTED).isPresent();
  }

  public boolean isSubscribed() {
    return dcm.memory().get(UNSUBSCRIBED).isEmpty();
  }

  @Override
  public void boot() {
    ignition = false;
  }

  @Override
  public void frame(long timeNanos) {
    if (ignition != car.isIgnitionOn()) {
      ignition = car.isIgnitionOn();
      if (ignition) {
        ignitionOn();
      } else {
        ignitionOff();
      }
    }
  }

  /** Exchange begins. */
  private void ignitionOn() {
    configuration.armAfter(settings.firstConfiguration().toNanos());
    telemetry.armAfter(settings.telemetryInterval().toNanos());
  }

  /** What was under way is the exchanges' own affair. */
  @Override
  public void stop() {
    configuration.cancel();
    telemetry.cancel();
  }

  /** Fetches the configuration now, whatever the ignition. */
  public void fetchNow() {
    exchanges.get(messages.configuration(), TelematicsClient::isConfiguration, this::configured);
  }

  /** Nothing more is sent of itself, and nothing is tried again. */
  private void ignitionOff() {
    stop();
    exchanges.forget(messages.configuration());
    exchanges.forget(messages.telemetry());
  }

  private void fetchConfiguration() {
    configuration.armAfter(settings.configurationInterval().toNanos());
    exchanges.get(messages.configuration(), TelematicsClient::isConfiguration, this::configured);
  }

  /**
   * The form of a configuration (docs/DCM-INTERFACE.md, 2.4): a setting that is missing stays as it
   * was, and one that is there has a value of the table.
   */
  private static boolean isConfiguration(JsonNode body) {
    boolean any = body.has(SUBSCRIPTIONS);
    for (JsonNode subscription : body.path(SUBSCRIPTIONS)) {
      if (!subscription.path("active").isBoolean()) {
        return false;
      }
    }
    for (Map.Entry<String, List<String>> setting : SETTINGS.entrySet()) {
      JsonNode value = body.path(setting.getKey());
      any |= !value.isMissingNode();
      if (!value.isMissingNode() && !setting.getValue().contains(value.asText())) {
        return false;
      }
    }
    return any && (!body.has(SUBSCRIPTIONS) || body.path(SUBSCRIPTIONS).isArray());
  }

  private void configured(JsonNode answer) {
    keep(RESTRICTED, answer.path("dataConnectivity"), "restricted", "allowed");
    keep(DISABLED, answer.path("emergencyCall"), "disabled", "enabled");
    if (answer.path(SUBSCRIPTIONS).isArray()) {
      boolean active = false;
      for (JsonNode subscription : answer.path(SUBSCRIPTIONS)) {
        active |= subscription.path("active").asBoolean();
      }
      keep(UNSUBSCRIBED, !active);
    }
    String features = answer.path("appFeatures").asText();
    if (features.equals("enabled") || features.equals("disabled")) {
      appFeatures.accept(features.equals("enabled"));
    }
    if (answer.path("updates").isObject()) {
      updates.accept(answer.path("updates"));
    }
    if (!rules.isTelemetrySent(isDataRestricted())) {
      exchanges.forget(messages.telemetry());
    }
    changed.run();
  }

  /** What is missing changes nothing. */
  private void keep(String key, JsonNode value, String setBy, String clearedBy) {
    if (value.asText().equals(setBy)) {
      keep(key, true);
    } else if (value.asText().equals(clearedBy)) {
      keep(key, false);
    }
  }

  private void keep(String key, boolean set) {
    if (set) {
      dcm.memory().put(key, "yes");
    } else {
      dcm.memory().remove(key);
    }
  }

  private void sendTelemetry() {
    telemetry.armAfter(settings.telemetryInterval().toNanos());
    if (!rules.isTelemetrySent(isDataRestricted())) {
      return;
    }
    sequence++;
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("sequence", sequence)
            .put("timestamp", dcm.timeline().now().toString())
            .put("speedKmh", rounded(number(DomainValue.SPEED), 1))
            .put("batteryVolts", rounded(number(DomainValue.BATTERY_VOLTAGE), 2));
    rules.furtherTelemetry(dcm.reader()).forEach(body::put);
    exchanges.post(messages.telemetry(), body);
  }

  private static BigDecimal rounded(double number, int places) {
    return BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP);
  }

  private double number(DomainValue value) {
    return dcm.reader().has(value) ? dcm.reader().number(value) : 0;
  }

  /** Tells the service of an emergency; the call does not wait for it. */
  public void report(int incident, String kind, String state, int attempt) {
    exchanges.post(
        messages.emergencyEvent(),
        JsonNodeFactory.instance
            .objectNode()
            .put("incident", incident)
            .put("kind", kind)
            .put("state", state)
            .put("attempt", attempt)
            .put("timestamp", dcm.timeline().now().toString()));
  }
}
