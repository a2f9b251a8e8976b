// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre.agent;

import dev.dcmrig.api.EmergencyCentre.Incident;
import dev.dcmrig.api.EmergencyCentre.Occupant;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.Observations;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The person at the centre, by a script: listens, then sends what is needed to the position
 * (SOS-17), assumes an emergency when nobody speaks (SOS-11, ACN-06), and closes the case when the
 * occupant says it was an accident (SOS-10).
 */
public final class Agent {
  /** How long the agent listens before a decision. */
  private static final Duration LISTENS = Duration.ofSeconds(5);

  /** What goes to a car from which nobody answers. */
  private static final List<String> DEFAULT_DISPATCH = List.of("ambulance", "police");

  private final Timeline timeline;
  private final Observations observations;
  private final AgentRules rules;
  private final List<Case> cases = new ArrayList<>();

  public Agent(Timeline timeline, Observations observations, AgentRules rules) {
    this.timeline = timeline;
    this.observations = observations;
    this.rules = rules;
  }

  /** One incident in the agent's hands. */
  public final class Case {
    private final Duration opened = now();
    private final List<String> dispatched = new ArrayList<>();
    private final String vin;
    private final Place first;
    private Place position;
    private boolean crash;
    private @Nullable Duration closed;
    private String outcome = "open";

    private Case(String vin, boolean crash, Place position) {
      this.vin = vin;
      this.crash = crash;
      this.first = position;
      this.position = position;
    }

    /**
     * Newer data have come.
     *
     * @param isCrash whether the vehicle called by itself
     */
    public void update(boolean isCrash, Place newer) {
      crash = isCrash;
      position = rules.sentTo(first, newer);
    }

    /**
     * The call is connected: listens and decides.
     *
     * @param hangUp ends the call, with the occupant's consent
     */
    public void listen(Occupant occupant, List<String> needed, Runnable hangUp) {
      timeline.after(
          LISTENS.toNanos(),
          () -> {
            if (closed == null) {
              decide(occupant, needed, hangUp);
            }
          });
    }

    private void decide(Occupant occupant, List<String> needed, Runnable hangUp) {
      switch (occupant) {
        case SAYS_ACCIDENTAL -> {
          dispatch(rules.sentAfterAccident());
          outcome = "accidental";
          if (rules.isCallEndedAfterAccident()) {
            hangUp.run();
          }
        }
        case SILENT ->
            dispatch(
                crash
                    ? rules.sentToSilentCrash(DEFAULT_DISPATCH)
                    : rules.sentToSilentCaller(DEFAULT_DISPATCH));
        case SPEAKS -> dispatch(crash ? rules.sentToCrash(needed) : rules.sentToCaller(needed));
      }
    }

    private void dispatch(List<String> services) {
      for (String service : services) {
        dispatched.add(service);
        observations.note(
            Subject.SERVICE,
            "dispatched",
            Map.of(
                "service",
                service,
                "latitude",
                String.valueOf(position.latitude()),
                "longitude",
                String.valueOf(position.longitude())));
      }
      outcome = services.isEmpty() ? "no service needed" : "dispatched";
      timeline.changed();
    }

    /** The call is over. */
    public void close() {
      if (closed == null) {
        closed = now();
        observations.note(Subject.SERVICE, "case.closed", Map.of("outcome", outcome));
      }
    }
  }

  private Duration now() {
    return Duration.ofNanos(timeline.nowNanos());
  }

  /**
   * Opens a case of a vehicle.
   *
   * @param crash whether the vehicle called by itself
   * @param position not a number where it is unknown
   */
  public Case open(String vin, boolean crash, Place position) {
    Case opened = new Case(vin, crash, position);
    cases.add(opened);
    observations.note(
        Subject.SERVICE, "case.opened", Map.of("number", String.valueOf(cases.size())));
    return opened;
  }

  public List<Incident> incidents() {
    return cases.stream()
        .map(
            one ->
                new Incident(
                    one.vin,
                    one.opened,
                    one.closed,
                    one.position,
                    List.copyOf(one.dispatched),
                    one.outcome))
        .toList();
  }
}
