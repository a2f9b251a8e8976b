// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.features.Play.Taken;
import dev.dcmrig.features.Reds.Red;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every check measures of the evidence of its red cases, to the last item and the instant at
 * which it stops looking, is as {@code plays.txt} has it: of good evidence, of each small change,
 * and of no evidence at all. Whoever changes a check sees there what has become of its verdicts.
 *
 * <p>To write the file anew: {@code mvn -pl features -am test -Dtest=PlaysTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Drig.update=true}; then look at what has changed.
 */
class PlaysTest {
  private static final Path FILE =
      Path.of(System.getProperty("rig.root"), "features/src/test/plays.txt");

  private static final String HEADING = "## ";

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
            });
    return plays;
  }

  /** Names of two plays may be the same. */
  private static void put(Map<String, String> plays, String name, Play play) {
    String free = name;
    for (int number = 2; plays.containsKey(free); number++) {
      free = name + " (" + number + ")";
    }
    plays.put(free, text(play));
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
