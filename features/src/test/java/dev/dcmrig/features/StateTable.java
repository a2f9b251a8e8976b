// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One file of {@code features/states}: a machine, and the scenarios that are made of it.
 *
 * @param states with a sentence each, in the order of the file; likewise the events
 */
record StateTable(
    Path file,
    String machine,
    String title,
    String javaClass,
    List<String> tags,
    List<String> given,
    Map<String, String> states,
    Map<String, String> events,
    List<Cell> cells) {

  /**
   * What an event does in a state.
   *
   * @param next the state that follows; empty where the event is impossible
   * @param requirement that says so; empty where the event is impossible
   * @param impossible why; empty where it is not
   */
  record Cell(
      String state,
      String event,
      String next,
      String requirement,
      List<String> tags,
      String impossible) {
    boolean isPossible() {
      return impossible.isEmpty();
    }
  }

  static Path folder() {
    return Examples.features().resolve("states");
  }

  /** All of them, by file name. */
  static List<StateTable> all() throws IOException {
    List<StateTable> tables = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList()) {
        tables.add(read(file, Files.readString(file)));
      }
    }
    return tables;
  }

  /** Of what {@code hil-configs/schema/states.schema.json} describes. */
  static StateTable read(Path file, String yaml) {
    Map<?, ?> root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    List<Cell> cells = new ArrayList<>();
    words(root, "next").keySet().stream()
        .map(String::valueOf)
        .forEach(
            state -> {
              Map<?, ?> row = words(words(root, "next"), state);
              row.keySet()
                  .forEach(
                      event -> {
                        Map<?, ?> cell = words(row, String.valueOf(event));
                        cells.add(
                            new Cell(
                                state,
                                String.valueOf(event),
                                word(cell, "next"),
                                word(cell, "requirement"),
                                list(cell, "tags"),
                                word(cell, "impossible")));
                      });
            });
    return new StateTable(
        file,
        word(root, "machine"),
        word(root, "title"),
        word(root, "class"),
        list(root, "tags"),
        list(root, "given"),
        sentences(root, "states"),
        sentences(root, "events"),
        List.copyOf(cells));
  }

  private static Map<?, ?> words(Map<?, ?> of, String key) {
    return (Map<?, ?>) Objects.requireNonNull(of.get(key), key);
  }

  private static String word(Map<?, ?> of, String key) {
    Object value = of.get(key);
    return value == null ? "" : String.valueOf(value);
  }

  private static List<String> list(Map<?, ?> of, String key) {
    return of.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Map<String, String> sentences(Map<?, ?> root, String key) {
    Map<String, String> sentences = new LinkedHashMap<>();
    words(root, key)
        .forEach((word, text) -> sentences.put(String.valueOf(word), String.valueOf(text)));
    return sentences;
  }

  /** The file of its scenarios. */
  Path feature() {
    return file.resolveSibling(String.valueOf(file.getFileName()).replace(".yaml", ".feature"));
  }

  /**
   * Its scenarios: one rule for each requirement, in it one outline, in it the pairs of state and
   * event for which that requirement says what follows.
   *
   * @param titles of the requirements, by id
   */
  String scenarios(Map<String, String> titles) {
    StringBuilder text = new StringBuilder();
    text.append("# Made from ").append(file.getFileName());
    text.append(" by StateTablesTest; don't edit by hand.\n");
    if (!tags.isEmpty()) {
      text.append(String.join(" ", tags)).append('\n');
    }
    text.append("Feature: States: ").append(title).append('\n');
    text.append("  Each event in each state of ").append(machine);
    text.append(", and the state that follows.\n\n  Background:\n");
    String keyword = "Given";
    for (String step : given) {
      text.append("    ").append(keyword).append(' ').append(step).append('\n');
      keyword = "And";
    }
    Map<String, List<Cell>> byRequirement =
        cells.stream()
            .filter(Cell::isPossible)
            .collect(Collectors.groupingBy(Cell::requirement, TreeMap::new, Collectors.toList()));
    byRequirement.forEach((id, rows) -> rule(text, id, titles.getOrDefault(id, "?"), rows));
    return text.toString();
  }

  private void rule(StringBuilder text, String id, String title, List<Cell> rows) {
    text.append("\n  @").append(id).append("\n  Rule: ").append(id).append(' ').append(title);
    text.append("\n\n    Scenario Outline: ").append(machine).append(", <state>: <event>\n");
    text.append("      Given ").append(machine).append(" is in the state \"<state>\"\n");
    text.append("      When the event \"<event>\" happens to ").append(machine).append('\n');
    text.append("      Then ").append(machine).append(" is in the state \"<next>\" afterwards\n");
    Map<String, List<Cell>> byTags =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    cell -> String.join(" ", cell.tags()), TreeMap::new, Collectors.toList()));
    byTags.forEach((own, cells) -> examples(text, own, cells));
  }

  private static void examples(StringBuilder text, String tags, List<Cell> rows) {
    text.append('\n');
    if (!tags.isEmpty()) {
      text.append("      ").append(tags).append('\n');
    }
    text.append("      Examples:\n");
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("state", "event", "next"));
    rows.forEach(row -> lines.add(List.of(row.state(), row.event(), row.next())));
    int[] widths = new int[3];
    for (List<String> line : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    for (List<String> line : lines) {
      text.append("        |");
      for (int column = 0; column < widths.length; column++) {
        text.append(' ').append(line.get(column));
        text.append(" ".repeat(widths[column] - line.get(column).length())).append(" |");
      }
      text.append('\n');
    }
  }
}
