// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.subscription;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.Same;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.List;

/** Who may ask the telematics service what: each role on each route. */
public final class RoleChecks {
  private static final String ANSWERED = "roles that the service answers";
  private static final String REFUSED = "roles that the service refuses in another way";
  private static final String BROKEN = "roles at whose request the service breaks";
  private static final int BREAKS = 500;
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;

  /** An owner who never had the car. */
  private static final String STRANGER = "owner-77";

  private final Scene scene;
  private final People people;

  public RoleChecks(Scene scene, People people) {
    this.scene = scene;
    this.people = people;
  }

  /** Everybody who could ask, in the words of a scenario. */
  enum Asker {
    OWN_DCM("the car's DCM", Role.DCM),
    OTHER_DCM("another car's DCM", Role.DCM),
    OWNER("the owner's app", Role.OWNER_APP),
    FORMER_OWNER("the former owner's app", Role.OWNER_APP),
    OTHER_OWNER("another owner's app", Role.OWNER_APP),
    DEALER("dealer", Role.DEALER),
    CUSTOMER_ASSISTANCE("customer-assistance centre", Role.CUSTOMER_ASSISTANCE),
    STOLEN_VEHICLE_CENTRE("stolen-vehicle centre", Role.STOLEN_VEHICLE_CENTRE),
    POLICE("police", Role.POLICE),
    PAYMENT_PROVIDER("payment provider", Role.PAYMENT_PROVIDER),
    FORGER("a wrong token", Role.FORGER),
    NOBODY("nobody's token", Role.NOBODY);

    private final String words;
    private final Role role;

    Asker(String words, Role role) {
      this.words = words;
      this.role = role;
    }

    /** Who can't be told from anybody gets 401, everybody else 403 (RFC 9110 15.5.2, 15.5.4). */
    private int refusal() {
      return role == Role.NOBODY || role == Role.FORGER ? UNAUTHENTICATED : FORBIDDEN;
    }
  }

  /** A request of the service's API; capitals stand for what a path names. */
  @ParameterType("(?:GET|POST|PUT|DELETE) /v1/[A-Za-z/-]+")
  public String operation(String text) {
    return text;
  }

  /** Roles, in the order in which they are tried. */
  @ParameterType("[a-zA-Z' -]+(?:, [a-zA-Z' -]+)*")
  public List<String> askers(String text) {
    return List.of(text.split(", "));
  }

  /**
   * Each role asks once, with an empty body: what it says of that is no matter of roles. Who may
   * ask does so again, for a vehicle, a product or an order that there is not.
   */
  @Then("{operation} is for: {askers}")
  @Check(quantity = ANSWERED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = REFUSED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = BROKEN, unit = Unit.WORD, source = Source.SERVICE)
  public void isFor(String operation, List<String> askers) {
    String[] parts = operation.split(" ", 2);
    List<String> answered = new ArrayList<>();
    List<String> otherwise = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    List<EvidenceItem> items = new ArrayList<>();
    for (Asker asker : Asker.values()) {
      String json = parts[0].equals(People.GET) ? "" : "{}";
      int status = people.askAs(asker.role, name(asker), parts[0], path(parts[1]), json);
      items.add(
          new EvidenceItem("answer", Scene.nanos(scene.now()), asker.words + ": " + people.said()));
      if (status != UNAUTHENTICATED && status != FORBIDDEN) {
        answered.add(asker.words);
      } else if (status != asker.refusal()) {
        otherwise.add(asker.words + " " + status);
      }
      int strange =
          askers.contains(asker.words)
              ? people.askAs(asker.role, name(asker), parts[0], unknown(parts[1]), json)
              : status;
      if (Math.max(status, strange) >= BREAKS) {
        broken.add(asker.words + " " + Math.max(status, strange));
      }
    }
    scene.judge(
        Subject.SERVICE,
        List.of(
            Same.all(
                Asked.of(ANSWERED).question(),
                answered,
                askers,
                LimitSource.step(String.join(", ", askers)),
                items),
            Same.all(Asked.of(REFUSED).question(), otherwise, List.of(), scene.required(), items),
            Same.all(Asked.of(BROKEN).question(), broken, List.of(), scene.required(), items)));
  }

  private String name(Asker asker) {
    return switch (asker) {
      case OWN_DCM -> people.vin();
      case OTHER_DCM -> SubscriptionSteps.UNKNOWN_VIN;
      case OWNER -> people.owner();
      case FORMER_OWNER -> people.ownerBefore();
      case OTHER_OWNER -> STRANGER;
      default -> "";
    };
  }

  /** The same of what there is not. */
  private String unknown(String words) {
    return words
        .replace("VIN", SubscriptionSteps.UNKNOWN_VIN)
        .replace("OWNER", people.owner())
        .replace("PRODUCT", "no-such-product")
        .replace("ID", "NONE-1");
  }

  private String path(String words) {
    return words
        .replace("VIN", people.vin())
        .replace("OWNER", people.owner())
        .replace("PRODUCT", "svt")
        .replace("ID", "TR-1");
  }
}
