// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.Inconclusive;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.RadioLink.MqttPacket;
import dev.dcmrig.api.RadioLink.VoicePacket;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.judge.Question;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the steps of one scenario share: its bench, and what they have noticed on the way. */
public final class Scene {
  private @Nullable Bench bench;

  /** Which car the scenario's sentences are about. */
  public final Cars cars = new Cars(this::bench);

  /** Where the car is, or was last told to be. */
  public Place place = new Place(-37.8183, 144.9671);

  /** When the event under test happened. */
  public Duration trigger = Duration.ZERO;

  /** How many attempts each car had made before the last event. */
  private final Map<String, Integer> attemptsBefore = new HashMap<>();

  /** Attempts that the scenario knows of; any beyond them is one that it did not expect. */
  private final Map<String, Integer> attemptsKnown = new HashMap<>();

  /** The status of the service's last answer to a person. */
  public int answer;

  /** Whether a step has failed; null before the first hook asks. */
  private @Nullable Boolean stepFailed;

  /** Ids of the scenario's requirements; that of its rule is the first. */
  private List<String> requirements = List.of();

  public void open(Bench newBench, List<String> tags) {
    bench = newBench;
    requirements =
        tags.stream()
            .filter(tag -> tag.matches("@[A-Z]{3}-[0-9]{2}"))
            .map(tag -> tag.substring(1))
            .distinct()
            .toList();
  }

  /** Whether one of these requirements is the scenario's own. */
  boolean isAbout(String... ids) {
    return requirements.stream().anyMatch(List.of(ids)::contains);
  }

  public boolean isOpen() {
    return bench != null;
  }

  /**
   * Whether hooks ask how the DCM went on: all steps have passed. What one hook finds keeps no
   * other from looking.
   *
   * @param failed whether something has failed so far; where the first hook asks, it was a step
   */
  public boolean isConductAsked(boolean failed) {
    Boolean known = stepFailed;
    if (known == null) {
      known = failed;
      stepFailed = known;
    }
    return isOpen() && !known;
  }

  public Bench bench() {
    Bench open = bench;
    if (open == null) {
      throw new IllegalStateException("the scenario has no bench");
    }
    return open;
  }

  /**
   * Whether time is virtual: stamps are exact then, and the car is the emulated one, of which the
   * notebook knows everything.
   */
  public boolean isSimulated() {
    return bench().time().isVirtual();
  }

  public Duration now() {
    return bench().time().now();
  }

  /** An event begins: what follows is counted from here. */
  public void mark() {
    trigger = now();
    attemptsBefore.put(cars.vin(), attempts().size());
    attemptsSeen();
  }

  /** What has been attempted so far is as the scenario wants it. */
  public void attemptsSeen() {
    attemptsKnown.put(cars.vin(), attempts().size());
  }

  /** Every try of the car to reach the centre. */
  public List<Attempt> attempts() {
    return bench().radioLink().attempts(cars.vin());
  }

  /** Those since the last event. */
  public List<Attempt> attemptsSinceEvent() {
    return attemptsAfter(attemptsBefore);
  }

  /** Those that the scenario did not expect. */
  public List<Attempt> unexpectedAttempts() {
    return attemptsAfter(attemptsKnown);
  }

  private List<Attempt> attemptsAfter(Map<String, Integer> known) {
    List<Attempt> all = attempts();
    return all.subList(Math.min(known.getOrDefault(cars.vin(), 0), all.size()), all.size());
  }

  /** The voice of the car's calls, as the network saw it. */
  public List<VoicePacket> voice() {
    return bench().radioLink().voice(cars.vin());
  }

  /** Every HTTP request of the car. */
  public List<HttpExchange> http() {
    return bench().radioLink().http().stream()
        .filter(exchange -> exchange.vin().equals(cars.vin()))
        .toList();
  }

  /** Every MQTT packet from and to the car. */
  public List<MqttPacket> mqtt() {
    return bench().radioLink().mqtt().stream()
        .filter(packet -> packet.vin().equals(cars.vin()))
        .toList();
  }

  /** What happens to the car. */
  public Vehicle car() {
    return cars.car();
  }

  /** The bench, for what is connected to the device under test alone: its instruments. */
  public Bench instruments() {
    need(cars.isUnderTest(), "no instrument is connected to the second car");
    return bench();
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    Eventually.pass(bench(), duration);
  }

  /** Lets as much time pass as the step declares to need, so that what it did has arrived. */
  public void settle() {
    pass(Declared.waiting().settles());
  }

  public boolean within(Duration limit, BooleanSupplier condition) {
    return Eventually.holds(bench(), condition, limit);
  }

  /** The situation that the scenario needs, or no verdict. */
  public void need(boolean reached, String what) {
    if (!reached) {
      throw new Inconclusive(what + " (at " + text(now()) + ")");
    }
  }

  /**
   * The situation that the scenario needs, and that the DCM owes by requirements of its own: where
   * it is not reached, those have failed, and the scenario's own are not decided.
   *
   * @param what the DCM did not do, as a sentence
   * @param requirements ids; none: that of the scenario's rule
   */
  public void owed(boolean reached, String what, String... requirements) {
    if (!reached) {
      judging().owed(List.of(requirements), what + " (at " + text(now()) + ")");
    }
  }

  /**
   * A call that is up: the DCM owes the INVITE, the centre the answer.
   *
   * @param requirement by which the DCM places it
   */
  public void needCall(boolean up, String requirement) {
    boolean invited = attemptsSinceEvent().stream().anyMatch(each -> each.invited() != null);
    owed(up || invited, "no INVITE has come", requirement);
    need(up, "no call is connected");
  }

  /** What the running step asks first. */
  public Question question() {
    return Asked.first().question();
  }

  /** The tolerance of the running step, in its unit; that of the scenario comes first. */
  public double tolerance(Span limit) {
    return Asked.first().tolerance(limit);
  }

  /** The declared tolerance of the running step, in its unit. */
  public double tolerance() {
    return Asked.first().tolerance();
  }

  /** Takes down what was measured; ends the scenario when it is outside of its limit. */
  public void judge(Subject subject, Measurement measurement) {
    judge(subject, List.of(measurement));
  }

  /** The same of several; all are taken down, one that is not met ends the scenario. */
  public void judge(Subject subject, List<Measurement> measurements) {
    judging().judge(subject, measurements);
  }

  /** Where a limit comes from that the requirement itself says. */
  public LimitSource required() {
    return judging().required();
  }

  private Judging judging() {
    return new Judging(bench().measurements(), bench().time().isVirtual(), requirements);
  }

  /** Ends the scenario when there is nothing to look at. */
  public void some(Subject subject, String quantity, List<?> seen) {
    if (seen.isEmpty()) {
      Limit least = Limit.atLeast(1, 0, required());
      judge(subject, new Question(quantity, Unit.ONE).number(0, least, List.of()));
    }
  }

  /**
   * Looks for an event up to its limit and, when it does not come, as much longer as the step
   * declares: a late one is measured, too.
   */
  public void watch(Duration limit, BooleanSupplier condition) {
    within(limit.plus(Asked.first().past()), condition);
  }

  /** An instant of the bench, in nanoseconds. */
  public static long nanos(Duration at) {
    return at.toNanos();
  }

  /** Calls from the car and to it, in order. */
  public List<Call> bothWays() {
    return bench().centre().calls().stream().filter(call -> call.vin().equals(cars.vin())).toList();
  }

  /** Calls that came from the car, in order. */
  public List<Call> calls() {
    return bothWays().stream().filter(call -> !call.isCallBack()).toList();
  }

  /** The newest call from the vehicle. */
  public Call call() {
    List<Call> calls = calls();
    some(Subject.DCM, "calls that have reached the centre", calls);
    return calls.get(calls.size() - 1);
  }

  /** The newest call of either direction. */
  public Call lastCall() {
    List<Call> calls = bothWays();
    some(Subject.DCM, "calls that have reached the centre", calls);
    return calls.get(calls.size() - 1);
  }

  /** The newest data of the newest call. */
  public CrashData data() {
    List<CrashData> data = lastCall().data();
    some(Subject.DCM, "minimum sets of data that could be read", data);
    return data.get(data.size() - 1);
  }

  static String text(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    return seconds < 600
        ? String.format(Locale.ROOT, "%.3f s", seconds)
        : String.format(Locale.ROOT, "%.1f min", seconds / 60);
  }
}
