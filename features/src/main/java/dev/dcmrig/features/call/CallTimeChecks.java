// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.RadioLink.VoicePacket;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.judge.Bursts;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Gaps;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a call lasts, when its data come again, and when there is voice. */
public final class CallTimeChecks {
  private static final String LENGTH = "time to the end of the call";
  private static final String WHO = "who ended the call";
  private static final String UP = "voice packets from the DCM";
  private static final String DOWN = "voice packets to the DCM";
  private static final String FIRST = "length of the first voice";
  private static final String NEXT = "length of later voice";
  private static final String APART = "from one voice to the next";

  private static final String MODE = "how voice is sent";
  private static final String MODE_KEY = "voice.mode";

  private final Scene scene;

  public CallTimeChecks(Scene scene) {
    this.scene = scene;
  }

  /** A time that a profile gives, from both sides: too early is wrong, too. */
  @Then("the DCM ends the call {span} after {callPoint}")
  @Check(
      quantity = LENGTH,
      unit = Unit.SECOND,
      source = Source.CENTRE,
      tolerance = "500 ms",
      resolution = "1 ms")
  @Check(quantity = WHO, unit = Unit.WORD, source = Source.CENTRE)
  public void ends(Span span, CallPoint from) {
    Call call = scene.lastCall();
    scene.watch(span.duration(), () -> call.ended() != null);
    Duration began = from(call, from);
    Duration ended = call.ended();
    Asked length = Asked.of(LENGTH);
    Limit nominal = Limit.nominal(span.seconds(), length.tolerance(span), span.source());
    List<EvidenceItem> at =
        Stream.ofNullable(began)
            .map(each -> new EvidenceItem("call", Scene.nanos(each), from.words()))
            .toList();
    if (began == null || ended == null) {
      String why = began == null ? "no " + from.words() + " was seen" : "the call is still up";
      scene.judge(Subject.DCM, length.question().missing(why, nominal, at));
      return;
    }
    List<EvidenceItem> both = new ArrayList<>(at);
    both.add(new EvidenceItem("call", Scene.nanos(ended), "end of the call"));
    scene.judge(
        Subject.DCM,
        List.of(
            length.question().number(Declared.seconds(ended.minus(began)), nominal, both),
            Asked.of(WHO)
                .question()
                .word(
                    call.endedBy().orElse("nobody"),
                    Limit.is("vehicle", scene.required()),
                    List.of(both.get(1)))));
  }

  private @Nullable Duration from(Call call, CallPoint point) {
    return switch (point) {
      case INVITE -> call.started();
      case ANSWER -> call.connected();
      case LAST_SOUND -> {
        List<VoicePacket> heard =
            scene.voice().stream()
                .filter(each -> !each.up() && each.at().compareTo(call.started()) >= 0)
                .toList();
        yield heard.isEmpty() ? null : heard.get(heard.size() - 1).at();
      }
    };
  }

  /** Nothing of a call goes on when it is over, either way. */
  @Then("no voice passes for {span}")
  @Check(
      quantity = UP,
      unit = Unit.ONE,
      source = Source.NETWORK,
      speaksFor = {"SOS-01", "ACN-01", "SOS-16"})
  @Check(quantity = DOWN, unit = Unit.ONE, source = Source.NETWORK)
  public void noVoice(Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> !voice(from, true).isEmpty());
    Limit none = Limit.exactly(0, span.source());
    scene.judge(Subject.DCM, Counting.of(Asked.of(UP).question(), voice(from, true), none));
    scene.judge(Subject.SERVICE, Counting.of(Asked.of(DOWN).question(), voice(from, false), none));
  }

  private List<EvidenceItem> voice(Duration from, boolean up) {
    return voice(scene, from, up);
  }

  /** The packets of one direction that passed after an instant. */
  static List<EvidenceItem> voice(Scene scene, Duration from, boolean up) {
    return scene.voice().stream()
        .filter(each -> each.up() == up && each.at().compareTo(from) > 0)
        .map(each -> new EvidenceItem("rtp", Scene.nanos(each.at()), up ? "up" : "down"))
        .toList();
  }

  /** What {@code voice.mode: burst} promises (docs/DCM-INTERFACE.md, 2.3). */
  @Then("the DCM sends voice for {span}, then for {span} each {span}")
  @Check(
      quantity = FIRST,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "10 ms",
      resolution = "1 ms",
      speaksFor = "SOS-01")
  @Check(
      quantity = NEXT,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "10 ms",
      resolution = "1 ms",
      speaksFor = "SOS-01")
  @Check(
      quantity = APART,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "10 ms",
      resolution = "1 ms",
      speaksFor = "SOS-01")
  @Check(quantity = MODE, unit = Unit.WORD, source = Source.NETWORK, speaksFor = "SOS-01")
  public void bursts(Span first, Span next, Span interval) {
    Duration from = scene.lastCall().started();
    // The first one and three more.
    scene.pass(first.duration().plus(interval.duration().multipliedBy(3)));
    String mode = scene.bench().specification().text(MODE_KEY);
    scene.judge(
        Subject.DCM,
        Bursts.mode(
            Asked.of(MODE).question(),
            voice(from.minusNanos(1), true),
            Limit.is(mode, LimitSource.profile(MODE_KEY))));
    scene.judge(
        Subject.DCM,
        Bursts.of(
            voice(from.minusNanos(1), true),
            new Bursts.Asked(
                Asked.of(FIRST).question(),
                Limit.nominal(first.seconds(), Asked.of(FIRST).tolerance(first), first.source())),
            new Bursts.Asked(
                Asked.of(NEXT).question(),
                Limit.nominal(next.seconds(), Asked.of(NEXT).tolerance(next), next.source())),
            new Bursts.Asked(
                Asked.of(APART).question(),
                Limit.nominal(
                    interval.seconds(), Asked.of(APART).tolerance(interval), interval.source()))));
  }

  /** T5 of EN 16062, from both sides, and how often. */
  @Then("{count} MSDs come, each {span} after the one before")
  @Check(
      quantity = "time from one MSD to the next",
      unit = Unit.SECOND,
      source = Source.CENTRE,
      tolerance = "200 ms",
      resolution = "1 ms",
      speaksFor = {"SOS-02", "ACN-13"})
  @Check(
      quantity = "minimum sets of data in the call",
      unit = Unit.ONE,
      source = Source.CENTRE,
      speaksFor = {"SOS-02", "ACN-13"})
  public void again(Count count, Span gap) {
    Call call = scene.lastCall();
    // Once more than is asked for: what must not come may come late.
    Duration enough = gap.duration().multipliedBy(count.number() + 1L);
    scene.within(enough, () -> call.data().size() > count.number());
    List<EvidenceItem> seen = call.data().stream().map(CallTimeChecks::item).toList();
    List<Measurement> measured = new ArrayList<>();
    measured.add(
        Counting.of(
            Asked.of("minimum sets of data in the call").question(),
            seen,
            Limit.exactly(count.number(), count.source())));
    Duration answered = call.connected();
    // The first comes with the INVITE: its time counts from the answer that lacks its name.
    List<Gaps.Interval> intervals = new ArrayList<>();
    for (int index = 0; index < seen.size(); index++) {
      long came = seen.get(index).nanos();
      long at = index == 0 && answered != null ? Scene.nanos(answered) : came;
      intervals.add(Gaps.Interval.at(new EvidenceItem("sip", at, "MSD")));
    }
    measured.addAll(
        Gaps.fromEndToStart(
            scene.question(),
            intervals,
            Limit.nominal(gap.seconds(), scene.tolerance(gap), gap.source())));
    scene.judge(Subject.DCM, measured);
  }

  private static EvidenceItem item(CrashData data) {
    return new EvidenceItem("sip", Scene.nanos(data.received()), "MSD " + data.messageIdentifier());
  }
}
