// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Observations;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.host.HostListener;
import dev.dcmrig.host.VehicleCommand;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether a bench can still judge. Any thread may ask, and say what has broken it. */
final class BenchHealth {
  private volatile @Nullable BenchBroken broken;

  /** The first cause stays: what fails after it fails because of it. */
  synchronized void broke(BenchBroken cause) {
    if (broken == null) {
      broken = cause;
    }
  }

  /** A task of the bench threw. */
  void failed(Throwable cause) {
    broke(
        cause instanceof BenchBroken already
            ? already
            : new BenchBroken("a part of the bench has failed: " + cause, cause));
  }

  /** Why nothing that this bench has shown can be judged, if so. */
  Optional<BenchBroken> failure() {
    return Optional.ofNullable(broken);
  }

  /** Throws what has broken the bench, if anything has. */
  void check() {
    BenchBroken cause = broken;
    if (cause != null) {
      throw cause;
    }
  }

  /**
   * What goes wrong inside a vehicle; whatever its DCM does from there on proves nothing.
   *
   * @param notebook asked for when something is to be noted
   */
  HostListener inside(Supplier<Observations> notebook) {
    return new HostListener() {
      @Override
      public void ecuFailed(String name, String ecu, Throwable cause) {
        note("ecu.failed", Map.of("ecu", ecu, "cause", String.valueOf(cause)));
        broke(new BenchBroken("ECU '" + ecu + "' has stopped: " + cause, cause));
      }

      @Override
      public void commandFailed(String name, VehicleCommand command, Throwable cause) {
        note(
            "command.failed",
            Map.of("command", command.toString(), "cause", String.valueOf(cause)));
        broke(new BenchBroken("the vehicle could not do " + command + ": " + cause, cause));
      }

      private void note(String kind, Map<String, String> details) {
        notebook.get().note(Subject.RIG, kind, details);
      }
    };
  }
}
