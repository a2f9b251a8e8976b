// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.UpdateReds.view;

import dev.dcmrig.features.ota.PowerSweep;
import dev.dcmrig.features.ota.UpdateWords;
import java.util.stream.Stream;

/** Cases of {@link PowerSweep}. */
final class SweepReds {
  private static final String VERSION = "22F189";

  private SweepReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        Reds.of(
                "after each failure the old version or the new one ran, and the update went on",
                e -> {
                  e.views.add(view(10, "INSTALLING"));
                  e.views.add(view(24, "SUCCEEDED"));
                  e.views.add(view(40, "INSTALLING"));
                  e.views.add(view(60, "INSTALLING"));
                  e.views.add(view(80, "INSTALLING"));
                  e.told.put(VERSION, "62F189322E302E30");
                },
                p -> {
                  p.event(30);
                  PowerSweep sweep = p.of(PowerSweep.class);
                  sweep.somePoints(
                      "once", p.count("2"), new UpdateWords().updatePart("the first quarter"));
                  sweep.ran();
                })
            .about("OTA-06")
            .red(
                "supply failures after which neither version ran",
                e -> e.told.put(VERSION, ""),
                "1",
                "exactly 0")
            .red(
                "supply failures after which the update went on",
                e -> e.views.subList(3, 5).clear(),
                "0",
                "exactly 2"));
  }
}
