// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.RadioLink.Received;
import dev.dcmrig.features.ota.UpdateChecks;
import java.util.stream.Stream;

/** Cases of {@link UpdateChecks} about deltas. */
final class DeltaReds {
  private DeltaReds() {}

  static Stream<Reds> all() {
    return Stream.of(byDelta(), whole());
  }

  private static void piece(Evidence e, double at, int kibibytes) {
    String path = "/DEFAULT/controller/v1/" + Evidence.VIN + "/softwaremodules/1/artifacts/f";
    e.received.add(new Received(Evidence.at(at), Evidence.VIN, path, kibibytes * 1024));
  }

  private static void downloaded(Evidence e, double at, String way) {
    UpdateReds.update(
        e,
        at,
        "POST",
        UpdateReds.RESULT,
        "{'id':'1','status':{'execution':'downloaded','details':['3.0.0','" + way + "']}}");
  }

  private static Reds byDelta() {
    return Reds.of(
            "the image was asked for in at most 200 KiB, by a delta",
            e -> {
              piece(e, 5, 64);
              piece(e, 15, 64);
              piece(e, 16, 60);
              downloaded(e, 20, "delta: 123456 of 327680 bytes");
            },
            p -> {
              p.event(10).until(30);
              p.of(UpdateChecks.class).pieces("at most", p.count("200"), "KiB, by a delta");
            })
        .about("OTA-01")
        .red("KiB of answers", e -> piece(e, 17, 77), "201", "at most 200")
        .red(
            "KiB of answers",
            e -> e.received.removeIf(each -> each.at().toSeconds() > 10),
            "0",
            "at least 1")
        .red(
            "way that the DCM has told",
            e -> e.say(0, "delta: ", "whole image: "),
            "'as a whole image'",
            "'by a delta'")
        .red(
            "way that the DCM has told",
            e -> e.say(0, "delta: ", "something: "),
            "'neither: something: 123456 of 327680 bytes'",
            "'by a delta'");
  }

  private static Reds whole() {
    return Reds.of(
            "the image was asked for in at least 320 KiB, as a whole image",
            e -> {
              piece(e, 15, 320);
              downloaded(e, 20, "whole image: no delta is for what runs");
            },
            p -> {
              p.event(10).until(30);
              p.of(UpdateChecks.class).pieces("at least", p.count("320"), "KiB, as a whole image");
            })
        .about("OTA-01")
        .red(
            "KiB of answers",
            e -> {
              e.received.clear();
              piece(e, 15, 319);
            },
            "319",
            "at least 320")
        .red("way that the DCM has told", e -> e.http.clear(), "0", "at least 1");
  }
}
