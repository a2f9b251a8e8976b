// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.RadioLink.Attempt;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What must be seen of calls and of attempts to place them. */
public final class CallChecks {
  private static final Duration ANSWERED = Duration.ofSeconds(35);
  private static final Duration VOICE = Duration.ofSeconds(6);
  private static final Duration GAP_TOLERANCE = Duration.ofMillis(500);
  private static final double OCCUPANT_HERTZ = 1000;
  private static final double AGENT_HERTZ = 440;

  private final Scene scene;

  public CallChecks(Scene scene) {
    this.scene = scene;
  }

  private List<Attempt> attempts() {
    return scene.attemptsSinceEvent();
  }

  /** An open connection announces nothing: what counts is the INVITE (SOS-15, ACN-13). */
  @Then("a call is attempted at most {duration} later")
  public void attempted(Duration limit) {
    Duration left = scene.trigger.plus(limit).minus(scene.now());
    if (left.isNegative()) {
      left = Duration.ZERO;
    }
    scene.within(left, () -> invited().isPresent());
    Duration at = invited().orElse(null);
    scene.dcm(
        at != null,
        () ->
            "expected an INVITE within "
                + Scene.text(limit)
                + ", the network saw "
                + attempts().size()
                + " attempts and no INVITE");
    Duration took = Objects.requireNonNull(at).minus(scene.trigger);
    scene.dcm(
        took.compareTo(limit) <= 0,
        () -> "expected an INVITE within " + Scene.text(limit) + ", it took " + Scene.text(took));
  }

  private Optional<Duration> invited() {
    return attempts().stream().map(Attempt::invited).filter(Objects::nonNull).findFirst();
  }

  @Then("a call is connected")
  public void connected() {
    connectedWithin(ANSWERED);
  }

  @Then("a call is connected within {duration}")
  public void connectedWithin(Duration limit) {
    scene.within(limit, this::isConnected);
    scene.dcm(
        isConnected(),
        () ->
            "expected a connected call within "
                + Scene.text(limit)
                + "; the network saw "
                + attempts().size()
                + " attempts, the centre "
                + scene.calls().size()
                + " calls");
    scene.attemptsSeen();
  }

  private boolean isConnected() {
    return scene.calls().stream()
        .anyMatch(call -> call.connected() != null && call.started().compareTo(scene.trigger) >= 0);
  }

  @Then("no call is attempted for {duration}")
  public void notAttempted(Duration span) {
    scene.pass(span);
    int more = scene.unexpectedAttempts();
    scene.dcm(
        more == 0,
        () -> "expected no call attempt for " + Scene.text(span) + ", the network saw " + more);
  }

  @Then("exactly {int} call(s) is/are attempted within {duration}")
  public void exactly(int count, Duration span) {
    scene.pass(span);
    scene.dcm(
        attempts().size() == count,
        () ->
            "expected exactly "
                + count
                + " call attempts within "
                + Scene.text(span)
                + ", the network saw "
                + attempts().size());
  }

  @Then("each attempt begins {duration} after the end of the one before")
  public void gaps(Duration gap) {
    List<Attempt> all = attempts();
    scene.dcm(all.size() > 1, () -> "expected several attempts, the network saw " + all.size());
    for (int index = 1; index < all.size(); index++) {
      Duration ended = all.get(index - 1).ended();
      Duration seen = ended == null ? Duration.ZERO : all.get(index).started().minus(ended);
      int number = index + 1;
      scene.dcm(
          seen.minus(gap).abs().compareTo(GAP_TOLERANCE) <= 0,
          () ->
              "expected attempt "
                  + number
                  + " to begin "
                  + Scene.text(gap)
                  + " after the end of the one before, it was "
                  + Scene.text(seen));
    }
  }

  @Then("the call goes to {target}")
  public void dialled(String target) {
    String expected =
        target.startsWith("urn:") ? target : scene.bench().profile().text("call.target");
    scene.dcm(
        scene.call().dialled().equals(expected),
        () -> "expected the call to " + expected + ", it went to " + scene.call().dialled());
  }

  @Then("occupant and agent hear each other")
  public void voice() {
    Call call = scene.lastCall();
    scene.within(
        VOICE, () -> call.heard(OCCUPANT_HERTZ) && scene.instruments().voice().hears(AGENT_HERTZ));
    scene.dcm(
        call.heard(OCCUPANT_HERTZ), () -> "the agent does not hear the occupant's tone of 1000 Hz");
    scene.dcm(
        scene.instruments().voice().hears(AGENT_HERTZ),
        () -> "the occupant does not hear the agent's tone of 440 Hz");
    scene.dcm(
        call.payloadTypes().equals(List.of(0)),
        () -> "expected RTP payload type 0 (PCMU) only, saw " + call.payloadTypes());
  }

  @Then("the call is still up after {duration}")
  public void stillUp(Duration span) {
    scene.pass(span);
    Call call = scene.lastCall();
    scene.dcm(
        call.ended() == null,
        () ->
            "expected the call to go on, it ended at "
                + Scene.text(Objects.requireNonNullElse(call.ended(), Duration.ZERO))
                + " by "
                + call.endedBy().orElse("nobody"));
  }

  @Then("the call is over within {duration}")
  public void over(Duration limit) {
    scene.within(limit, () -> scene.lastCall().ended() != null);
    scene.dcm(
        scene.lastCall().ended() != null,
        () -> "expected the call to be over within " + Scene.text(limit));
  }

  @Then("the call back is {taken}")
  public void callBackTaken(Boolean taken) {
    if (taken) {
      scene.within(ANSWERED, () -> callBack().connected() != null);
      scene.dcm(
          callBack().connected() != null,
          () ->
              "expected the DCM to take the call back; it ended: "
                  + callBack().endedBy().orElse("no answer"));
    } else {
      scene.pass(ANSWERED);
      scene.dcm(callBack().connected() == null, () -> "expected the call back not to be taken");
    }
  }

  private Call callBack() {
    List<Call> all = scene.bothWays();
    Call last = all.get(all.size() - 1);
    scene.need(last.isCallBack(), "the centre has not called back");
    return last;
  }

  @Then("the centre has {int} call(s) from the vehicle")
  public void count(int count) {
    scene.dcm(
        scene.calls().size() == count,
        () -> "expected " + count + " calls at the centre, there are " + scene.calls().size());
  }
}
