// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.EmergencyCentre.Occupant;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.RadioLink.ProxyAnswer;
import dev.dcmrig.api.RadioLink.ProxyRequest;
import dev.dcmrig.api.TelematicsService.Requester;
import dev.dcmrig.api.Vehicle.Disturbance;
import dev.dcmrig.api.Vehicle.GnssReception;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.api.Vehicle.NavigationState;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.features.call.CallPoint;
import dev.dcmrig.features.call.Emergency;
import dev.dcmrig.features.car.CentreAction;
import dev.dcmrig.features.car.LinkFault;
import dev.dcmrig.features.diagnostics.TesterQuestions;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Disturbed;
import dev.dcmrig.features.scene.Expressions;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import io.cucumber.java.ParameterType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The words and values of the steps. */
public final class Words {
  private static final Map<String, Place> PLACES =
      Map.of(
          "Melbourne", new Place(-37.8183, 144.9671),
          "Sydney", new Place(-33.8688, 151.2093),
          "Lima", new Place(-12.0464, -77.0428),
          "Madrid", new Place(40.4168, -3.7038),
          "Munich", new Place(48.1372, 11.5755),
          "Nairobi", new Place(-1.2864, 36.8172),
          "Suva", new Place(-18.1248, 178.4501),
          "Taveuni", new Place(-16.8200, 179.9990));

  private static final String DELAYS = "delays each message by ";

  private final Supplier<DcmProfile> specification;
  private final Expressions expressions;

  public Words(Scene scene) {
    this.specification = () -> scene.bench().specification();
    this.expressions = new Expressions(specification);
  }

  /** A time that limits or names what is seen: {@code 30 s}, {@code {sos.gap} ± 500 ms}. */
  @ParameterType(Expressions.SPAN)
  public Span span(String text) {
    return expressions.span(text);
  }

  /** A number of things: {@code 3}, {@code {sos.attempts}}. */
  @ParameterType(Expressions.COUNT)
  public Count count(String text) {
    return expressions.count(text);
  }

  /** A number of volts or g, or keys of the specified profile. */
  @ParameterType(Expressions.AMOUNTS)
  public Double amount(String text) {
    return expressions.amountOf(text);
  }

  private static <T extends Enum<T>> T word(Class<T> type, String text) {
    return Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT).replace(' ', '_'));
  }

  /** A time with its unit, or a key of the specified profile. */
  @ParameterType(Expressions.SPAN)
  public Duration duration(String text) {
    return expressions.span(text).duration();
  }

  /** A position of the ignition switch. */
  @ParameterType("OFF|ACC|ON|START")
  public Ignition ignition(String text) {
    return Ignition.valueOf(text);
  }

  /** Whether a time is one from both sides, or the longest. */
  @ParameterType("within|after")
  public Boolean timely(String text) {
    return text.equals("after");
  }

  /** Whether the DCM sleeps, as its supply current tells; or what the specified profile says. */
  @ParameterType("sleeps|is awake|\\{sleep\\.mode\\}")
  public Boolean sleeping(String text) {
    String said = text.startsWith("{") ? specification.get().text("sleep.mode") : text;
    return said.equals("sleeps");
  }

  /** What the modem receives. */
  @ParameterType("good|weak|no")
  public Coverage coverage(String text) {
    return text.equals("no") ? Coverage.NONE : word(Coverage.class, text);
  }

  /** What the radio link does to messages. */
  @ParameterType(
      "delays each message by "
          + Expressions.SPAN
          + "|breaks off [0-9]+ bytes into the next message to the centre"
          + "|sends [0-9]+ characters of a short message without an end"
          + "|answers the next [0-9]+ requests for (?:centre|service|broker|short messages|voice)"
          + " with (?:general failure|unknown code|another version|half an answer"
          + "|an address of IPv6|a name)")
  public LinkFault linkFault(String text) {
    if (text.startsWith(DELAYS)) {
      Duration delay = expressions.span(text.substring(DELAYS.length())).duration();
      return (link, vin) -> link.latency(delay);
    }
    int number = Integer.parseInt(text.replaceFirst("^[^0-9]+([0-9]+).*", "$1"));
    if (text.startsWith("sends")) {
      return (link, vin) -> link.endlessSms(vin, number);
    }
    if (text.startsWith("answers")) {
      String[] words = text.replaceFirst("^.* requests for ", "").split(" with ", 2);
      ProxyRequest request = word(ProxyRequest.class, words[0]);
      ProxyAnswer answer = word(ProxyAnswer.class, words[1]);
      return (link, vin) -> link.proxyAnswers(request, answer, number);
    }
    return (link, vin) -> link.cutAfter(number);
  }

  /** What the GNSS receiver gets. */
  @ParameterType("good|weak|lost|silent")
  public GnssReception reception(String text) {
    return word(GnssReception.class, text);
  }

  /** The navigation system's state. */
  @ParameterType("working|faulty|silent")
  public NavigationState navigation(String text) {
    return word(NavigationState.class, text);
  }

  /** What the indicator shows. */
  @ParameterType("dark|solid green|solid red|flashing green|alternating red and green")
  public IndicatorPattern pattern(String text) {
    return word(IndicatorPattern.class, text);
  }

  /** What the self-test watches. */
  @ParameterType(
      "modem|antenna|GNSS|SIM|microphone|speaker|backup battery|SOS switch|crash sensor link"
          + "|software|flash")
  public Item item(String text) {
    return word(Item.class, text);
  }

  /** What a tester reads of an ECU itself: its data identifier (ISO 14229-1, table C.1). */
  @ParameterType("VIN|software version|spare part number|serial number|RXSWIN|repair shop code")
  public String identification(String text) {
    return switch (text) {
      case "VIN" -> "F190";
      case "software version" -> TesterQuestions.SOFTWARE_VERSION;
      case "spare part number" -> "F187";
      case "serial number" -> "F18C";
      case "repair shop code" -> "F198";
      default -> "F1EF";
    };
  }

  /** What a tester reads of a trouble code. */
  @ParameterType(
      "failed and confirmed|confirmed in this cycle|confirmed in an earlier cycle|confirmed|not"
          + " stored")
  public String codeState(String text) {
    return text;
  }

  /** What the owner has done with data connectivity. */
  @ParameterType("restricted|allowed")
  public Boolean restricted(String text) {
    return text.equals("restricted");
  }

  /** What a message of the car carries. */
  @ParameterType("airbag's state|battery's voltage|parking lock|ignition's position")
  public DomainValue carValue(String text) {
    return switch (text) {
      case "battery's voltage" -> DomainValue.BATTERY_VOLTAGE;
      case "parking lock" -> DomainValue.PARKED;
      case "ignition's position" -> DomainValue.IGNITION;
      default -> DomainValue.AIRBAG_DEPLOYED;
    };
  }

  /** How a message is disturbed: for good, or for so many milliseconds. */
  @ParameterType("(?:has a wrong CRC|has a stuck counter|is silent)(?: for [0-9]+ ms)?")
  public Disturbed disturbance(String text) {
    String[] parts = text.split(" for ", 2);
    String how = parts[0].replaceFirst("^(?:has a|is) ", "");
    Duration span = parts.length > 1 ? expressions.span(parts[1]).duration() : Duration.ZERO;
    return new Disturbed(word(Disturbance.class, how), span);
  }

  /** Who asks the telematics service. */
  @ParameterType("owner's app|dealer|customer-assistance centre")
  public Requester requester(String text) {
    return switch (text) {
      case "dealer" -> Requester.DEALER;
      case "customer-assistance centre" -> Requester.CUSTOMER_ASSISTANCE;
      default -> Requester.OWNER_APP;
    };
  }

  /** What the person in the car does. */
  @ParameterType("speaks|is silent|says it was an accident")
  public Occupant occupant(String text) {
    return switch (text) {
      case "speaks" -> Occupant.SPEAKS;
      case "is silent" -> Occupant.SILENT;
      default -> Occupant.SAYS_ACCIDENTAL;
    };
  }

  /** Emergency services, or none. */
  @ParameterType("none|(?:ambulance|fire|police)(?:, (?:ambulance|fire|police))*")
  public List<String> services(String text) {
    return text.equals("none") ? List.of() : List.of(text.split(", "));
  }

  /** A place by its name. */
  @ParameterType("Melbourne|Sydney|Lima|Madrid|Munich|Nairobi|Suva|Taveuni")
  public Place place(String text) {
    return PLACES.getOrDefault(text, new Place(0, 0));
  }

  /** Who began the call: the button or the sensors. */
  @ParameterType("manual|automatic")
  public Boolean automatic(String text) {
    return text.equals("automatic");
  }

  /** What the centre does at once. */
  @ParameterType(
      "ends the call|loses the call|calls back|asks for the MSD again|never answers"
          + "|does not acknowledge the MSD|says that it cannot read the MSD"
          + "|asks for the MSD out of order|acknowledges another MSD|refuses each INFO"
          + "|sends control data that are no XML|answers with a body that is cut"
          + "|answers without SDP|answers with another codec|offers another codec"
          + "|never confirms a call back"
          + "|refuses each registration|ends calls without BYE|does nothing wrong")
  public CentreAction centreAction(String text) {
    return word(CentreAction.class, text);
  }

  /** What the service knows of an emergency. */
  @ParameterType(Emergency.PATTERN)
  public Emergency emergency(String text) {
    return Emergency.of(text, expressions);
  }

  /** How many seats are occupied, as far as their sensors know. */
  @ParameterType("[0-9]+ seats?|an unknown number of seats")
  public OptionalInt seats(String text) {
    return text.startsWith("an ")
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(text.replaceFirst(" .*", "")));
  }

  /** How many people the MSD says are in the car: a number, or "unknown". */
  @ParameterType("[0-9]+ passengers?|no number of passengers")
  public String passengers(String text) {
    return text.startsWith("no ") ? "unknown" : text.replaceFirst(" .*", "");
  }

  /** What somebody wants of the switch for emergency calls; true is to have them. */
  @ParameterType("enable|disable")
  public Boolean switched(String text) {
    return text.equals("enable");
  }

  /** How the service answers a request. */
  @ParameterType("granted|refused")
  public Boolean granted(String text) {
    return text.equals("granted");
  }

  /** Whether a position can be trusted. */
  @ParameterType("trusted|not trusted")
  public Boolean trusted(String text) {
    return text.equals("trusted");
  }

  /** What became of a call back; a refusal with its status. */
  @ParameterType("connected|not connected|refused with [4-6][0-9][0-9]")
  public String taken(String text) {
    return text;
  }

  /** From when a call's time counts. */
  @ParameterType("its INVITE|its answer|the agent's last sound")
  public CallPoint callPoint(String text) {
    return switch (text) {
      case "its INVITE" -> CallPoint.INVITE;
      case "its answer" -> CallPoint.ANSWER;
      default -> CallPoint.LAST_SOUND;
    };
  }

  /** Whom a call goes to. */
  @ParameterType("the private centre's own number|urn:service:sos\\.ecall\\.[a-z]+")
  public String target(String text) {
    return text;
  }
}
