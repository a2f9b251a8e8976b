// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.NEVER;
import static dev.dcmrig.features.UpdateReds.RESULT;
import static dev.dcmrig.features.UpdateReds.SUCCESS;
import static dev.dcmrig.features.UpdateReds.told;
import static dev.dcmrig.features.UpdateReds.update;
import static dev.dcmrig.features.UpdateReds.view;

import dev.dcmrig.features.ota.UpdateStates;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of the signs of an update. */
final class UpdateStateReds {
  private static final String SHOWN = "what the head unit shows";
  private static final String BEGUN = "installations that were begun";
  private static final String RESULTS = "results that the DCM has told";
  private static final String VERSION = "22F189";
  private static final String PIECE = "/softwaremodules/1/artifacts/dcm.bin";

  private UpdateStateReds() {}

  static Stream<Reds> all() {
    return Stream.of(downloads(), asks(), shows(), proves(), updated(), givenUp(), suspended());
  }

  /** The offer is at 10 s, and the state is judged from then on. */
  private static Reds of(String state, double from, Consumer<Evidence> good) {
    return Reds.of(
        "UpdateStates: " + state,
        good,
        p -> {
          p.event(10).until(from);
          p.sign(UpdateStates.class, state);
        });
  }

  private static Reds downloads() {
    return of("downloading", 11, e -> update(e, 20.9, "GET", PIECE, ""))
        .red("requests to the update server", e -> e.move(0, 21.1), "0", "at least 1");
  }

  /** Shown by 20 s, and for 90 s nothing happens. */
  private static Reds asks() {
    return of("asked", 11, e -> e.views.add(view(20, "OFFERED")))
        .red(SHOWN, e -> e.views.add(view(109, "NONE")), "'NONE'", "'OFFERED'")
        .red(BEGUN, e -> e.views.add(view(109, "INSTALLING")), "1", "exactly 0")
        .red(RESULTS, e -> update(e, 109, "POST", RESULT, SUCCESS), "1", "exactly 0");
  }

  private static Reds shows() {
    return of("announced", 20, e -> e.views.add(view(19, "ANNOUNCED")))
        .red(SHOWN, e -> e.views.set(0, view(19, "OFFERED")), "'OFFERED'", "'ANNOUNCED'");
  }

  private static Reds proves() {
    return of("on trial", 20, e -> e.told.put(VERSION, "62F189322E302E30"))
        .red(RESULTS, e -> update(e, 15, "POST", RESULT, SUCCESS), "1", "exactly 0");
  }

  private static Reds updated() {
    return of(
            "updated",
            11,
            e -> {
              told(e, 50, "2.0.0");
              update(e, 51, "POST", RESULT, SUCCESS);
              e.told.put(VERSION, "62F189322E302E30");
            })
        .red(RESULTS, e -> update(e, 60, "POST", RESULT, SUCCESS), "2", "exactly 1")
        .red(BEGUN, e -> e.views.add(view(60, "INSTALLING")), "1", "exactly 0");
  }

  private static Reds givenUp() {
    return of(
            "given up",
            12,
            e -> {
              e.views.add(view(11, "ANNOUNCED"));
              e.views.add(view(13, "NONE"));
              e.told.put(VERSION, "62F189312E302E30");
            })
        .red(SHOWN, e -> e.views.remove(1), "'ANNOUNCED'", "'NONE'")
        .red(BEGUN, e -> e.views.add(view(100, "INSTALLING")), "1", "exactly 0");
  }

  private static Reds suspended() {
    return of("suspended", 11, e -> e.call(12, 14, NEVER))
        .red("calls that are up", e -> e.calls.get(0).ended = 33, "0", "exactly 1")
        .red("requests to the update server", e -> update(e, 20, "GET", "", ""), "1", "exactly 0");
  }
}
