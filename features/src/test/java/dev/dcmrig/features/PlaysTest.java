// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.features.Play.Taken;
import dev.dcmrig.features.Reds.Red;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What every check measures of the evidence of its red cases, to the last item and the instant at
 * which it stops looking, is as {@code plays.txt} has it: of good evidence, of each small change,
 * of no evidence at all, and in short where an item is missing. Whoever changes a check sees there
 * what has become of its verdicts.
 *
 * <p>To write the file anew: {@code mvn -pl features -am test -Dtest=PlaysTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Drig.update=true}; then look at what has changed.
 */
class PlaysTest {
  private static final Path FILE =
      Path.of(System.getProperty("rig.root"), "features/src/test/plays.txt");

  private static final String HEADING = "## ";

  /** What happened, by its kind. */
  private static final List<Field> LISTS =
      Arrays.stream(Evidence.class.getDeclaredFields())
          .filter(field -> field.getType() == List.class)
          .sorted(Comparator.comparing(Field::getName))
          .toList();

  /** Share of the plays that the file must have: new ones may wait for the next writing. */
  private static final double COVERED = 0.9;

  @Test
  void eachIsAsItWasLookedAt() throws IOException {
    Map<String, String> plays = plays();
    if (Boolean.getBoolean("rig.update")) {
      StringBuilder text = new StringBuilder();
      plays.forEach((name, play) -> text.append(HEADING).append(name).append('\n').append(play));
      Files.writeString(FILE, text);
    }
    Map<String, String> known = known();
    List<String> gone = known.keySet().stream().filter(name -> !plays.containsKey(name)).toList();
    assertEquals(List.of(), gone, "write the file anew");
    known.forEach((name, play) -> assertEquals(play, plays.get(name), name));
    assertTrue(known.size() >= plays.size() * COVERED, "write the file anew");
  }

  private static Map<String, String> plays() {
    Map<String, String> plays = new LinkedHashMap<>();
    RedChecksTest.all()
        .forEach(
            each -> {
              put(plays, each.name(), each.play());
              for (Red red : each.reds()) {
                put(plays, each.name() + " | " + red.quantity(), each.play(red.change()));
              }
              put(plays, each.name() + " | no evidence", each.playOfNothing());
              put(plays, each.name() + " | without", without(each));
            });
    return plays;
  }

  private static void put(Map<String, String> plays, String name, Play play) {
    put(plays, name, text(play));
  }

  /** What becomes of the good evidence when an item of it, or a kind of it, is lost or doubled. */
  private static String without(Reds reds) {
    StringBuilder text = new StringBuilder();
    for (Field field : LISTS) {
      int[] size = new int[1];
      reds.tried(evidence -> size[0] = list(field, evidence).size());
      TreeSet<Integer> places = new TreeSet<>();
      if (size[0] > 0) {
        places.addAll(List.of(0, size[0] / 2, size[0] - 1));
      }
      for (int place : places) {
        String name = field.getName() + " " + place;
        text.append("- ").append(name).append(": ");
        text.append(brief(reds.tried(evidence -> list(field, evidence).remove(place))));
        text.append("+ ").append(name).append(": ");
        text.append(brief(reds.tried(evidence -> twice(list(field, evidence), place))));
      }
      if (size[0] > 1) {
        text.append("- ").append(field.getName()).append(": ");
        text.append(brief(reds.tried(evidence -> list(field, evidence).clear())));
      }
    }
    return text.toString();
  }

  private static <T> void twice(List<T> list, int place) {
    list.add(place, list.get(place));
  }

  /** Values only, one line. */
  private static String brief(Play play) {
    StringBuilder text = new StringBuilder();
    for (Taken taken : play.taken()) {
      text.append(taken.decision().met() ? "" : "UNMET ");
      text.append(taken.decision().measurement().seen().replace('\n', ' ')).append("; ");
    }
    if (!play.ending().isEmpty()) {
      text.append(play.ending().replaceAll(":.*", "")).append("; ");
    }
    return text.append(seconds(play.scene.now().toNanos())).append('\n').toString();
  }

  private static List<?> list(Field field, Evidence evidence) {
    try {
      return (List<?>) field.get(evidence);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Names of two plays may be the same. */
  private static void put(Map<String, String> plays, String name, String play) {
    String free = name;
    for (int number = 2; plays.containsKey(free); number++) {
      free = name + " (" + number + ")";
    }
    plays.put(free, play);
  }

  private static String text(Play play) {
    StringBuilder text = new StringBuilder();
    for (Taken taken : play.taken()) {
      List<EvidenceItem> items = taken.decision().measurement().decidedBy();
      String sentence = taken.decision().sentence();
      text.append(taken.decision().met() ? "met " : "UNMET ").append(sentence);
      text.append(" [").append(items.size());
      if (!items.isEmpty()) {
        EvidenceItem last = items.get(items.size() - 1);
        String at = seconds(last.nanos());
        if (!sentence.contains(at)) {
          text.append(", ").append(last.kind()).append(" at ").append(at);
          text.append(": ").append(last.what());
        }
      }
      text.append("]\n");
    }
    if (!play.ending().isEmpty()) {
      text.append("ended by ").append(play.ending()).append('\n');
    }
    text.append("until ").append(seconds(play.scene.now().toNanos())).append('\n');
    return text.toString();
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }

  private static Map<String, String> known() throws IOException {
    Map<String, String> known = new LinkedHashMap<>();
    String name = "";
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith(HEADING)) {
        name = line.substring(HEADING.length());
        known.put(name, "");
      } else {
        known.merge(name, line + "\n", String::concat);
      }
    }
    return known;
  }
}
