// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Gaps;
import java.time.Duration;
import java.util.List;

/**
 * What shows that calls ring, are up, or are still to come: the signs that the machines of states
 * have in common. Each method judges a quantity that the calling sign has declared.
 */
public final class CallSigns {
  static final String ATTEMPTS = "call attempts after the event";
  static final String RINGING = "attempts that ring";
  static final String CALLS = "calls that are up";
  static final String GAP = "gap to the next attempt";
  static final String KIND = "activation in the MSD of the call";

  /** What a press, a crash or an answer sets off is seen within this time (SOS-15, ACN-13). */
  static final Duration SOON = Duration.ofSeconds(2);

  /** Shorter than the time after which an attempt has failed, and longer than two events. */
  static final Duration RING = Duration.ofSeconds(20);

  private final Scene scene;

  CallSigns(Scene scene) {
    this.scene = scene;
  }

  /** Attempts that have brought an INVITE to the centre, and nothing else yet. */
  List<Attempt> ringing() {
    return scene.attempts().stream()
        .filter(attempt -> attempt.invited() != null)
        .filter(attempt -> attempt.ended() == null && !attempt.connected())
        .toList();
  }

  /** Calls of either direction that are up. */
  List<Call> up() {
    return scene.bothWays().stream()
        .filter(call -> call.connected() != null && call.ended() == null)
        .toList();
  }

  /** Waits until so many attempts have failed since the last event. */
  void failed(int attempts, Duration limit) {
    boolean reached =
        scene.within(
            limit,
            () ->
                scene.attemptsSinceEvent().size() == attempts
                    && scene.attemptsSinceEvent().stream().allMatch(each -> each.ended() != null));
    scene.need(reached, "not " + attempts + " attempts have failed");
  }

  /** Waits until that attempt since the last event rings, the first one being 1. */
  void rings(int attempt, Duration limit) {
    boolean reached =
        scene.within(
            limit, () -> scene.attemptsSinceEvent().size() == attempt && !ringing().isEmpty());
    scene.need(reached, "attempt " + attempt + " does not ring");
  }

  /** Waits until a call is up. */
  void connects() {
    Duration limit = scene.bench().specification().duration("call.answerTimeout");
    scene.need(scene.within(limit, () -> !up().isEmpty()), "no call is connected");
  }

  /** So many attempts ring now. */
  void countRinging(int count) {
    List<EvidenceItem> items = items(ringing());
    scene.judge(Subject.DCM, Counting.of(Asked.of(RINGING).question(), items, exactly(count)));
  }

  /** So many calls are up now. */
  void countCalls(int count) {
    List<EvidenceItem> items =
        up().stream()
            .map(call -> new EvidenceItem("call", Scene.nanos(call.started()), call.dialled()))
            .toList();
    scene.judge(Subject.DCM, Counting.of(Asked.of(CALLS).question(), items, exactly(count)));
  }

  /** No attempt for a time. */
  void silent(Duration span, LimitSource source) {
    scene.attemptsSeen();
    scene.within(span, () -> !scene.unexpectedAttempts().isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(ATTEMPTS).question(),
            items(scene.unexpectedAttempts()),
            Limit.exactly(0, source)));
  }

  /** Nothing rings, and the next attempt begins a gap after the end of the one before. */
  void nextAfterGap(String key) {
    countRinging(0);
    Duration gap = scene.bench().specification().duration(key);
    scene.attemptsSeen();
    scene.watch(gap, () -> !scene.unexpectedAttempts().isEmpty());
    Asked asked = Asked.of(GAP);
    Limit nominal =
        Limit.nominal(Declared.seconds(gap), asked.tolerance(), LimitSource.profile(key));
    scene.judge(
        Subject.DCM,
        Gaps.fromEndToStart(
            asked.question(),
            scene.attempts().stream().map(CallChecks::interval).toList(),
            nominal));
  }

  Limit exactly(int count) {
    return Limit.exactly(count, scene.required());
  }

  static List<EvidenceItem> items(List<Attempt> attempts) {
    return attempts.stream().map(CallChecks::item).toList();
  }
}
