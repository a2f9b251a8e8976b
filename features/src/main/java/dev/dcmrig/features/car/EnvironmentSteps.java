// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.car;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Misbehaviour;
import dev.dcmrig.api.EmergencyCentre.Occupant;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.TelematicsService.Requester;
import dev.dcmrig.api.Wait;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.List;

/** What the network, the centre and the telematics service do. */
public final class EnvironmentSteps {
  private static final int NO_CONTENT = 204;
  private static final int FORBIDDEN = 403;

  private final Scene scene;
  private final People people;

  public EnvironmentSteps(Scene scene, People people) {
    this.scene = scene;
    this.people = people;
  }

  @Given("there is {coverage} coverage")
  public void coverage(Coverage coverage) {
    scene.bench().radioLink().coverage(coverage);
  }

  @Given("the radio link {linkFault}")
  public void linkFault(LinkFault fault) {
    fault.put(scene.bench().radioLink(), scene.cars.vin());
  }

  @Given("the owner has {restricted} data connectivity")
  @Wait(key = "telematics.configurationInterval", atMost = "10 s", settles = "200 ms")
  public void restrict(Boolean restricted) {
    scene.bench().telematics().restrictData(people.vin(), restricted);
    configured();
  }

  @Given("every subscription has lapsed")
  @Wait(key = "telematics.configurationInterval", atMost = "10 s", settles = "200 ms")
  public void lapse() {
    scene.bench().telematics().lapseSubscriptions(people.vin());
    configured();
  }

  @When("the {requester} asks to {switched} emergency calls")
  @Wait(key = "telematics.configurationInterval", atMost = "10 s", settles = "200 ms")
  public void switchCalls(Requester requester, Boolean on) {
    scene.answer = scene.bench().telematics().setEmergencyCall(people.vin(), requester, on);
    configured();
  }

  @Then("the request is {granted}")
  @Check(quantity = "status of the service's answer", unit = Unit.ONE, source = Source.SERVICE)
  public void answered(Boolean granted) {
    int expected = granted ? NO_CONTENT : FORBIDDEN;
    LimitSource source = LimitSource.step(granted ? "granted" : "refused");
    scene.judge(
        Subject.SERVICE,
        scene
            .question()
            .number(scene.answer, Limit.exactly(expected, source), List.of(people.answered())));
  }

  /** The DCM has fetched what the service says now. */
  private void configured() {
    Duration from = scene.now();
    Declared.Waiting wait = Declared.waiting();
    boolean fetched =
        scene.within(
            wait.atMost(scene.bench().specification()),
            () ->
                scene.http().stream()
                    .anyMatch(
                        exchange ->
                            exchange.path().endsWith("/configuration")
                                && exchange.at().compareTo(from) >= 0
                                && exchange.status() == 200));
    scene.need(fetched, "the DCM did not fetch its configuration");
    scene.pass(wait.settles());
  }

  @Given("the centre refuses the next {int} call(s) with status {int}")
  public void refuse(int calls, int status) {
    scene.bench().centre().refuse(status, calls);
  }

  @Given("the agent ends each call after {duration}")
  public void talk(Duration duration) {
    scene.bench().centre().talkTime(duration);
  }

  @Given("the occupant {occupant}")
  public void occupant(Occupant occupant) {
    scene.bench().centre().occupant(occupant);
  }

  @Given("the agent finds that these are needed: {services}")
  public void needed(List<String> services) {
    scene.bench().centre().servicesNeeded(services);
  }

  @When("the centre {centreAction}")
  @Wait(settles = "1 s")
  public void centre(CentreAction action) {
    switch (action) {
      case ENDS_THE_CALL -> scene.bench().centre().hangUp(scene.cars.vin());
      case LOSES_THE_CALL -> scene.bench().centre().loseCall(scene.cars.vin());
      case CALLS_BACK -> scene.bench().centre().callBack(scene.cars.vin());
      case ASKS_FOR_THE_MSD_AGAIN -> scene.bench().centre().requestMsd(scene.cars.vin());
      case NEVER_ANSWERS -> scene.bench().centre().neverAnswer();
      case DOES_NOT_ACKNOWLEDGE_THE_MSD -> scene.bench().centre().acknowledgeMsd(false);
      case SAYS_THAT_IT_CANNOT_READ_THE_MSD -> scene.bench().centre().rejectMsd(true);
      case ASKS_FOR_THE_MSD_OUT_OF_ORDER ->
          scene.bench().centre().requestMsdOutOfOrder(scene.cars.vin());
      case DOES_NOTHING_WRONG -> scene.bench().centre().behave();
      default -> scene.bench().centre().misbehave(Misbehaviour.valueOf(action.name()));
    }
    if (action == CentreAction.ENDS_THE_CALL || action == CentreAction.LOSES_THE_CALL) {
      scene.pass(Declared.waiting().settles());
    }
  }

  @When("the telematics service answers everything with status {int}")
  public void answerWith(int status) {
    scene.bench().telematics().answerWith(status);
  }
}
