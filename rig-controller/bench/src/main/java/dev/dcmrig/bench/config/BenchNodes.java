// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys of a bench file, with those of the file that it {@code extends}, and with variables of
 * the environment in the place of {@code ${NAME}}. What the files say is kept as evidence; what
 * stands in a variable is not.
 *
 * <p>Maps are merged key by key; the file that extends has the last word. A section with another
 * {@code driver} takes the place of the base's: options of one driver are none of another.
 */
final class BenchNodes {
  static final String EXTENDS = "extends";

  private static final int MAX_BASES = 4;
  private static final int MAX_LETTERS = 1_000;
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(\\$\\{|\\{([A-Z][A-Z0-9_]{0,63})\\})");

  private final RigHome home;
  private final UnaryOperator<@Nullable String> environment;
  private final Problems problems;
  private final List<Path> bases = new ArrayList<>();

  /**
   * @param environment the value of a variable, or null
   */
  BenchNodes(RigHome home, UnaryOperator<@Nullable String> environment, Problems problems) {
    this.home = home;
    this.environment = environment;
    this.problems = problems;
  }

  /** Files that the file extends, the nearest first. */
  List<Path> bases() {
    return List.copyOf(bases);
  }

  /** Empty when it can't be read; the problems say why. */
  Optional<YamlMap> read(Path file) {
    return nodes(file).map(map -> new YamlMap(home.shown(file), "", map, problems));
  }

  private Optional<MappingNode> nodes(Path file) {
    String shown = home.shown(file);
    Optional<MappingNode> own =
        TextFile.read(file, shown, TextFile.MAX_BYTES, problems)
            .flatMap(text -> YamlFile.node(text, shown, problems))
            .map(map -> (MappingNode) resolved(map, shown));
    Optional<ScalarNode> base = own.flatMap(map -> base(map, shown));
    if (base.isEmpty()) {
      return own;
    }
    return base(file, shown, base.get())
        .flatMap(this::nodes)
        .map(below -> merged((MappingNode) unmarked(below), without(own.get(), EXTENDS)));
  }

  /** The one name of a file that it extends, if it does. */
  private Optional<ScalarNode> base(MappingNode map, String shown) {
    List<Node> named =
        map.getValue().stream()
            .filter(
                it -> it.getKeyNode() instanceof ScalarNode key && key.getValue().equals(EXTENDS))
            .map(NodeTuple::getValueNode)
            .toList();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    if (named.size() == 1
        && named.get(0) instanceof ScalarNode word
        && !word.getValue().isBlank()) {
      return Optional.of(word);
    }
    problems.add(
        shown,
        line(named.get(named.size() - 1)),
        "'extends' is no single file",
        "name one, for instance 'extends: desk.yaml'; that one may extend another");
    return Optional.empty();
  }

  private Optional<Path> base(Path file, String shown, ScalarNode name) {
    Optional<Path> found =
        home.named(file, name.getValue())
            .or(() -> home.named(home.benches().resolve("x"), name.getValue()));
    if (found.isEmpty()) {
      problems.add(
          shown,
          line(name),
          "'extends' names " + name.getValue() + ", and there is no such file",
          "name a bench file beside this one, or one of " + home.shown(home.benches()));
      return Optional.empty();
    }
    if (bases.size() == MAX_BASES) {
      problems.add(
          shown,
          line(name),
          "more than " + MAX_BASES + " files extend each other, perhaps in a circle",
          "extend one file that says it all");
      return Optional.empty();
    }
    bases.add(found.get());
    return found;
  }

  private static Optional<ScalarNode> word(MappingNode map, String key) {
    return Optional.ofNullable(values(map).get(key))
        .map(NodeTuple::getValueNode)
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast);
  }

  private static Map<String, NodeTuple> values(MappingNode map) {
    Map<String, NodeTuple> values = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        values.putIfAbsent(key.getValue(), tuple);
      }
    }
    return values;
  }

  private static MappingNode without(MappingNode map, String key) {
    List<NodeTuple> tuples = new ArrayList<>(map.getValue());
    tuples.removeIf(
        it -> it.getKeyNode() instanceof ScalarNode word && word.getValue().equals(key));
    return with(map, tuples);
  }

  private static MappingNode with(MappingNode like, List<NodeTuple> tuples) {
    return new MappingNode(
        like.getTag(), true, tuples, like.getFlowStyle(), like.getStartMark(), like.getEndMark());
  }

  private static MappingNode merged(MappingNode base, MappingNode own) {
    Map<String, NodeTuple> ofBase = values(base);
    List<NodeTuple> tuples = new ArrayList<>();
    for (NodeTuple tuple : own.getValue()) {
      NodeTuple below =
          tuple.getKeyNode() instanceof ScalarNode key ? ofBase.remove(key.getValue()) : null;
      boolean both =
          below != null
              && below.getValueNode() instanceof MappingNode lower
              && tuple.getValueNode() instanceof MappingNode upper
              && isOneDriver(lower, upper);
      tuples.add(
          both && below != null
              ? new NodeTuple(
                  tuple.getKeyNode(),
                  merged((MappingNode) below.getValueNode(), (MappingNode) tuple.getValueNode()))
              : tuple);
    }
    tuples.addAll(ofBase.values());
    return with(own, tuples);
  }

  private static boolean isOneDriver(MappingNode base, MappingNode own) {
    Optional<String> other = word(own, ChoiceReader.DRIVER).map(ScalarNode::getValue);
    return other.isEmpty()
        || other.equals(word(base, ChoiceReader.DRIVER).map(ScalarNode::getValue));
  }

  /** Lines of another file would be taken for this one's. */
  private static Node unmarked(Node node) {
    if (node instanceof MappingNode map) {
      List<NodeTuple> tuples =
          map.getValue().stream()
              .map(it -> new NodeTuple(unmarked(it.getKeyNode()), unmarked(it.getValueNode())))
              .toList();
      return new MappingNode(map.getTag(), tuples, map.getFlowStyle());
    }
    if (node instanceof SequenceNode list) {
      return new SequenceNode(
          list.getTag(),
          list.getValue().stream().map(BenchNodes::unmarked).toList(),
          list.getFlowStyle());
    }
    ScalarNode word = (ScalarNode) node;
    return new ScalarNode(word.getTag(), word.getValue(), word.getScalarStyle());
  }

  private Node resolved(Node node, String shown) {
    if (node instanceof MappingNode map) {
      List<NodeTuple> tuples =
          map.getValue().stream()
              .map(it -> new NodeTuple(it.getKeyNode(), resolved(it.getValueNode(), shown)))
              .toList();
      return with(map, tuples);
    }
    if (node instanceof SequenceNode list) {
      return new SequenceNode(
          list.getTag(),
          true,
          list.getValue().stream().map(it -> resolved(it, shown)).toList(),
          list.getFlowStyle(),
          list.getStartMark(),
          list.getEndMark());
    }
    ScalarNode word = (ScalarNode) node;
    if (word.getValue().indexOf('$') < 0) {
      return word;
    }
    return new ScalarNode(
        word.getTag(),
        true,
        resolved(word, word.getValue(), shown),
        word.getScalarStyle(),
        word.getStartMark(),
        word.getEndMark());
  }

  private String resolved(ScalarNode at, String text, String shown) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder all = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(2);
      matcher.appendReplacement(
          all, Matcher.quoteReplacement(name == null ? "${" : value(at, name, shown)));
    }
    return matcher.appendTail(all).toString();
  }

  private String value(ScalarNode at, String name, String shown) {
    String value = environment.apply(name);
    if (value == null || value.isBlank()) {
      problems.add(
          shown,
          line(at),
          "the environment has no variable " + name,
          "set it: export "
              + name
              + "=...; a text that is no variable is written $${"
              + name
              + "}");
      return name;
    }
    if (value.length() > MAX_LETTERS || value.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          shown,
          line(at),
          "the variable "
              + name
              + " has more than "
              + MAX_LETTERS
              + " letters, or more than a line",
          "set it to a word");
      return name;
    }
    return value;
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }
}
