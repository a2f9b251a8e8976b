// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The keys of one level of a YAML file. A getter that finds nothing, or the wrong kind of value,
 * notes a problem and answers empty; {@link #noOtherKeys} notes every key that no getter asked for.
 */
public final class YamlMap {

  /** Nested levels that a configuration file may have. */
  private static final int MAX_DEPTH = 16;

  /** Fractions beyond this are slips of the pen; whole numbers may have 64 bits. */
  private static final double MAX_NUMBER = 1e12;

  private final String file;
  private final String path;
  private final int line;
  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  YamlMap(String file, String path, MappingNode node, Problems problems) {
    this.file = file;
    this.path = path;
    this.line = line(node);
    this.problems = problems;
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(line(tuple.getKeyNode()), "a key is not a word", "write 'key: value'");
        continue;
      }
      if (values.put(key.getValue(), tuple.getValueNode()) != null) {
        problem(
            line(key),
            "key '" + key.getValue() + "' stands here for the second time",
            "remove one of the two");
      }
      lines.put(key.getValue(), line(key));
    }
  }

  public String file() {
    return file;
  }

  /** The line of the map itself, from 1. */
  public int line() {
    return line;
  }

  /** The line of a key, or of the map if it hasn't got that key. */
  public int line(String key) {
    return lines.getOrDefault(key, line);
  }

  /** The line of a dotted path below this map, as far as it leads; keys may have dots, too. */
  public int lineOfPath(String dotted) {
    for (Map.Entry<String, Node> entry : values.entrySet()) {
      String key = entry.getKey();
      if (dotted.equals(key)) {
        return line(key);
      }
      if (dotted.startsWith(key + "[") && entry.getValue() instanceof SequenceNode list) {
        return lineInList(list, dotted.substring(key.length() + 1), line(key));
      }
      if (dotted.startsWith(key + ".")) {
        if (!(entry.getValue() instanceof MappingNode map)) {
          return line(key);
        }
        YamlMap below = new YamlMap(file, dotted(key), map, new Problems());
        String rest = dotted.substring(key.length() + 1);
        return below.leads(rest) ? below.lineOfPath(rest) : line(key);
      }
    }
    return line;
  }

  /**
   * @param rest what stands behind the bracket: {@code 3].name}
   * @param otherwise when it leads nowhere
   */
  private int lineInList(SequenceNode list, String rest, int otherwise) {
    int end = rest.indexOf(']');
    String index = end < 0 ? "" : rest.substring(0, end);
    if (!index.matches("[0-9]{1,5}") || Integer.parseInt(index) >= list.getValue().size()) {
      return otherwise;
    }
    Node item = list.getValue().get(Integer.parseInt(index));
    String below = rest.substring(end + 1);
    return item instanceof MappingNode map && below.startsWith(".")
        ? new YamlMap(file, path, map, new Problems()).lineOfPath(below.substring(1))
        : line(item);
  }

  private boolean leads(String dotted) {
    return values.keySet().stream()
        .anyMatch(
            key ->
                dotted.equals(key) || dotted.startsWith(key + ".") || dotted.startsWith(key + "["));
  }

  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  public void problem(String key, String what, String remedy) {
    problem(line(key), what, remedy);
  }

  /** A key that is dealt with elsewhere. */
  void ignore(String key) {
    asked.add(key);
  }

  /** Something is wrong at a dotted path below this map. */
  void problemAt(String dotted, String what, String remedy) {
    problem(lineOfPath(dotted), what, remedy);
  }

  private void problem(int at, String what, String remedy) {
    problems.add(file, at, what, remedy);
  }

  /** A word, a number or a truth value, as written. */
  public Optional<String> text(String key) {
    Node node = required(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(scalar.getValue());
    }
    wrongKind(key, node, "a word");
    return Optional.empty();
  }

  /** One of a few words. */
  public Optional<String> oneOf(String key, List<String> words) {
    Optional<String> text = text(key);
    if (text.isPresent() && !words.contains(text.get())) {
      problem(
          key,
          "'" + dotted(key) + "' is '" + text.get() + "'",
          words.size() == 1
              ? "this version knows '" + words.get(0) + "' only"
              : Nearest.to(text.get(), words)
                      .map(near -> "did you mean '" + near + "'? ")
                      .orElse("")
                  + "It is one of "
                  + String.join(", ", words));
      return Optional.empty();
    }
    return text;
  }

  public Optional<YamlMap> map(String key) {
    Node node = required(key);
    if (node instanceof MappingNode map) {
      return Optional.of(new YamlMap(file, dotted(key), map, problems));
    }
    if (node != null) {
      wrongKind(key, node, "a map of keys");
    }
    return Optional.empty();
  }

  /** A list of words. */
  public List<String> texts(String key) {
    List<String> words = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof ScalarNode scalar) {
        words.add(scalar.getValue());
      } else {
        problem(line(item), "an item of '" + dotted(key) + "' is no word", "list words only");
      }
    }
    return words;
  }

  /** A list of maps. */
  public List<YamlMap> maps(String key) {
    List<YamlMap> maps = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof MappingNode map) {
        maps.add(new YamlMap(file, dotted(key), map, problems));
      } else {
        problem(line(item), "an item of '" + dotted(key) + "' has no keys", "write '- key: value'");
      }
    }
    return maps;
  }

  private List<Node> items(String key) {
    Node node = required(key);
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    if (node != null) {
      wrongKind(key, node, "a list");
    }
    return List.of();
  }

  /** Notes each key that was not asked for, with the one that may have been meant. */
  public void noOtherKeys() {
    noOtherKeys("");
  }

  /**
   * As {@link #noOtherKeys()}.
   *
   * @param hint said of a key to which none that is known comes near; empty: the known ones
   */
  void noOtherKeys(String hint) {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        problem(
            key,
            "unknown key '" + key + "'" + (path.isEmpty() ? "" : " in '" + path + "'"),
            hint.isEmpty()
                ? Nearest.advice(key, asked)
                : Nearest.to(key, asked).map(near -> "did you mean '" + near + "'?").orElse(hint));
      }
    }
  }

  /** Everything below as maps, lists, words, numbers and truth values. */
  public Map<String, Object> plain() {
    return plain(1);
  }

  private Map<String, Object> plain(int depth) {
    Map<String, Object> plain = new LinkedHashMap<>();
    values.forEach(
        (key, node) -> {
          asked.add(key);
          Object value = plain(node, dotted(key), depth);
          if (value == null) {
            problem(key, "'" + dotted(key) + "' has no value", "give it one, or remove the key");
          } else {
            plain.put(key, value);
          }
        });
    return plain;
  }

  private @Nullable Object plain(Node node, String at, int depth) {
    if (depth > MAX_DEPTH || node instanceof AnchorNode) {
      problem(
          line(node), "'" + at + "' is nested too deeply", "write the values out, level by level");
      return "";
    }
    if (node instanceof MappingNode map) {
      return new YamlMap(file, at, map, problems).plain(depth + 1);
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        Object value = plain(item, at, depth + 1);
        items.add(value == null ? "" : value);
      }
      return items;
    }
    return scalar((ScalarNode) node);
  }

  private @Nullable Object scalar(ScalarNode node) {
    String text = node.getValue();
    try {
      if (node.getTag().equals(Tag.INT)) {
        return Long.parseLong(text);
      }
      if (node.getTag().equals(Tag.FLOAT)) {
        double number = Double.parseDouble(text);
        if (Math.abs(number) <= MAX_NUMBER) {
          return number;
        }
        throw new NumberFormatException(text);
      }
    } catch (NumberFormatException e) {
      problem(
          line(node),
          "'" + text + "' is out of the range of numbers",
          "write a number from -1e12 to 1e12");
      return 0L;
    }
    if (node.getTag().equals(Tag.BOOL)) {
      return Boolean.parseBoolean(text);
    }
    return node.getTag().equals(Tag.NULL) ? null : text;
  }

  private @Nullable Node required(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      problem(
          line,
          "key '" + key + "' is missing" + (path.isEmpty() ? "" : " in '" + path + "'"),
          "add it");
    }
    return node;
  }

  private void wrongKind(String key, Node node, String wanted) {
    String found =
        node instanceof ScalarNode scalar
            ? "'" + scalar.getValue() + "'"
            : node instanceof SequenceNode ? "a list" : "a map of keys";
    problem(key, "'" + dotted(key) + "' is " + found, "write " + wanted);
  }

  private String dotted(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }
}
