// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.diagnostics;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.Tester.Exchange;
import dev.dcmrig.api.Wait;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.ToldData;
import dev.dcmrig.judge.TroubleCodes;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What a workshop's tester asks the DCM on the bus, and what it must answer. */
public final class DiagnosticSteps {
  private static final String DCM = "dcm";
  private static final String STATE = "state of a trouble code";
  private static final String COUNT = "trouble codes that are stored";
  private static final String TIMES = "times that a fault has come";
  private static final String RESPONSE = "time to the tester's response";
  private static final String TOLD = "what the DCM tells a tester of itself";
  private static final double P2_SECONDS = 0.05;

  /** Failed now, or confirmed. */
  private static final String STORED = "09";

  private final Scene scene;
  private final TesterQuestions questions;

  public DiagnosticSteps(Scene scene) {
    this.scene = scene;
    this.questions = new TesterQuestions(scene);
  }

  private Exchange ask(String request) {
    return questions.ask(DCM, request);
  }

  private static Measurement timely(Exchange exchange) {
    return Asked.of(RESPONSE)
        .question()
        .number(
            Declared.seconds(exchange.ended().minus(exchange.sent())),
            Limit.atMost(
                P2_SECONDS, Asked.of(RESPONSE).tolerance(), LimitSource.interfaceSection("1.1")),
            TesterQuestions.item(exchange));
  }

  @When("a tester clears the trouble codes of the DCM")
  @Wait(atMost = "10 s")
  public void clear() {
    ask("14FFFFFF");
  }

  /** In the extended session, which writing needs. */
  @When("a tester writes {string} as the DCM's {identification}")
  @Wait(atMost = "10 s")
  public void write(String text, String identifier) {
    ask("1003");
    ask("2E" + identifier + digits(text));
  }

  private static String digits(String text) {
    return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  @When("a tester resets the DCM")
  @Wait(atMost = "10 s", settles = "1 s")
  public void reset() {
    ask("1101");
    scene.settle();
  }

  @Then("a tester finds the trouble code of the {item} {codeState}")
  @Wait(atMost = "10 s")
  @Check(quantity = STATE, unit = Unit.WORD, source = Source.BUS, speaksFor = "IND-04")
  @Check(
      quantity = RESPONSE,
      unit = Unit.SECOND,
      source = Source.BUS,
      tolerance = "50 ms",
      resolution = "1 ms",
      speaksFor = "IND-04")
  public void state(Item item, String state) {
    Exchange exchange = ask("1902FF");
    String code = scene.instruments().tester().troubleCode(item);
    scene.judge(
        Subject.DCM,
        List.of(
            TroubleCodes.state(
                Asked.of(STATE).question(),
                exchange.response(),
                code,
                state,
                scene.required(),
                TesterQuestions.item(exchange)),
            timely(exchange)));
  }

  @Then("a tester finds {int} stored trouble code(s) in the DCM")
  @Wait(atMost = "10 s")
  @Check(quantity = COUNT, unit = Unit.ONE, source = Source.BUS, speaksFor = "IND-04")
  public void count(int number) {
    Exchange exchange = ask("1901" + STORED);
    scene.judge(
        Subject.DCM,
        TroubleCodes.count(
            scene.question(),
            exchange.response(),
            Limit.exactly(number, LimitSource.step(String.valueOf(number))),
            TesterQuestions.item(exchange)));
  }

  @Then("a tester finds that the fault of the {item} has come {int} time(s)")
  @Wait(atMost = "10 s")
  @Check(quantity = TIMES, unit = Unit.ONE, source = Source.BUS, speaksFor = "IND-04")
  public void times(Item item, int number) {
    String code = scene.instruments().tester().troubleCode(item);
    Exchange exchange = ask("1906" + code + "FF");
    scene.judge(
        Subject.DCM,
        TroubleCodes.occurrences(
            scene.question(),
            exchange.response(),
            code,
            Limit.exactly(number, LimitSource.step(number + " times")),
            TesterQuestions.item(exchange)));
  }

  @Then("the DCM tells a tester its {identification} as its file has it")
  @Wait(atMost = "10 s")
  @Check(quantity = TOLD, unit = Unit.WORD, source = Source.BUS, speaksFor = "OTA-07")
  public void toldAsDelivered(String identifier) {
    String digits = scene.instruments().tester().identification(DCM, identifier);
    byte[] letters = HexFormat.of().parseHex(digits);
    judgeTold(identifier, new String(letters, StandardCharsets.US_ASCII).stripTrailing());
  }

  @Then("the DCM tells a tester {string} as its {identification}")
  @Wait(atMost = "10 s")
  @Check(
      quantity = TOLD,
      unit = Unit.WORD,
      source = Source.BUS,
      speaksFor = {"OTA-03", "OTA-07"})
  public void told(String expected, String identifier) {
    judgeTold(identifier, expected);
  }

  /** Whether the DCM tells a tester just that now; no check, but a way to see how far it is. */
  @Wait(atMost = "10 s")
  public boolean isTold(String expected, String identifier) {
    return ask("22" + identifier).response().startsWith("62" + identifier + digits(expected));
  }

  private void judgeTold(String identifier, String expected) {
    Exchange exchange = ask("22" + identifier);
    scene.judge(
        Subject.DCM,
        ToldData.text(
            scene.question(),
            exchange.response(),
            identifier,
            expected,
            scene.required(),
            TesterQuestions.item(exchange)));
  }
}
