// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.UpdateFleet.Kind;
import dev.dcmrig.api.UpdateFleet.Progress;
import dev.dcmrig.api.UpdateFleet.State;
import dev.dcmrig.api.UpdateFleet.Term;
import dev.dcmrig.api.UpdateFleet.WaveCount;
import dev.dcmrig.api.UpdateFleet.Word;
import dev.dcmrig.features.ota.FleetConduct;
import dev.dcmrig.features.ota.FleetConduct.Wrong;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of {@link FleetConduct}: two cars in one wave, of which the second fails once. */
final class FleetConductReds {
  private FleetConductReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        red(
            "reads a task again after its success",
            Wrong.READ_AGAIN,
            "cars that read a task again after their success",
            e -> word(e, 80, 1, Kind.READING, "")),
        red(
            "is told twice of a task that it may not read",
            Wrong.UNREADABLE_TASK,
            "cars that were told twice of a task they may not read",
            e -> word(e, 85, 1, Kind.REFUSED, "/task/1")),
        red(
            "gets other bytes than the release has",
            Wrong.GOT_OTHER_BYTES,
            "cars that got other bytes than the release has",
            e -> word(e, 13, 2, Kind.OTHER_BYTES, "16384 bytes from 65536 on")),
        red(
            "reads a task before its user has agreed",
            Wrong.READ_UNASKED,
            "cars that read a task before their user had agreed",
            e -> e.words.removeIf(each -> each.kind() == Kind.AGREED && each.car().equals("CAR2"))),
        red(
            "runs the new version before it may install",
            Wrong.INSTALLED_EARLY,
            "cars that ran the new version before they might install",
            e -> e.words.add(0, new Word(Evidence.at(19), "CAR1", 1, Kind.VERSION, "0.9.0"))),
        red(
            "is asked again too soon",
            Wrong.ASKED_AGAIN_SOON,
            "cars that read a task again too soon after their failure",
            e -> e.words.add(11, new Word(Evidence.at(41), "CAR2", 1, Kind.READING, ""))),
        red(
            "of other hardware reads a task",
            Wrong.OF_OTHER_HARDWARE,
            "cars of other hardware that read a task",
            e -> word(e, 5, 2, Kind.HARDWARE, "another-1")),
        red(
            "is refused a word about its open task",
            Wrong.REFUSED_A_WORD,
            "cars that were refused a word about their open task",
            e -> word(e, 20, 1, Kind.WORD_REFUSED, "409 /feedback")),
        red(
            "is known by another version than it tells",
            Wrong.KNOWN_OTHERWISE,
            "cars that the server knows another version of",
            e -> e.known.put("CAR2", "")),
        red(
            "is counted otherwise than it says",
            Wrong.COUNTED_OTHERWISE,
            "cars that the server counts otherwise than they say",
            e -> e.progress.add(counted(90, 1, 0))));
  }

  private static Reds red(String text, Wrong wrong, String quantity, Consumer<Evidence> change) {
    return Reds.of(
            "no car of the fleet " + text,
            FleetConductReds::good,
            p -> {
              p.event(10).until(95);
              p.of(FleetConduct.class).none(wrong);
            })
        .about("OTA-02")
        .red(quantity, change, "1", "exactly 0");
  }

  private static void word(Evidence e, double at, int car, Kind kind, String text) {
    e.words.add(new Word(Evidence.at(at), "CAR" + car, 1, kind, text));
  }

  private static Progress counted(double at, int succeeded, int failed) {
    return new Progress(Evidence.at(at), State.OVER, List.of(new WaveCount(2, succeeded, failed)));
  }

  private static void good(Evidence e) {
    e.terms.put(Term.INSTALLS_FROM, Duration.ofSeconds(10));
    e.terms.put(Term.RETRIES_AFTER, Duration.ofSeconds(30));
    e.known.put("CAR1", "2.0.0");
    e.known.put("CAR2", "2.0.0");
    for (int car = 1; car <= 2; car++) {
      word(e, car, car, Kind.VERSION, "1.0.0");
      word(e, car, car, Kind.HARDWARE, "dcm-1");
    }
    word(e, 11, 1, Kind.AGREED, "confirmed");
    word(e, 11, 2, Kind.AGREED, "confirmed");
    word(e, 12, 1, Kind.READING, "");
    word(e, 12, 2, Kind.READING, "");
    word(e, 25, 1, Kind.VERSION, "2.0.0");
    word(e, 26, 1, Kind.SUCCESS, "");
    word(e, 40, 2, Kind.FAILURE, "");
    word(e, 71, 2, Kind.READING, "");
    word(e, 75, 2, Kind.VERSION, "2.0.0");
    word(e, 76, 2, Kind.SUCCESS, "");
    // Paused between a poll and what followed it: once is no fault.
    word(e, 84, 1, Kind.REFUSED, "/task/1");
    e.progress.add(counted(88, 2, 0));
  }
}
