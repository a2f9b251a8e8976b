// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.ota.core.RolloutStatus;
import dev.dcmrig.ota.model.RolloutState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a rollout was at each instant at which it changed. */
public final class RolloutFilm {
  /** The rollout, from this instant on. */
  public record Frame(Duration at, RolloutStatus status) {}

  /**
   * A pause.
   *
   * @param until the end of the film, if nobody has resumed it
   * @param resumed whether somebody has
   */
  public record Pause(Duration from, Duration until, boolean resumed, String reason) {}

  private final List<Frame> frames = new ArrayList<>();
  private Duration end = Duration.ZERO;

  /**
   * Looks at it.
   *
   * @return whether it has changed
   */
  public boolean look(Duration now, RolloutStatus status) {
    end = now;
    if (!frames.isEmpty() && frames.get(frames.size() - 1).status().equals(status)) {
      return false;
    }
    frames.add(new Frame(now, status));
    return true;
  }

  public List<Frame> frames() {
    return List.copyOf(frames);
  }

  /** When it was looked at for the last time. */
  public Duration end() {
    return end;
  }

  /** All pauses, the oldest first. */
  public List<Pause> pauses() {
    List<Pause> pauses = new ArrayList<>();
    Frame began = null;
    for (Frame frame : frames) {
      boolean paused = frame.status().rollout().state() == RolloutState.PAUSED;
      if (paused && began == null) {
        began = frame;
      } else if (!paused && began != null) {
        pauses.add(new Pause(began.at(), frame.at(), true, began.status().rollout().reason()));
        began = null;
      }
    }
    if (began != null) {
      pauses.add(new Pause(began.at(), end, false, began.status().rollout().reason()));
    }
    return pauses;
  }
}
