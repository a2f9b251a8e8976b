// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.telematics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.exchange.ServiceExchanges;
import dev.dcmrig.dcm.exchange.ServiceExchanges.Kind;
import dev.dcmrig.sim.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Talks with the telematics service: fetches the vehicle's configuration, sends telemetry and tells
 * of emergencies. Bounded tries; none of it ever stands in the way of a call (SOS-06, SOS-09,
 * NET-02). What the configuration says is kept over resets.
 */
public final class TelematicsClient {
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
  private final ServiceExchanges exchanges;
  private final Runnable changed;
  private final Consumer<Boolean> appFeatures;
  private final Timer configuration;
  private final Timer telemetry;

  private int sequence;

  /**
   * @param appFeatures told whether a configuration has the app's features enabled
   * @param changed runs when the configuration has changed
   */
  public TelematicsClient(
      DcmContext dcm, ServiceExchanges exchanges, Consumer<Boolean> appFeatures, Runnable changed) {
    this.appFeatures = appFeatures;
    this.dcm = dcm;
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

  /** Ignition is on: exchange begins. */
  public void start() {
    configuration.armAfter(dcm.settings().nanos("telematics.firstConfiguration"));
    telemetry.armAfter(dcm.settings().nanos("telematics.telemetryInterval"));
  }

  /** Power is gone; what was under way is the exchanges' own affair. */
  public void off() {
    configuration.cancel();
    telemetry.cancel();
  }

  /** Fetches the configuration now, whatever the ignition. */
  public void fetchNow() {
    exchanges.get(Kind.CONFIGURATION, TelematicsClient::isConfiguration, this::configured);
  }

  /** Ignition is off: nothing more is sent of itself, and nothing is tried again. */
  public void stop() {
    off();
    exchanges.forget(Kind.CONFIGURATION);
    exchanges.forget(Kind.TELEMETRY);
  }

  private void fetchConfiguration() {
    configuration.armAfter(dcm.settings().nanos("telematics.configurationInterval"));
    exchanges.get(Kind.CONFIGURATION, TelematicsClient::isConfiguration, this::configured);
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
    if (isDataRestricted() && !dcm.has("telemetry-when-restricted")) {
      exchanges.forget(Kind.TELEMETRY);
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
    telemetry.armAfter(dcm.settings().nanos("telematics.telemetryInterval"));
    if (isDataRestricted() && !dcm.has("telemetry-when-restricted")) {
      return;
    }
    sequence++;
    String body =
        String.format(
            Locale.ROOT,
            "{\"sequence\":%d,\"timestamp\":\"%s\",\"speedKmh\":%.1f,\"batteryVolts\":%.2f}",
            sequence,
            dcm.timeline().now(),
            number(DomainValue.SPEED),
            number(DomainValue.BATTERY_VOLTAGE));
    if (dcm.has("position-with-telemetry") && dcm.reader().has(DomainValue.LATITUDE)) {
      body = body.replace("}", ",\"latitude\":" + dcm.reader().number(DomainValue.LATITUDE) + "}");
    }
    exchanges.post(Kind.TELEMETRY, body);
  }

  private double number(DomainValue value) {
    return dcm.reader().has(value) ? dcm.reader().number(value) : 0;
  }

  /** Tells the service of an emergency; the call does not wait for it. */
  public void report(int incident, String kind, String state, int attempt) {
    String body =
        String.format(
            Locale.ROOT,
            "{\"incident\":%d,\"kind\":\"%s\",\"state\":\"%s\",\"attempt\":%d,"
                + "\"timestamp\":\"%s\"}",
            incident,
            kind,
            state,
            attempt,
            dcm.timeline().now());
    exchanges.post(Kind.EMERGENCY_EVENT, body);
  }
}
