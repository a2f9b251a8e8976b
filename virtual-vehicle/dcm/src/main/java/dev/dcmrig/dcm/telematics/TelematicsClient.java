package dev.dcmrig.dcm.telematics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.DcmContext;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.sim.Timer;
import java.util.List;
import java.util.Locale;

/**
 * Talks with the telematics service: fetches the vehicle's configuration, sends telemetry and tells
 * of emergencies. Bounded tries; none of it ever stands in the way of a call (SOS-06, SOS-09,
 * NET-02). What the configuration says is kept over resets.
 */
public final class TelematicsClient {
  private static final String HOST = "telematics.dcmrig.example";
  private static final String RESTRICTED = "telematics.restricted";
  private static final String DISABLED = "telematics.disabled";
  private static final String UNSUBSCRIBED = "telematics.unsubscribed";
  private static final int TRIES = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DcmContext dcm;
  private final Modem modem;
  private final Runnable changed;
  private final Timer configuration;
  private final Timer telemetry;
  private boolean on;

  /** Counts the times that there was power: exchanges of an earlier one are void. */
  private int poweredTimes;

  private int sequence;

  /**
   * @param changed runs when the configuration has changed
   */
  public TelematicsClient(DcmContext dcm, Modem modem, Runnable changed) {
    this.dcm = dcm;
    this.modem = modem;
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
    on = true;
    configuration.armAfter(dcm.settings().nanos("telematics.firstConfiguration"));
    telemetry.armAfter(dcm.settings().nanos("telematics.telemetryInterval"));
  }

  /** Power is gone: exchanges that are under way are forgotten. */
  public void off() {
    stop();
    poweredTimes++;
  }

  /** Ignition is off: nothing more is sent of itself. */
  public void stop() {
    on = false;
    configuration.cancel();
    telemetry.cancel();
  }

  private void fetchConfiguration() {
    configuration.armAfter(dcm.settings().nanos("telematics.configurationInterval"));
    send("GET", "configuration", "", 1, this::configured);
  }

  private void configured(String body) {
    try {
      JsonNode answer = JSON.readTree(body);
      keep(RESTRICTED, answer.path("dataConnectivity"), "restricted", "allowed");
      keep(DISABLED, answer.path("emergencyCall"), "disabled", "enabled");
      if (answer.path("subscriptions").isArray()) {
        boolean active = false;
        for (JsonNode subscription : answer.path("subscriptions")) {
          active |= subscription.path("active").asBoolean();
        }
        keep(UNSUBSCRIBED, !active);
      }
      changed.run();
    } catch (JsonProcessingException e) {
      // The last configuration that could be read counts.
      return;
    }
  }

  /** What is missing, or is neither of the two words, changes nothing (NET-02, wrong data). */
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
    if (isDataRestricted()) {
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
    send("POST", "telemetry", body, 1, answer -> {});
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
    send("POST", "emergency-events", body, 1, answer -> {});
  }

  /** Told the body of an answer that was good. */
  @FunctionalInterface
  private interface Good {
    void body(String text);
  }

  private void send(String method, String what, String body, int number, Good good) {
    int begunIn = poweredTimes;
    HttpTransaction.send(
        dcm.timeline(),
        modem,
        HOST,
        method,
        "/v1/vehicles/" + dcm.access().vin() + "/" + what,
        body,
        dcm.settings().nanos("telematics.answerTimeout"),
        (status, text) -> {
          if (begunIn != poweredTimes) {
            return;
          }
          if (status >= 200 && status < 300) {
            good.body(text);
          } else if (number < TRIES && isWorthAnotherTry(what)) {
            dcm.timeline()
                .after(
                    number * dcm.settings().nanos("telematics.firstRetry"),
                    () -> {
                      if (begunIn == poweredTimes && isWorthAnotherTry(what)) {
                        send(method, what, body, number + 1, good);
                      }
                    });
          }
        });
  }

  /** Only news of an emergency is sent without ignition. */
  private boolean isWorthAnotherTry(String what) {
    return on || List.of("emergency-events").contains(what);
  }
}
