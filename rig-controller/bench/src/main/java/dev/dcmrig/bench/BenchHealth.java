// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchBroken;
import java.util.Optional;
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
}
