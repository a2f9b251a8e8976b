// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import cz.jirutka.rsql.parser.ast.RSQLOperators;
import dev.dcmrig.ota.model.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A filter of targets in RSQL, as a condition on the table of targets {@code t}. Each value is
 * bound. What compares for equality is looked up by an index: a fleet is not read through.
 *
 * <p>Fields: {@code controllerId}, {@code name}, {@code updateStatus}, {@code attribute.KEY},
 * {@code assignedSet}, {@code installedSet} (ids), {@code createdAt}, {@code lastSeenAt}
 * (milliseconds since 1970). A {@code *} in a text of {@code ==} and {@code !=} stands for any
 * characters.
 */
public final class TargetFilter {
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_COMPARISONS = 100;
  private static final int MAX_DEPTH = 50;

  private static final String ATTRIBUTE = "attribute.";
  private static final Map<String, String> TEXTS =
      Map.of("controllerid", "t.controller_id", "name", "t.name", "updatestatus", "t.status");
  private static final Map<String, String> NUMBERS =
      Map.of(
          "assignedset", "t.assigned_set_id",
          "installedset", "t.installed_set_id",
          "createdat", "t.created_at",
          "lastseenat", "t.last_seen_at");
  private static final Set<String> BY_UPDATES =
      Set.of("updatestatus", "assignedset", "installedset", "lastseenat");
  private static final Map<ComparisonOperator, String> SIGNS =
      Map.of(
          RSQLOperators.GREATER_THAN, ">",
          RSQLOperators.GREATER_THAN_OR_EQUAL, ">=",
          RSQLOperators.LESS_THAN, "<",
          RSQLOperators.LESS_THAN_OR_EQUAL, "<=");

  private final String text;
  private final boolean one;
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();
  private int comparisons;
  private boolean changesByUpdates;

  private TargetFilter(String text, boolean one) {
    this.text = text;
    this.one = one;
  }

  /**
   * Reads a filter; an empty one is all targets.
   *
   * @throws Refused if it is none, with the reason
   */
  public static TargetFilter of(String text) {
    return read(text, false);
  }

  /**
   * The same condition for a statement that names one target: it looks at the attributes of that
   * one only, however many others have the same.
   */
  static TargetFilter ofOne(String text) {
    return read(text, true);
  }

  private static TargetFilter read(String text, boolean one) {
    TargetFilter filter = new TargetFilter(text, one);
    if (text.length() > MAX_LENGTH) {
      throw filter.wrong("it has more than " + MAX_LENGTH + " characters");
    }
    Names.text("the filter", text, MAX_LENGTH);
    if (text.isBlank()) {
      filter.sql.append("1 = 1");
      return filter;
    }
    if (filter.deepest() > MAX_DEPTH) {
      throw filter.wrong("it has more than " + MAX_DEPTH + " parentheses within each other");
    }
    try {
      filter.write(new RSQLParser().parse(text));
    } catch (RSQLParserException e) {
      throw filter.wrong(
          "it is no RSQL; write for instance attribute.model==A;attribute.region=in=(AU,NZ)");
    }
    return filter;
  }

  private int deepest() {
    int depth = 0;
    int deepest = 0;
    for (int index = 0; index < text.length(); index++) {
      if (text.charAt(index) == '(') {
        deepest = Math.max(deepest, ++depth);
      } else if (text.charAt(index) == ')') {
        depth--;
      }
    }
    return deepest;
  }

  /** Whether an update, or a poll, changes who matches. */
  boolean changesByUpdates() {
    return changesByUpdates;
  }

  /** The condition, with {@code ?} for each of {@link #values}. */
  String sql() {
    return sql.toString();
  }

  List<Object> values() {
    return List.copyOf(values);
  }

  private Refused wrong(String why) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
    return new Refused(Refused.Reason.INVALID, "the filter '" + shown + "' can't be used: " + why);
  }

  private void write(Node node) {
    if (node instanceof LogicalNode logical) {
      String word = node instanceof AndNode ? " and " : " or ";
      String before = "(";
      for (Node child : logical) {
        sql.append(before);
        write(child);
        before = word;
      }
      sql.append(")");
    } else if (node instanceof ComparisonNode comparison) {
      if (++comparisons > MAX_COMPARISONS) {
        throw wrong("it has more than " + MAX_COMPARISONS + " comparisons");
      }
      compare(comparison);
    }
  }

  private void compare(ComparisonNode node) {
    String field = node.getSelector();
    String plain = field.toLowerCase(Locale.ROOT);
    changesByUpdates |= BY_UPDATES.contains(plain);
    if (plain.startsWith(ATTRIBUTE)) {
      boolean not =
          node.getOperator().equals(RSQLOperators.NOT_EQUAL)
              || node.getOperator().equals(RSQLOperators.NOT_IN);
      sql.append(one ? (not ? "not exists (" : "exists (") : not ? "t.id not in (" : "t.id in (");
      sql.append("select a.target_id from target_attribute a where ");
      sql.append(one ? "a.target_id = t.id and a.attr_key = ? and " : "a.attr_key = ? and ");
      values.add(field.substring(ATTRIBUTE.length()));
      // "Not A" is "none of those that are A": a target without the attribute counts, too.
      text("a.attr_value", not ? opposite(node.getOperator()) : node.getOperator(), node);
      sql.append(")");
    } else if (TEXTS.containsKey(plain)) {
      text(TEXTS.getOrDefault(plain, ""), node.getOperator(), node);
    } else if (NUMBERS.containsKey(plain)) {
      number(NUMBERS.getOrDefault(plain, ""), node);
    } else {
      throw wrong(
          "there is no field '"
              + field
              + "': controllerId, name, updateStatus, assignedSet, installedSet, createdAt,"
              + " lastSeenAt or attribute.KEY");
    }
  }

  private static ComparisonOperator opposite(ComparisonOperator operator) {
    return operator.equals(RSQLOperators.NOT_EQUAL) ? RSQLOperators.EQUAL : RSQLOperators.IN;
  }

  private void text(String column, ComparisonOperator operator, ComparisonNode node) {
    List<String> arguments = node.getArguments();
    if (operator.equals(RSQLOperators.EQUAL) || operator.equals(RSQLOperators.NOT_EQUAL)) {
      boolean not = operator.equals(RSQLOperators.NOT_EQUAL);
      String argument = arguments.get(0);
      if (argument.indexOf('*') >= 0) {
        sql.append(column).append(not ? " not like ? escape '!'" : " like ? escape '!'");
        values.add(pattern(argument));
      } else {
        sql.append(column).append(not ? " <> ?" : " = ?");
        values.add(argument);
      }
    } else if (operator.equals(RSQLOperators.IN) || operator.equals(RSQLOperators.NOT_IN)) {
      list(column, operator, new ArrayList<>(arguments));
    } else {
      sql.append(column).append(' ').append(sign(operator)).append(" ?");
      values.add(arguments.get(0));
    }
  }

  private static String pattern(String argument) {
    return argument.replace("!", "!!").replace("%", "!%").replace("_", "!_").replace('*', '%');
  }

  private void number(String column, ComparisonNode node) {
    List<Object> numbers = new ArrayList<>();
    for (String argument : node.getArguments()) {
      try {
        numbers.add(Long.parseLong(argument));
      } catch (NumberFormatException e) {
        throw wrong("'" + argument + "' is no whole number, which " + node.getSelector() + " is");
      }
    }
    ComparisonOperator operator = node.getOperator();
    boolean not = operator.equals(RSQLOperators.NOT_EQUAL) || operator.equals(RSQLOperators.NOT_IN);
    if (not) {
      // "Not 1" is "none of those that are 1": a target without a value counts, too.
      sql.append('(').append(column).append(" is null or ");
    }
    if (operator.equals(RSQLOperators.IN) || operator.equals(RSQLOperators.NOT_IN)) {
      list(column, operator, numbers);
    } else {
      String sign =
          operator.equals(RSQLOperators.EQUAL)
              ? "="
              : operator.equals(RSQLOperators.NOT_EQUAL) ? "<>" : sign(operator);
      sql.append(column).append(' ').append(sign).append(" ?");
      values.add(numbers.get(0));
    }
    if (not) {
      sql.append(')');
    }
  }

  private void list(String column, ComparisonOperator operator, List<Object> members) {
    comparisons += members.size();
    if (comparisons > MAX_COMPARISONS) {
      throw wrong("it has more than " + MAX_COMPARISONS + " comparisons");
    }
    sql.append(column).append(operator.equals(RSQLOperators.NOT_IN) ? " not in (" : " in (");
    sql.append("?, ".repeat(members.size() - 1)).append("?)");
    values.addAll(members);
  }

  private String sign(ComparisonOperator operator) {
    String sign = SIGNS.get(operator);
    if (sign == null) {
      throw wrong("there is no operator '" + operator.getSymbol() + "' for this field");
    }
    return sign;
  }
}
