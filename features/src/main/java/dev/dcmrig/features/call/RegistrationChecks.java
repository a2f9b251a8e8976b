// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.RadioLink.Registration;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.judge.Gaps;
import dev.dcmrig.judge.Latency;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;

/** How the DCM keeps itself within reach of a call back (SOS-16, ACN-11). */
public final class RegistrationChecks {
  private static final String FIRST = "time to the registration";
  private static final String EXPIRES = "Expires, compared with the rest of the window";
  private static final String END = "time to the end of the registration";

  private final Scene scene;

  public RegistrationChecks(Scene scene) {
    this.scene = scene;
  }

  private List<Registration> all() {
    return scene.bench().radioLink().registrations(scene.cars.vin());
  }

  private List<Registration> since(Duration from) {
    return all().stream().filter(each -> each.at().compareTo(from) >= 0).toList();
  }

  static EvidenceItem item(Registration one) {
    String what = one.reached() ? "REGISTER, Expires " + one.expires() : "no network";
    return new EvidenceItem("sip", Scene.nanos(one.at()), what);
  }

  /** When the last call that was connected was over: from then the window counts. */
  private Duration lastEnd() {
    List<Duration> ends =
        scene.bothWays().stream()
            .filter(call -> call.connected() != null && call.ended() != null)
            .map(Call::ended)
            .toList();
    scene.need(!ends.isEmpty(), "no call has ended, from which the window would count");
    return ends.get(ends.size() - 1);
  }

  /** Looks from now on, or from the end of the call where that was less than 5 s ago. */
  @Then("the DCM is registered within {span}, for the rest of {span}")
  @Check(
      quantity = FIRST,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      resolution = "1 ms",
      speaksFor = {"SOS-16", "ACN-11"})
  @Check(
      quantity = EXPIRES,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "1500 ms",
      resolution = "1 s",
      speaksFor = {"SOS-16", "ACN-11"})
  public void registered(Span limit, Span window) {
    Duration end = lastEnd();
    Duration now = scene.now();
    Duration from = now.minus(end).compareTo(Duration.ofSeconds(5)) < 0 ? end : now;
    scene.watch(limit.duration(), () -> !accepted(from).isEmpty());
    List<Registration> accepted = accepted(from);
    Asked first = Asked.of(FIRST);
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            first.question(),
            Scene.nanos(from),
            accepted.stream().map(RegistrationChecks::item).toList(),
            Limit.atMost(limit.seconds(), first.tolerance(limit), limit.source()),
            Scene.nanos(scene.now())));
    Registration one = accepted.get(0);
    double rest = Declared.seconds(end.plus(window.duration()).minus(one.at()));
    Asked expires = Asked.of(EXPIRES);
    scene.judge(
        Subject.DCM,
        expires
            .question()
            .number(
                one.expires() - rest,
                Limit.nominal(0, expires.tolerance(window), window.source()),
                List.of(item(one))));
  }

  private List<Registration> accepted(Duration from) {
    return since(from).stream().filter(each -> each.status() == 200 && each.expires() > 0).toList();
  }

  @Then("the registration is taken back {span} after the call")
  @Check(
      quantity = END,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "1 s",
      resolution = "1 ms",
      speaksFor = {"SOS-16", "ACN-11"})
  public void takenBack(Span window) {
    Duration end = lastEnd();
    Duration left = end.plus(window.duration()).minus(scene.now());
    scene.watch(left.isNegative() ? Duration.ZERO : left, () -> !leaving(end).isEmpty());
    List<EvidenceItem> leaving = leaving(end);
    Limit nominal = Limit.nominal(window.seconds(), scene.tolerance(window), window.source());
    scene.judge(
        Subject.DCM,
        leaving.isEmpty()
            ? scene.question().missing("it still stands", nominal, List.of())
            : scene
                .question()
                .number(
                    (leaving.get(0).nanos() - Scene.nanos(end)) / 1e9,
                    nominal,
                    List.of(leaving.get(0))));
  }

  private List<EvidenceItem> leaving(Duration from) {
    return since(from).stream()
        .filter(each -> each.expires() == 0)
        .map(RegistrationChecks::item)
        .toList();
  }

  /** As long as nothing comes of it; it ends with the window, and no sooner. */
  @Then("registration is tried each {span} for {span}")
  @Check(
      quantity = "time from one try to be registered to the next",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms",
      speaksFor = {"SOS-16", "ACN-11"})
  public void tried(Span gap, Span span) {
    Duration from = scene.now();
    scene.pass(span.duration());
    List<EvidenceItem> tries =
        since(from).stream()
            .filter(each -> each.expires() != 0)
            .map(RegistrationChecks::item)
            .toList();
    List<Measurement> gaps =
        Gaps.throughout(
            scene.question(),
            tries,
            Scene.nanos(from),
            Scene.nanos(scene.now()),
            Limit.nominal(gap.seconds(), scene.tolerance(gap), gap.source()));
    scene.judge(Subject.DCM, gaps);
  }
}
