// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.Indicator.Change;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Latency;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Numbers and words of the specified profile, each from both sides: too early is wrong, too. */
public final class ProfileChecks {
  /** How long the bench goes on looking past a nominal time, to say how late it came. */
  private static final int TWICE = 2;

  private final Scene scene;
  private final Traffic traffic;

  public ProfileChecks(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  private Limit nominal(Span span) {
    return Limit.nominal(span.seconds(), scene.tolerance(span), span.source());
  }

  /**
   * The last change of a lamp before the pattern, from now on. A lamp that alternates may end in
   * the colour that stays: look for the other one.
   */
  @Then("the indicator turns {pattern} {span} later")
  @Check(
      quantity = "time to the last change of a lamp",
      unit = Unit.SECOND,
      source = Source.LIGHT_READER,
      tolerance = "500 ms",
      resolution = "1 ms",
      speaksFor = {"IND-01", "IND-05", "IND-04"})
  public void turns(IndicatorPattern pattern, Span span) {
    Duration from = scene.now();
    Duration steady = scene.bench().specification().duration("indicator.phase").multipliedBy(3);
    scene.pass(span.duration().plus(steady));
    if (!isSteady(pattern, from, steady)) {
      // It is late: by how much?
      scene.pass(span.duration());
    }
    List<EvidenceItem> last = List.of();
    if (isSteady(pattern, from, steady)) {
      List<Change> changes = changes(from);
      last = List.of(item(changes.get(changes.size() - 1)));
    }
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            scene.question(), Scene.nanos(from), last, nominal(span), Scene.nanos(scene.now())));
  }

  private List<Change> changes(Duration from) {
    return scene.instruments().indicator().history().stream()
        .filter(change -> change.at().compareTo(from) >= 0)
        .toList();
  }

  private boolean isSteady(IndicatorPattern pattern, Duration from, Duration steady) {
    List<Change> changes = changes(from);
    if (changes.isEmpty()) {
      return false;
    }
    Duration last = changes.get(changes.size() - 1).at();
    Duration now = scene.now();
    return now.minus(steady).compareTo(last) >= 0
        && scene.instruments().indicator().pattern(last, now) == pattern;
  }

  private static EvidenceItem item(Change change) {
    String lamp = change.lamp().name().toLowerCase(Locale.ROOT);
    return new EvidenceItem("lamp", Scene.nanos(change.at()), lamp);
  }

  /** After a supply that was too low, reports begin again by a new answer only. */
  @Then("the DCM asks for its tracking order {span} later")
  @Check(
      quantity = "time to a request for the tracking order",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms",
      speaksFor = {"SVT-13", "SVT-07"})
  public void asks(Span span) {
    Duration from = scene.now();
    scene.within(
        span.duration().multipliedBy(TWICE), () -> !traffic.since(from, Traffic.ORDER).isEmpty());
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            scene.question(),
            Scene.nanos(from),
            Traffic.items(traffic.since(from, Traffic.ORDER)),
            nominal(span),
            Scene.nanos(scene.now())));
  }

  /** The first report goes at once; on a sleeping bus it waits for a position. */
  @Then("the first report comes {span} after the acknowledgement")
  @Check(
      quantity = "time from the acknowledgement to the first report",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "300 ms",
      resolution = "1 ms",
      speaksFor = {"SVT-13", "SVT-14"})
  public void first(Span span) {
    scene.within(
        Duration.ofMinutes(1), () -> !traffic.since(Duration.ZERO, Traffic.POSITIONS).isEmpty());
    List<EvidenceItem> accepted =
        Traffic.items(traffic.since(Duration.ZERO, Traffic.ACKNOWLEDGEMENTS));
    scene.some(Subject.DCM, "acknowledgements", accepted);
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            scene.question(),
            accepted.get(0).nanos(),
            Traffic.items(traffic.since(Duration.ZERO, Traffic.POSITIONS)),
            nominal(span),
            Scene.nanos(scene.now())));
  }

  /** Exactly one where the profile has the position in its list, otherwise none. */
  @Then("a call is attempted within {span} if {positions} has {ignition}")
  @Check(
      quantity = "call attempts",
      unit = Unit.ONE,
      source = Source.NETWORK,
      speaksFor = {"SOS-01", "SOS-03", "ACN-01", "ACN-03"})
  public void counts(Span span, String key, Ignition position) {
    List<String> named =
        List.of(scene.bench().specification().text(key).replaceAll("[\\[\\] ]", "").split(",", -1));
    int calls = named.contains(position.name()) ? 1 : 0;
    scene.pass(span.duration());
    scene.judge(
        Subject.DCM,
        Counting.of(scene.question(), invites(), Limit.exactly(calls, LimitSource.profile(key))));
  }

  private List<EvidenceItem> invites() {
    return scene.attemptsSinceEvent().stream()
        .map(Attempt::invited)
        .flatMap(Stream::ofNullable)
        .map(at -> new EvidenceItem("sip", Scene.nanos(at), "INVITE"))
        .toList();
  }
}
