// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance.requirements;

import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A clause as named texts, and back: what both forms have in common. */
final class Fields {
  /** Of the set that a clause belongs to. */
  static final List<String> OF_SET = List.of("set", "setTitle", "version", "document", "note");

  /** Of the clause itself. */
  static final List<String> OF_CLAUSE =
      List.of(
          "id",
          "title",
          "statement",
          "clause",
          "confirmed",
          "basis",
          "subject",
          "rationale",
          "method",
          "parameters",
          "parents",
          "shownBy",
          "limits",
          "notShown");

  /** What an imported clause says that nobody has mapped yet. */
  static final String UNANSWERED = "imported: nobody has said yet what shows it";

  private static final String BETWEEN = "; ";

  private Fields() {}

  static Map<String, String> of(RequirementSet set) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("set", set.id());
    fields.put("setTitle", set.title());
    fields.put("version", set.version());
    fields.put("document", set.document());
    fields.put("note", set.note());
    return fields;
  }

  static Map<String, String> of(Clause clause) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("id", clause.id());
    fields.put("title", clause.title());
    fields.put("statement", clause.statement());
    fields.put("clause", clause.source().clause());
    fields.put("confirmed", clause.source().confirmed() ? "yes" : "unconfirmed");
    fields.put("basis", clause.source().basis());
    fields.put("subject", clause.subject());
    fields.put("rationale", clause.rationale());
    fields.put("method", clause.method());
    fields.put(
        "parameters",
        new TreeMap<>(clause.parameters())
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(BETWEEN)));
    fields.put("parents", String.join(" ", clause.parents()));
    fields.put("shownBy", String.join(" ", clause.shownBy()));
    fields.put("limits", clause.limits());
    fields.put("notShown", clause.notShown());
    return fields;
  }

  /**
   * A set of what was read; what is missing is empty, and an answer that is missing is said so.
   *
   * @param set fields of the set
   * @param rows fields of its clauses
   */
  static RequirementSet set(Map<String, String> set, List<Map<String, String>> rows) {
    String document = set.getOrDefault("document", "");
    List<Clause> clauses = new ArrayList<>();
    rows.forEach(row -> clauses.add(clause(row, document)));
    return new RequirementSet(
        set.getOrDefault("set", "IMPORTED"),
        set.getOrDefault("setTitle", ""),
        set.getOrDefault("version", ""),
        document,
        set.getOrDefault("note", ""),
        clauses);
  }

  private static Clause clause(Map<String, String> row, String document) {
    List<String> shownBy = words(row.getOrDefault("shownBy", ""));
    String notShown = row.getOrDefault("notShown", "");
    boolean read = row.getOrDefault("basis", "unread").equals("read");
    return new Clause(
        row.getOrDefault("id", ""),
        row.getOrDefault("title", ""),
        row.getOrDefault("statement", ""),
        new Clause.Source(
            document,
            row.getOrDefault("clause", ""),
            read && row.getOrDefault("confirmed", "").equals("yes"),
            row.getOrDefault("basis", "unread")),
        row.getOrDefault("subject", "dcm"),
        row.getOrDefault("rationale", ""),
        row.getOrDefault("method", shownBy.isEmpty() ? "none" : "test"),
        parameters(row.getOrDefault("parameters", "")),
        words(row.getOrDefault("parents", "")),
        shownBy,
        row.getOrDefault("limits", ""),
        shownBy.isEmpty() && notShown.isEmpty() ? UNANSWERED : notShown);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : text.split(BETWEEN)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return parameters;
  }
}
