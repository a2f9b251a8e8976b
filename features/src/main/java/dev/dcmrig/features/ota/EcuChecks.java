// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.Tester.Exchange;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.api.Wait;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.diagnostics.TesterQuestions;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Question;
import dev.dcmrig.judge.ToldData;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What must be seen of ECUs behind the DCM: by a tester on the bus, and at the server (OTA-08). */
public final class EcuChecks {
  private static final String FOUND = "software version that the ECU tells a tester";
  private static final String TOLD = "version of the ECU that the server was told last";

  /** What a DCM tells the server of an ECU that has no software, and what a step calls it. */
  private static final String NONE = "none";

  private static final Pattern BLANKS =
      Pattern.compile("62" + TesterQuestions.SOFTWARE_VERSION + "(20)+");

  private final Scene scene;
  private final TesterQuestions questions;
  private final UpdateTraffic traffic;

  public EcuChecks(Scene scene, UpdateTraffic traffic) {
    this.scene = scene;
    this.questions = new TesterQuestions(scene);
    this.traffic = traffic;
  }

  /**
   * The ECU itself is asked, by somebody else than the DCM. {@code none}: no software.
   *
   * @param toldToo whether the server must have been told the same
   */
  @Then("a tester finds software {string} in the {ecu}{toldToo}")
  @Wait(atMost = "10 s")
  @Check(
      quantity = FOUND,
      unit = Unit.WORD,
      source = Source.BUS,
      speaksFor = {"OTA-03", "OTA-08"})
  @Check(quantity = TOLD, unit = Unit.WORD, source = Source.NETWORK, speaksFor = "OTA-08")
  public void found(String version, String ecu, boolean toldToo) {
    Exchange exchange = ask(ecu);
    if (!toldToo) {
      scene.judge(Subject.DCM, found(exchange, version));
      return;
    }
    List<HttpExchange> told = traffic.attributes();
    scene.some(Subject.DCM, TOLD, told);
    HttpExchange last = told.get(told.size() - 1);
    scene.judge(
        Subject.DCM,
        List.of(
            found(exchange, version),
            Asked.of(TOLD)
                .question()
                .word(
                    UpdateTraffic.versionOf(last, ecu),
                    Limit.is(version, LimitSource.step(version)),
                    List.of(Traffic.item(last)))));
  }

  private static Measurement found(Exchange exchange, String version) {
    LimitSource source = LimitSource.step(version);
    Question question = Asked.of(FOUND).question();
    // An ECU that has nothing but its bootloader tells blanks.
    return BLANKS.matcher(exchange.response()).matches()
        ? question.word(NONE, Limit.is(version, source), TesterQuestions.item(exchange))
        : ToldData.text(
            question,
            exchange.response(),
            TesterQuestions.SOFTWARE_VERSION,
            version,
            source,
            TesterQuestions.item(exchange));
  }

  private Exchange ask(String ecu) {
    return questions.ask(ecu, "22" + TesterQuestions.SOFTWARE_VERSION);
  }

  @Then("the result tells that the {ecu} has {string}")
  @Check(
      quantity = "what the result tells of the ECU",
      unit = Unit.WORD,
      source = Source.NETWORK,
      speaksFor = "OTA-08")
  public void told(String ecu, String version) {
    List<HttpExchange> results = traffic.results(scene.trigger);
    scene.some(Subject.DCM, "results that the DCM has told", results);
    scene.judge(
        Subject.DCM,
        scene
            .question()
            .word(
                UpdateTraffic.toldOf(results.get(0), ecu),
                Limit.is(version, LimitSource.step(version)),
                List.of(Traffic.item(results.get(0)))));
  }

  @Then("the DCM asks the {ecu} nothing for {span}")
  @Check(
      quantity = "requests of the DCM to the ECU",
      unit = Unit.ONE,
      source = Source.BUS,
      speaksFor = {"OTA-05", "OTA-09"})
  public void quiet(String ecu, Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> !asked(ecu, from).isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(scene.question(), asked(ecu, from), Limit.exactly(0, span.source())));
  }

  /** What it asks to verify an update lies before; what others ask later lies behind its end. */
  @Then("the longest pause of the DCM's requests to the {ecu}, once it installs, is {span}")
  @Check(
      quantity = "longest pause of the DCM's requests to the ECU",
      unit = Unit.SECOND,
      source = Source.BUS,
      tolerance = "500 ms",
      resolution = "1 ms",
      speaksFor = "OTA-08")
  public void pauses(String ecu, Span span) {
    Duration begun = shown(scene.trigger, "INSTALLING").orElse(scene.trigger);
    Duration end = shown(begun, "SUCCEEDED", "FAILED").orElseGet(scene::now);
    List<EvidenceItem> requests =
        asked(ecu, begun).stream().filter(each -> each.nanos() <= Scene.nanos(end)).toList();
    List<Integer> others = IntStream.range(1, requests.size()).boxed().toList();
    scene.some(Subject.DCM, "pauses of the DCM's requests to the ECU", others);
    int longest =
        Collections.max(others, Comparator.comparingLong(index -> pause(requests, index)));
    scene.judge(
        Subject.DCM,
        scene
            .question()
            .number(
                pause(requests, longest) / 1e9,
                Limit.nominal(span.seconds(), scene.tolerance(span), span.source()),
                requests.subList(longest - 1, longest + 1)));
  }

  /** When the head unit was first told one of these. */
  private Optional<Duration> shown(Duration from, String... states) {
    return traffic.views(from).stream()
        .filter(view -> List.of(states).contains(view.state()))
        .findFirst()
        .map(UpdateView::at);
  }

  private static long pause(List<EvidenceItem> requests, int before) {
    return requests.get(before).nanos() - requests.get(before - 1).nanos();
  }

  private List<EvidenceItem> asked(String ecu, Duration from) {
    return scene.instruments().tester().askedByOthers(ecu).stream()
        .filter(at -> at.compareTo(from) > 0)
        .map(at -> new EvidenceItem("frame", Scene.nanos(at), "request to " + ecu))
        .toList();
  }
}
