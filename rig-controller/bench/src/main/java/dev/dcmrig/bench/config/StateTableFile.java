// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.evidence.StateTable;
import dev.dcmrig.evidence.StateTable.Cell;
import dev.dcmrig.evidence.StateTable.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a machine of states: a YAML file beside the feature that is made from it. */
public final class StateTableFile {
  private StateTableFile() {}

  /**
   * Reads a table.
   *
   * @param feature address of the feature file that is made from it
   * @throws ConfigurationException with all that is wrong, pairs that are left out included
   */
  public static StateTable read(RigHome home, Path file, String feature) {
    Problems problems = new Problems();
    Optional<StateTable> table =
        YamlFile.read(file, home.shown(file), problems).map(root -> table(root, feature));
    problems.throwIfAny();
    return table.orElseThrow();
  }

  private static StateTable table(YamlMap root, String feature) {
    String machine = root.text("machine").orElse("");
    String title = root.text("title").orElse("");
    root.text("class");
    root.texts("given");
    if (root.keys().contains("tags")) {
      root.texts("tags");
    }
    List<Word> states = words(root, "states");
    List<Word> events = words(root, "events");
    List<Cell> cells = new ArrayList<>();
    root.map("next").ifPresent(next -> rows(next, states, events, cells));
    root.noOtherKeys();
    return new StateTable(machine, title, feature, states, events, List.copyOf(cells));
  }

  private static List<Word> words(YamlMap root, String key) {
    List<Word> words = new ArrayList<>();
    root.map(key)
        .ifPresent(
            map ->
                map.keys()
                    .forEach(
                        name -> map.text(name).ifPresent(says -> words.add(new Word(name, says)))));
    return List.copyOf(words);
  }

  /** What is not there, or is there and has no place, is a problem of the file. */
  private static void rows(YamlMap next, List<Word> states, List<Word> events, List<Cell> cells) {
    for (Word state : states) {
      next.map(state.name())
          .ifPresent(
              row -> {
                for (Word event : events) {
                  row.map(event.name())
                      .map(cell -> cell(cell, state.name(), event.name(), states))
                      .ifPresent(cells::add);
                }
                row.noOtherKeys();
              });
    }
    next.noOtherKeys();
  }

  private static Cell cell(YamlMap cell, String state, String event, List<Word> states) {
    if (cell.keys().contains("impossible")) {
      String why = cell.text("impossible").orElse("");
      cell.noOtherKeys();
      return new Cell(state, event, "", "", why);
    }
    String next = cell.oneOf("next", states.stream().map(Word::name).toList()).orElse("");
    String requirement = cell.text("requirement").orElse("");
    if (cell.keys().contains("tags")) {
      cell.texts("tags");
    }
    cell.noOtherKeys();
    return new Cell(state, event, next, requirement, "");
  }
}
