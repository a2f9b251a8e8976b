// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.network;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** How long something takes to get through the network, watched as it happens. */
final class Passing {
  static final String TIME = "time until it has got through";

  private final Scene scene;

  Passing(Scene scene) {
    this.scene = scene;
  }

  /**
   * @param limitSeconds until when it must be there; it is watched for as long, tolerance included
   * @param keys of the profile that the limit comes of
   */
  Measurement time(String what, BooleanSupplier seen, double limitSeconds, String keys) {
    Asked time = Asked.of(TIME);
    Duration began = scene.now();
    scene.watch(Duration.ofMillis(Math.round(1_000 * (limitSeconds + time.tolerance()))), seen);
    Limit most = Limit.atMost(limitSeconds, time.tolerance(), LimitSource.profile(keys));
    double passed = Declared.seconds(scene.now().minus(began));
    List<EvidenceItem> at = List.of(new EvidenceItem("http", Scene.nanos(scene.now()), what));
    return scene.bench().time().evaluate(seen)
        ? time.question().of(what).number(passed, most, at)
        : time.question().of(what).missing("none was seen", most, List.of());
  }
}
