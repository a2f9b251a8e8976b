// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.service;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.OrderTricks.Trick;
import dev.dcmrig.api.PaymentProvider.Outcome;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.features.scene.Traffic;
import io.cucumber.java.ParameterType;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words about the telematics service: who asks, what is exchanged, what goes wrong. */
public final class ServiceWords {
  private static <T extends Enum<T>> T word(Class<T> type, String text) {
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }

  /** The words of a fault, as a scenario says it. */
  public static String words(Fault fault) {
    return fault
        .name()
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ')
        .replaceFirst("^(reset \\w+) answer$", "$1 the answer")
        .replace("mqtt", "MQTT")
        .replace("tls", "TLS");
  }

  /** The words of an exchange, as a scenario says it. */
  public static String words(Exchange exchange) {
    return exchange.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A machine of features/states, by its name. */
  @ParameterType("[A-Za-z][A-Za-z -]*[A-Za-z]")
  public String machine(String text) {
    return text;
  }

  /** Who asks the telematics service. */
  @ParameterType(
      "owner's app|dealer|customer-assistance centre|stolen-vehicle centre|police"
          + "|payment provider|stranger")
  public Role person(String text) {
    return switch (text) {
      case "owner's app" -> Role.OWNER_APP;
      case "dealer" -> Role.DEALER;
      case "customer-assistance centre" -> Role.CUSTOMER_ASSISTANCE;
      case "stolen-vehicle centre" -> Role.STOLEN_VEHICLE_CENTRE;
      case "police" -> Role.POLICE;
      case "payment provider" -> Role.PAYMENT_PROVIDER;
      default -> Role.NOBODY;
    };
  }

  /** How the service answers a person; a refusal has its reason. */
  @ParameterType("grants it|refuses it: [a-z]+(?:-[a-z]+)+")
  public String serviceAnswer(String text) {
    return text;
  }

  /** How far tracking has come. */
  @ParameterType("is active|has ended|begins|ends")
  public Boolean phase(String text) {
    return text.equals("is active") || text.equals("begins");
  }

  /** How the main battery gets its voltage. */
  @ParameterType("is at|is connected again with")
  public Boolean batteryState(String text) {
    return text.startsWith("is connected");
  }

  /** What a request for tracking brings. */
  @ParameterType(
      "report and VIN|report and registration|report, VIN and registration|no report"
          + "|report [A-Za-z0-9-]+ and VIN|neither VIN nor registration|an unknown VIN"
          + "|an unknown registration|VIN and registration of two cars")
  public String claim(String text) {
    return text;
  }

  /** What the owner learns of tracking. */
  @ParameterType("none|active|end-requested-by-police|end-requested-by-requester")
  public String trackingStatus(String text) {
    return text;
  }

  /** What an order asks for. */
  @ParameterType("start|end")
  public String orderAction(String text) {
    return text;
  }

  /** The words of an order that an attacker brings, as a scenario says it. */
  public static String words(Trick trick) {
    String name = trick.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return switch (trick) {
      case GARBAGE -> name;
      case START_WITHOUT_REQUEST, START_SIGNED_ANEW -> "a " + name;
      case FORGED, REPLAYED, REPEATED -> "a " + name + " order";
      case ALTERED, EXPIRED -> "an " + name + " order";
      case END_OF_ANOTHER -> "an " + name;
      default -> "an order " + name;
    };
  }

  /** An order that an attacker brings. */
  @ParameterType("garbage|an? (?:[a-z]+ )?(?:order|start|end)(?: [a-zA-Z0-9]+)*")
  public Trick trick(String text) {
    return Arrays.stream(Trick.values())
        .filter(trick -> words(trick).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no order '"
                        + text
                        + "'; there are: "
                        + Arrays.stream(Trick.values())
                            .map(ServiceWords::words)
                            .collect(Collectors.joining(", "))));
  }

  /** What a DCM says of an order that is not authentic. */
  @ParameterType("order-forged|order-replayed|order-expired|order-not-for-this-vehicle")
  public String securityEvent(String text) {
    return text;
  }

  /** Whether a position is marked as new. */
  @ParameterType("fresh|old")
  public Boolean fresh(String text) {
    return text.equals("fresh");
  }

  /** Whether somebody is shown a position. */
  @ParameterType("sees|does not see")
  public Boolean sight(String text) {
    return text.equals("sees");
  }

  /** Why a DCM does not carry out an authentic order. */
  @ParameterType("another-order-in-force")
  public String orderRefusal(String text) {
    return text;
  }

  /** What a DCM sends again and again, by the last part of its path. */
  @ParameterType("telemetry|report")
  public String sent(String text) {
    return text.equals("telemetry") ? Traffic.TELEMETRY : Traffic.POSITIONS;
  }

  /** What a message gives, by its field. */
  @ParameterType("V|km/h")
  public String measure(String text) {
    return text.equals("V") ? "batteryVolts" : "speedKmh";
  }

  /** Whether all doors are locked. */
  @ParameterType("locked|unlocked")
  public Boolean locked(String text) {
    return text.equals("locked");
  }

  /** One of two cars. */
  @ParameterType("first|second")
  public Boolean second(String text) {
    return text.equals("second");
  }

  /** A remote service. */
  @ParameterType("lock|unlock|locate")
  public String command(String text) {
    return text;
  }

  /** What became of a command. */
  @ParameterType("done|refused as [a-z]+(?:-[a-z]+)+")
  public String commandResult(String text) {
    return text;
  }

  /** A step of reactivating the app's features. */
  @ParameterType("reactivate|confirm-identity|accept-terms")
  public String reactivation(String text) {
    return text;
  }

  /** What the DCM exchanges with the service. */
  @ParameterType(
      "telemetry|order|acknowledgement|emergency status|app restriction|position|image piece"
          + "|update (?:poll|attributes|offer|feedback|cancellation|confirmation|time|report"
          + "|metadata)")
  public Exchange exchange(String text) {
    return word(Exchange.class, text);
  }

  /** What goes wrong between DCM and service. */
  @ParameterType("[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
  public Fault backendFault(String text) {
    for (Fault fault : Fault.values()) {
      if (words(fault).equals(text)) {
        return fault;
      }
    }
    throw new IllegalArgumentException(
        "there is no fault '"
            + text
            + "' of the service; there are: "
            + Arrays.stream(Fault.values())
                .map(ServiceWords::words)
                .collect(Collectors.joining(", ")));
  }

  /** A day of the calendar. */
  @ParameterType("[0-9]{4}-[0-9]{2}-[0-9]{2}")
  public LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  /** A time of day. */
  @ParameterType("[0-9]{2}:[0-9]{2}")
  public LocalTime clock(String text) {
    return LocalTime.parse(text);
  }

  /** What the payment provider does with charges. */
  @ParameterType("approves|declines|never answers|approves and says so twice")
  public Outcome providerAnswer(String text) {
    return switch (text) {
      case "approves" -> Outcome.APPROVED;
      case "declines" -> Outcome.DECLINED;
      case "never answers" -> Outcome.NO_ANSWER;
      default -> Outcome.APPROVED_TOLD_TWICE;
    };
  }
}
