// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.Wrong;
import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.api.Observations;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the other end did wrong. A centre that puts up with a fault in silence would hide it: each
 * is an observation {@code noted} about the DCM here, and steps can judge it.
 */
final class PartnerNotes {
  /** More are not kept one by one: a DCM that repeats itself says nothing new. */
  private static final int MAX_NOTES = 1_000;

  private final Timeline timeline;
  private final Observations observations;
  private final List<Wrong> wrongs = new ArrayList<>();

  PartnerNotes(Timeline timeline, Observations observations) {
    this.timeline = timeline;
    this.observations = observations;
  }

  /** The notes about one vehicle. */
  record About(PartnerNotes notes, String vin) {
    void wrong(WrongKind kind, String what) {
      notes.wrong(vin, kind, what);
    }

    /** Whether it is a DCM that the network knows: one that the interface binds. */
    boolean isOfDcm() {
      return !vin.isEmpty();
    }
  }

  About about(String vin) {
    return new About(this, vin);
  }

  private void wrong(String vin, WrongKind kind, String what) {
    if (wrongs.size() < MAX_NOTES) {
      wrongs.add(new Wrong(Duration.ofNanos(timeline.nowNanos()), vin, kind, what));
      String reason = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      observations.note(Subject.DCM, "noted", Map.of("reason", reason, "what", what));
      timeline.changed();
    }
  }

  List<Wrong> all() {
    return List.copyOf(wrongs);
  }
}
