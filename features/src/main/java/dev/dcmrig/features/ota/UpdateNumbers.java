// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.network.ExchangeChecks;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Failures;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Latency;
import dev.dcmrig.judge.Tries;
import dev.dcmrig.judge.Tries.Try;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When a DCM asks for updates, and how long each of its states lasts (OTA-01, OTA-05, OTA-10). */
public final class UpdateNumbers {
  private static final String TRIES = "tries of the exchange";
  private static final String GAP = "gap between two tries";
  private static final String POLL_GAP = "time from one poll to the next";
  private static final String SPREAD = "spread of the gaps between polls";
  private static final String JITTER = "ota.pollJitter";

  /** From so many gaps on a spread says something. */
  private static final int GAPS_OF_A_SPREAD = 9;

  /** Nine gaps drawn evenly lie closer together than this part of their range once in 200,000. */
  private static final double LEAST_OF_THE_JITTER = 0.15;

  private static final int SECONDS_OF_A_MINUTE = 60;
  private static final int KIBIBYTES_OF_A_BLOCK = 64;

  private final Scene scene;
  private final Traffic exchanges;
  private final UpdateTraffic traffic;
  private final ExchangeChecks plans;

  public UpdateNumbers(
      Scene scene, Traffic exchanges, UpdateTraffic traffic, ExchangeChecks plans) {
    this.scene = scene;
    this.exchanges = exchanges;
    this.traffic = traffic;
    this.plans = plans;
  }

  /** All of them fail of the fault that was put in last; they begin after it. */
  @Then("exactly {count} tries of {exchange} come within {span}, after the specified gaps")
  @Check(quantity = TRIES, unit = Unit.ONE, source = Source.NETWORK)
  @Check(
      quantity = GAP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "250 ms",
      resolution = "1 ms")
  public void tries(Count count, Exchange exchange, Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> exchanges.since(from, exchange).size() > count.number());
    List<HttpExchange> seen = exchanges.since(from, exchange);
    List<Try> tries = new ArrayList<>();
    for (HttpExchange each : seen) {
      int status = each.status() == 0 ? Failures.of(plans.lastFault()) : each.status();
      tries.add(
          new Try(
              Scene.nanos(each.at()),
              each.path(),
              each.requestBody(),
              status,
              Traffic.item(each).what()));
    }
    Asked gap = Asked.of(GAP);
    List<Measurement> judged = new ArrayList<>();
    judged.add(
        Counting.of(
            Asked.of(TRIES).question(),
            Traffic.items(seen),
            Limit.exactly(count.number(), count.source())));
    judged.addAll(
        new Tries(tries, scene.required())
            .gaps(gap.question(), plans.plan("ota.answerTimeout"), gap.tolerance()));
    scene.judge(Subject.DCM, judged);
  }

  @Then("polls come each {span}, with their random part, for {span}")
  @Check(
      quantity = POLL_GAP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "250 ms",
      resolution = "1 ms")
  @Check(quantity = SPREAD, unit = Unit.SECOND, source = Source.NETWORK, resolution = "1 ms")
  public void polls(Span gap, Span span) {
    Duration from = scene.now();
    scene.pass(span.duration());
    List<HttpExchange> polls = exchanges.since(from, Exchange.UPDATE_POLL);
    double jitter = scene.bench().specification().number(JITTER);
    double range = gap.seconds() * jitter;
    LimitSource source = LimitSource.profile(JITTER);
    Asked asked = Asked.of(POLL_GAP);
    Limit limit =
        Limit.between(gap.seconds(), gap.seconds() + range, asked.tolerance(), gap.source());
    List<Measurement> judged = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int index = 1; index < polls.size(); index++) {
      double seconds = polls.get(index).at().minus(polls.get(index - 1).at()).toNanos() / 1e9;
      least = Math.min(least, seconds);
      most = Math.max(most, seconds);
      judged.add(
          asked
              .question()
              .of("after number " + index)
              .number(
                  seconds,
                  limit,
                  List.of(Traffic.item(polls.get(index - 1)), Traffic.item(polls.get(index)))));
    }
    scene.some(Subject.DCM, "gaps between polls", judged);
    if (judged.size() >= GAPS_OF_A_SPREAD) {
      judged.add(
          Asked.of(SPREAD)
              .question()
              .number(
                  most - least,
                  Limit.atLeast(LEAST_OF_THE_JITTER * range, 0, source),
                  Traffic.items(polls)));
    }
    scene.judge(Subject.DCM, judged);
  }

  @Then("the head unit shows {updateView} {span} after {updateMoment}")
  @Check(
      quantity = "time to what the head unit shows",
      unit = Unit.SECOND,
      source = Source.BUS,
      tolerance = "500 ms",
      resolution = "1 ms",
      past = "10 s")
  public void shows(String state, Span span, String since) {
    if (!since.isEmpty()) {
      scene.within(span.duration(), () -> !views(since, scene.trigger).isEmpty());
      scene.some(Subject.DCM, "times that " + since + " was shown", views(since, scene.trigger));
    }
    Duration from = since.isEmpty() ? scene.trigger : views(since, scene.trigger).get(0).at();
    scene.watch(from.plus(span.duration()).minus(scene.now()), () -> !views(state, from).isEmpty());
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            scene.question(),
            Scene.nanos(from),
            views(state, from).stream().map(UpdateTraffic::item).toList(),
            Limit.nominal(span.seconds(), scene.tolerance(span), span.source()),
            Scene.nanos(scene.now())));
  }

  private List<UpdateView> views(String state, Duration from) {
    return traffic.views(from).stream().filter(view -> view.state().equals(state)).toList();
  }

  /** As long as the flash takes for it, and the self-test after that; in whole minutes. */
  @Then("the head unit tells how long an update of {count} blocks takes")
  @Check(
      quantity = "minutes that are told",
      unit = Unit.ONE,
      source = Source.BUS,
      speaksFor = "OTA-10")
  public void told(Count blocks) {
    List<UpdateView> views =
        traffic.views(scene.trigger).stream().filter(view -> !view.state().equals("NONE")).toList();
    scene.some(Subject.DCM, "views of an update", views);
    DcmProfile profile = scene.bench().specification();
    double writing =
        (double) blocks.number() * KIBIBYTES_OF_A_BLOCK / profile.count("ota.flashKibPerSecond");
    double seconds = Math.floor(writing + profile.duration("ota.selfTest").toMillis() / 1e3);
    scene.judge(
        Subject.DCM,
        scene
            .question()
            .number(
                views.get(0).minutes(),
                Limit.exactly(
                    Math.ceil(seconds / SECONDS_OF_A_MINUTE),
                    LimitSource.profile("ota.flashKibPerSecond, ota.selfTest")),
                List.of(UpdateTraffic.item(views.get(0)))));
  }

  @Then("the update server has been told {string}")
  @Check(
      quantity = "what the server was told last of hardware, version and RXSWIN",
      unit = Unit.WORD,
      source = Source.NETWORK,
      speaksFor = {"OTA-07"})
  public void attributes(String expected) {
    List<HttpExchange> told = traffic.attributes();
    scene.some(Subject.DCM, "attributes that were told", told);
    HttpExchange last = told.get(told.size() - 1);
    List<EvidenceItem> item = List.of(Traffic.item(last));
    scene.judge(
        Subject.DCM,
        scene
            .question()
            .word(
                UpdateTraffic.attribute(last, "hardware")
                    + ", "
                    + UpdateTraffic.attribute(last, "version")
                    + ", "
                    + UpdateTraffic.attribute(last, "rxswin"),
                Limit.is(expected, LimitSource.step(expected)),
                item));
  }
}
