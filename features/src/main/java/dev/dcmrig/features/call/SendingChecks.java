// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Latency;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What must be seen of what a DCM sends unasked, and what must not. */
public final class SendingChecks {
  private final Scene scene;
  private final Traffic traffic;

  public SendingChecks(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  @Then("telemetry is sent within {span}")
  @Check(
      quantity = "time to telemetry",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      resolution = "1 ms")
  public void telemetry(Span limit) {
    Duration from = scene.now();
    scene.watch(limit.duration(), () -> !telemetry(from).isEmpty());
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            scene.question(),
            Scene.nanos(from),
            telemetry(from),
            Limit.atMost(limit.seconds(), scene.tolerance(limit), limit.source()),
            Scene.nanos(scene.now())));
  }

  @Then("no telemetry is sent for {span}")
  @Check(
      quantity = "telemetry that was sent",
      unit = Unit.ONE,
      source = Source.NETWORK,
      speaksFor = {"PRV-01"})
  public void noTelemetry(Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> !telemetry(from).isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(scene.question(), telemetry(from), Limit.exactly(0, span.source())));
  }

  private List<EvidenceItem> telemetry(Duration from) {
    return Traffic.items(traffic.since(from, Traffic.TELEMETRY));
  }

  /** Neither a call nor a request of any kind: the modem is not used at all. */
  @Then("nothing is sent for {span}")
  @Check(
      quantity = "calls and requests that the network saw",
      unit = Unit.ONE,
      source = Source.NETWORK)
  public void nothingSent(Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> !sent(from).isEmpty());
    scene.judge(
        Subject.DCM, Counting.of(scene.question(), sent(from), Limit.exactly(0, span.source())));
  }

  private List<EvidenceItem> sent(Duration from) {
    List<HttpExchange> requests =
        scene.http().stream().filter(each -> each.at().compareTo(from) > 0).toList();
    List<EvidenceItem> sent = new ArrayList<>(Traffic.items(requests));
    scene.unexpectedAttempts().stream().map(CallChecks::item).forEach(sent::add);
    sent.sort(Comparator.comparingLong(EvidenceItem::nanos));
    return sent;
  }
}
