// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Latency;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;

/** What must be seen of an update, and what must not (OTA). */
public final class UpdateChecks {
  private static final String RESULT = "result that the DCM has told";
  private static final String TIME = "time from the event to the result";
  private static final String TOLD = "version that the server had been told by then";

  private static final String PIECES = "requests for pieces of the image";

  /** What a unit begins with that is none of pieces. */
  private static final String KIBIBYTES = "KiB, ";

  private final Scene scene;
  private final UpdateTraffic traffic;
  private final LoadedImage image;

  public UpdateChecks(Scene scene, UpdateTraffic traffic, LoadedImage image) {
    this.scene = scene;
    this.traffic = traffic;
    this.image = image;
  }

  /** The version is what runs: the last that was told before the result. */
  @Then("the update has {updateResult} within {span}, and version {word} runs")
  @Check(quantity = TIME, unit = Unit.SECOND, source = Source.NETWORK, resolution = "1 ms")
  @Check(quantity = RESULT, unit = Unit.WORD, source = Source.NETWORK)
  @Check(
      quantity = TOLD,
      unit = Unit.WORD,
      source = Source.NETWORK,
      speaksFor = {"OTA-03", "OTA-06", "OTA-07"})
  public void result(String result, Span limit, String version) {
    scene.watch(limit.duration(), () -> !results().isEmpty());
    List<HttpExchange> results = results();
    Asked time = Asked.of(TIME);
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            time.question(),
            Scene.nanos(scene.trigger),
            Traffic.items(results),
            Limit.atMost(limit.seconds(), time.tolerance(limit), limit.source()),
            Scene.nanos(scene.now())));
    HttpExchange first = results.get(0);
    List<HttpExchange> told =
        traffic.attributes().stream().filter(each -> each.at().compareTo(first.at()) <= 0).toList();
    scene.some(Subject.DCM, TOLD, told);
    HttpExchange last = told.get(told.size() - 1);
    scene.judge(
        Subject.DCM,
        List.of(
            Asked.of(RESULT)
                .question()
                .word(
                    UpdateTraffic.finished(first),
                    Limit.is(result, LimitSource.step(result)),
                    List.of(Traffic.item(first))),
            Asked.of(TOLD)
                .question()
                .word(
                    UpdateTraffic.version(last),
                    Limit.is(version, LimitSource.step(version)),
                    List.of(Traffic.item(last)))));
  }

  private List<HttpExchange> results() {
    return traffic.results(scene.trigger);
  }

  @Then("nothing is installed for {span}")
  @Check(quantity = "installations that were begun", unit = Unit.ONE, source = Source.BUS)
  public void nothingInstalled(Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> !traffic.installations(from).isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(), traffic.installations(from), Limit.exactly(0, span.source())));
  }

  /** In requests since the scenario began, or in KiB of answers since the offer. */
  @Then("the image was asked for in {bound} {count} {imageUnit}")
  @Check(quantity = PIECES, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = LoadedImage.KIBIBYTES, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = LoadedImage.TOLD, unit = Unit.WORD, source = Source.NETWORK)
  public void pieces(String bound, Count count, String unit) {
    int number = count.number();
    LimitSource source = LimitSource.step(count + " " + unit);
    Limit limit =
        switch (bound) {
          case "at most" -> Limit.atMost(number, 0, source);
          case "at least" -> Limit.atLeast(number, 0, source);
          default -> Limit.exactly(number, source);
        };
    if (unit.startsWith(KIBIBYTES)) {
      image.judge(unit.substring(KIBIBYTES.length()), count, limit);
    } else {
      scene.judge(
          Subject.DCM,
          Counting.of(Asked.of(PIECES).question(), Traffic.items(traffic.pieces()), limit));
    }
  }

  @Then("no piece of the image is asked for within {span}")
  @Check(quantity = "pieces that were asked for", unit = Unit.ONE, source = Source.NETWORK)
  public void noPiece(Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> !traffic.piecesSince(from).isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(),
            Traffic.items(traffic.piecesSince(from)),
            Limit.exactly(0, span.source())));
  }

  @Then("its first piece was asked for after the success of the other car")
  @Check(
      quantity = "time from the success of the other car to the first piece",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      resolution = "1 ms")
  public void afterTheOther() {
    List<HttpExchange> pieces = traffic.pieces();
    scene.some(Subject.DCM, "pieces that were asked for", pieces);
    List<HttpExchange> others = traffic.successesOf(scene.cars.otherVin());
    scene.some(Subject.DCM, "successes of the other car", others);
    Duration gap = pieces.get(0).at().minus(others.get(0).at());
    scene.judge(
        Subject.DCM,
        scene
            .question()
            .number(
                gap.toNanos() / 1e9,
                Limit.atLeast(0, 0, scene.required()),
                List.of(Traffic.item(others.get(0)), Traffic.item(pieces.get(0)))));
  }

  @Then("the update server hears nothing for {span}")
  @Check(
      quantity = "requests to the update server",
      unit = Unit.ONE,
      source = Source.NETWORK,
      speaksFor = {"PRV-01", "OTA-09"})
  public void silent(Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> !traffic.since(from).isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(), Traffic.items(traffic.since(from)), Limit.exactly(0, span.source())));
  }
}
