// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML 1.2 file whose values know their lines. */
public final class YamlFile {

  /** Nested levels that a configuration file may have; the shipped ones have four. */
  private static final int MAX_DEPTH = 16;

  /** Words of one file, keys included; the catalogue of requirements has some hundred. */
  private static final int MAX_WORDS = 20_000;

  private YamlFile() {}

  /**
   * Reads a file that holds a map of keys.
   *
   * @param shown the file as messages name it
   * @param problems takes what is wrong; the answer is then empty
   */
  public static Optional<YamlMap> read(Path file, String shown, Problems problems) {
    return TextFile.read(file, shown, TextFile.MAX_BYTES, problems)
        .flatMap(text -> parse(text, shown, problems));
  }

  /**
   * Letters that the parser takes in at a time. It copies all that it has not used yet each time:
   * with a small window, a line of a million letters costs seconds.
   */
  private static final int WINDOW_LETTERS = 1 << 17;

  /** Reads text that holds a map of keys; {@code shown} names it in messages. */
  public static Optional<YamlMap> parse(String text, String shown, Problems problems) {
    return node(text, shown, problems).map(map -> new YamlMap(shown, "", map, problems));
  }

  /** As {@link #parse}, before its keys are looked at. */
  static Optional<MappingNode> node(String text, String shown, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(shown)
            .setUseMarks(true)
            .setBufferSize(WINDOW_LETTERS)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      if (!isPlain(new Parse(settings).parseString(text), shown, problems)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode map) {
        return Optional.of(map);
      }
      problems.add(
          shown, 1, root.isEmpty() ? "is empty" : "holds no keys", "write 'key: value' lines");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
      problems.add(shown, line, "is no YAML: " + e.getProblem(), "check indentation and quotes");
    } catch (YamlEngineException e) {
      problems.add(shown, 0, "is no YAML: " + e.getMessage(), "write plain YAML 1.2");
    }
    return Optional.empty();
  }

  /**
   * Looks at depth and aliases before anything is built: building is recursive, and an alias makes
   * a small file large.
   */
  private static boolean isPlain(Iterable<Event> events, String shown, Problems problems) {
    int depth = 0;
    int words = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Scalar -> words++;
        case Alias -> {
          problems.add(
              shown, line(event), "an alias refers to another place", "write the values out");
          return false;
        }
        default -> {}
      }
      if (words > MAX_WORDS) {
        problems.add(
            shown,
            line(event),
            "holds more than " + MAX_WORDS + " words",
            "name a file written for this");
        return false;
      }
      if (depth > MAX_DEPTH) {
        problems.add(
            shown,
            line(event),
            "values are nested more than " + MAX_DEPTH + " levels deep",
            "write them as the files in hil-configs do");
        return false;
      }
    }
    return true;
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }
}
