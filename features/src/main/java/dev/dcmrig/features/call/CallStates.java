// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Misbehaviour;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.car.VehicleSteps;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.judge.Counting;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The states of one emergency call, {@code features/states/call.yaml}. */
public final class CallStates implements StateMachine {
  /** What says that a press places a call. */
  private static final String CALLS = "SOS-01";

  private static final String UP = "calls that are up";
  private static final String RINGING = "calls that ring";
  private static final String VOICE_UP = "voice packets from the DCM";
  private static final String VOICE_DOWN = "voice packets to the DCM";
  private static final String AGAIN = "time to the next MSD";
  private static final String MSDS = "MSDs that nobody has asked for";

  /** Shorter than the time after which an attempt has failed. */
  private static final Duration RING = Duration.ofSeconds(20);

  private static final Duration SOON = Duration.ofSeconds(2);

  private final Scene scene;

  public CallStates(Scene scene) {
    this.scene = scene;
  }

  private Duration profile(String key) {
    return scene.bench().specification().duration(key);
  }

  @Override
  public String name() {
    return "the call";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "ringing",
        this::toRinging,
        "unacknowledged",
        () -> toUp(false),
        "talking",
        () -> toUp(true),
        "over",
        this::toOver);
  }

  private void press() {
    scene.mark();
    Duration length = VehicleSteps.longEnough(scene);
    scene.car().pressSos(length);
    scene.pass(length);
  }

  private void toRinging() {
    scene.bench().centre().ringTime(RING);
    press();
    boolean rings = scene.within(SOON, () -> !ringing().isEmpty());
    scene.needCall(rings, CALLS);
  }

  private void toUp(boolean acknowledged) {
    scene.bench().centre().acknowledgeMsd(acknowledged);
    press();
    boolean connected = scene.within(profile("call.answerTimeout"), () -> !up().isEmpty());
    scene.needCall(connected, CALLS);
    // Both have said something.
    scene.pass(Duration.ofMillis(500));
  }

  private void toOver() {
    toUp(true);
    scene.bench().centre().hangUp(scene.cars.vin());
    scene.need(scene.within(SOON, () -> up().isEmpty()), "the call is not over");
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.of(
        "centre answers",
        () -> scene.pass(RING),
        "centre refuses",
        () -> scene.bench().centre().hangUp(scene.cars.vin()),
        "centre asks for the MSD",
        () -> scene.bench().centre().requestMsd(scene.cars.vin()),
        "centre hangs up",
        () -> scene.bench().centre().hangUp(scene.cars.vin()),
        "line breaks",
        this::breaks,
        "answer time ends",
        this::answerTimeEnds,
        "time for the acknowledgement ends",
        () -> scene.pass(profile("call.msdResend")),
        "agent falls silent",
        this::silence,
        "longest time ends",
        this::longest,
        "crash",
        this::crash);
  }

  private void breaks() {
    scene.bench().radioLink().coverage(Coverage.NONE);
    scene.pass(Duration.ofMillis(500));
  }

  private void answerTimeEnds() {
    scene.bench().centre().neverAnswer();
    scene.pass(profile("call.answerTimeout"));
  }

  /** The agent's side ends without a BYE, and says nothing for longer than a call lives by. */
  private void silence() {
    scene.bench().centre().misbehave(Misbehaviour.ENDS_CALLS_WITHOUT_BYE);
    scene.bench().centre().hangUp(scene.cars.vin());
    scene.pass(profile("voice.mediaTimeout").plusSeconds(1));
  }

  /** With the ignition off there are few frames, and the hour is short. */
  private void longest() {
    scene.car().ignition(Ignition.OFF);
    scene.pass(profile("call.maxDuration").plusSeconds(1));
  }

  private void crash() {
    scene.mark();
    scene.car().deployAirbag();
    scene.pass(Duration.ofMillis(300));
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "ringing", this::isRinging,
        "unacknowledged", this::isUnacknowledged,
        "talking", this::isTalking,
        "over", this::isOver);
  }

  @Check(quantity = RINGING, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = UP, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = VOICE_UP, unit = Unit.ONE, source = Source.NETWORK)
  private void isRinging() {
    Duration from = scene.now();
    scene.pass(SOON);
    count(RINGING, ringing().stream().map(CallStates::item).toList(), 1);
    count(UP, up().stream().map(CallStates::item).toList(), 0);
    count(VOICE_UP, voice(from, true), 0);
  }

  /** The call is up, and the MSD comes again in its time. */
  @Check(quantity = UP, unit = Unit.ONE, source = Source.CENTRE)
  @Check(
      quantity = AGAIN,
      unit = Unit.SECOND,
      source = Source.CENTRE,
      tolerance = "200 ms",
      resolution = "1 ms")
  private void isUnacknowledged() {
    count(UP, up().stream().map(CallStates::item).toList(), 1);
    // What the event has set off comes at once, and counts as the last one.
    scene.pass(Duration.ofMillis(100));
    Call call = up().isEmpty() ? scene.lastCall() : up().get(0);
    int before = call.data().size();
    Duration last = last(call);
    Duration resend = profile("call.msdResend");
    scene.watch(resend, () -> call.data().size() > before);
    Asked asked = Asked.of(AGAIN);
    Limit nominal =
        Limit.nominal(
            Declared.seconds(resend), asked.tolerance(), LimitSource.profile("call.msdResend"));
    List<CrashData> data = call.data();
    scene.judge(
        Subject.DCM,
        data.size() <= before
            ? asked.question().missing("it did not come again", nominal, List.of())
            : asked
                .question()
                .number(
                    Declared.seconds(data.get(before).received().minus(last)),
                    nominal,
                    List.of(
                        new EvidenceItem("sip", Scene.nanos(data.get(before).received()), "MSD"))));
  }

  /** When the time began that runs: with the answer, or with the last MSD in the call. */
  private Duration last(Call call) {
    scene.need(!call.data().isEmpty(), "no MSD that could be read has come");
    Duration answered = call.connected();
    Duration received = call.data().get(call.data().size() - 1).received();
    return answered != null && answered.compareTo(received) > 0 ? answered : received;
  }

  /** Up, heard both ways, and no MSD comes unasked. */
  @Check(quantity = UP, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = MSDS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = VOICE_UP, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = VOICE_DOWN, unit = Unit.ONE, source = Source.NETWORK)
  private void isTalking() {
    scene.pass(Duration.ofMillis(100));
    Duration from = scene.now();
    scene.pass(profile("call.msdResend").plus(SOON));
    count(UP, up().stream().map(CallStates::item).toList(), 1);
    List<EvidenceItem> unasked =
        scene.lastCall().data().stream()
            .filter(each -> each.received().compareTo(from) > 0)
            .map(each -> new EvidenceItem("sip", Scene.nanos(each.received()), "MSD"))
            .toList();
    count(MSDS, unasked, 0);
    some(VOICE_UP, voice(from, true));
    some(VOICE_DOWN, voice(from, false));
  }

  /** Nothing is up, and nobody says anything any more. */
  @Check(quantity = UP, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = VOICE_UP, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = VOICE_DOWN, unit = Unit.ONE, source = Source.NETWORK)
  private void isOver() {
    scene.pass(Duration.ofMillis(100));
    Duration from = scene.now();
    count(UP, up().stream().map(CallStates::item).toList(), 0);
    scene.pass(profile("call.msdResend").plus(SOON));
    count(VOICE_UP, voice(from, true), 0);
    count(VOICE_DOWN, voice(from, false), 0);
  }

  private void count(String quantity, List<EvidenceItem> seen, int count) {
    scene.judge(
        Subject.DCM,
        Counting.of(Asked.of(quantity).question(), seen, Limit.exactly(count, scene.required())));
  }

  private void some(String quantity, List<EvidenceItem> seen) {
    scene.judge(
        Subject.DCM,
        Counting.of(Asked.of(quantity).question(), seen, Limit.atLeast(1, 0, scene.required())));
  }

  private List<EvidenceItem> voice(Duration from, boolean up) {
    return CallTimeChecks.voice(scene, from, up);
  }

  private static EvidenceItem item(Call call) {
    return new EvidenceItem("call", Scene.nanos(call.started()), call.dialled());
  }

  private List<Call> up() {
    return scene.bothWays().stream()
        .filter(call -> call.connected() != null && call.ended() == null)
        .toList();
  }

  private List<Call> ringing() {
    return scene.calls().stream()
        .filter(call -> call.connected() == null && call.ended() == null)
        .toList();
  }
}
