// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.TableRow;
import io.cucumber.messages.types.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which scenarios a line of a feature file belongs to: a row of examples to its own, any other line
 * of a scenario to it and all of its rows, a rule's own lines to the rule's, the feature's to all.
 */
final class FeatureLines {

  /** Lines from one to another, and the scenarios (by their lines) that they stand for. */
  private record Block(int from, int to, Set<Integer> scenarios) {
    boolean holds(int line) {
      return from <= line && line <= to;
    }
  }

  private final List<Block> blocks = new ArrayList<>();

  private FeatureLines() {}

  /**
   * @param lastLine of its file
   */
  static FeatureLines of(Feature feature, int lastLine) {
    FeatureLines lines = new FeatureLines();
    Set<Integer> all = new HashSet<>();
    List<FeatureChild> children = feature.getChildren();
    for (int i = 0; i < children.size(); i++) {
      int end = i + 1 < children.size() ? first(children.get(i + 1)) - 1 : lastLine;
      FeatureChild child = children.get(i);
      child.getScenario().ifPresent(scenario -> all.addAll(lines.add(scenario, end)));
      child.getRule().ifPresent(rule -> all.addAll(lines.add(rule, end)));
    }
    lines.blocks.add(new Block(1, lastLine, all));
    return lines;
  }

  /** Lines of the scenarios, or rows, that a line stands for; none after the end of the file. */
  Set<Integer> at(int line) {
    return blocks.stream()
        .filter(block -> block.holds(line))
        .min(Comparator.comparingInt(block -> block.to() - block.from()))
        .map(Block::scenarios)
        .orElse(Set.of());
  }

  private Set<Integer> add(Rule rule, int end) {
    Set<Integer> all = new HashSet<>();
    List<RuleChild> children = rule.getChildren();
    for (int i = 0; i < children.size(); i++) {
      int last = i + 1 < children.size() ? first(children.get(i + 1)) - 1 : end;
      children.get(i).getScenario().ifPresent(scenario -> all.addAll(add(scenario, last)));
    }
    blocks.add(new Block(first(rule.getTags(), line(rule.getLocation())), end, all));
    return all;
  }

  private Set<Integer> add(Scenario scenario, int end) {
    Set<Integer> all = new HashSet<>();
    for (Examples examples : scenario.getExamples()) {
      Set<Integer> table = new HashSet<>();
      int last = line(examples.getLocation());
      for (TableRow row : examples.getTableBody()) {
        last = line(row.getLocation());
        blocks.add(new Block(last, last, Set.of(last)));
        table.add(last);
      }
      blocks.add(new Block(first(examples.getTags(), line(examples.getLocation())), last, table));
      all.addAll(table);
    }
    if (scenario.getExamples().isEmpty()) {
      all.add(line(scenario.getLocation()));
    }
    blocks.add(new Block(first(scenario.getTags(), line(scenario.getLocation())), end, all));
    return all;
  }

  private static int first(FeatureChild child) {
    return child
        .getScenario()
        .map(scenario -> first(scenario.getTags(), line(scenario.getLocation())))
        .or(() -> child.getRule().map(rule -> first(rule.getTags(), line(rule.getLocation()))))
        .or(() -> child.getBackground().map(background -> line(background.getLocation())))
        .orElse(1);
  }

  private static int first(RuleChild child) {
    return child
        .getScenario()
        .map(scenario -> first(scenario.getTags(), line(scenario.getLocation())))
        .or(() -> child.getBackground().map(background -> line(background.getLocation())))
        .orElse(1);
  }

  /** Tags stand above what they are tags of. */
  private static int first(List<Tag> tags, int keyword) {
    return tags.stream().mapToInt(tag -> line(tag.getLocation())).reduce(keyword, Math::min);
  }

  private static int line(io.cucumber.messages.types.Location location) {
    return location.getLine().intValue();
  }
}
