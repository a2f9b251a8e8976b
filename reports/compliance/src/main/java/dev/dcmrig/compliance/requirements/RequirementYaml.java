// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance.requirements;

import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * A requirement set as the YAML that the rig reads. Every text is quoted: none is taken for else.
 */
public final class RequirementYaml {
  private RequirementYaml() {}

  /** The text of a file. */
  public static String write(RequirementSet set) {
    StringBuilder out = new StringBuilder();
    out.append("# yaml-language-server: $schema=../schema/requirement-set.schema.json\n");
    out.append("set: ").append(quoted(set.id())).append('\n');
    line(out, 0, "title", set.title());
    line(out, 0, "version", set.version());
    line(out, 0, "document", set.document());
    line(out, 0, "note", set.note());
    out.append("clauses:\n");
    set.clauses().forEach(clause -> clause(out, clause));
    return out.toString();
  }

  private static void clause(StringBuilder out, Clause clause) {
    out.append("  - id: ").append(quoted(clause.id())).append('\n');
    line(out, 4, "title", clause.title());
    line(out, 4, "statement", clause.statement());
    out.append("    source: {clause: ").append(quoted(clause.source().clause()));
    out.append(", confirmed: ").append(clause.source().confirmed() ? "yes" : "unconfirmed");
    out.append(", basis: ").append(quoted(clause.source().basis())).append("}\n");
    line(out, 4, "subject", clause.subject());
    some(out, "rationale", clause.rationale());
    line(out, 4, "method", clause.method());
    if (!clause.parameters().isEmpty()) {
      out.append("    parameters:\n");
      for (Map.Entry<String, String> each : new TreeMap<>(clause.parameters()).entrySet()) {
        out.append("      ").append(quoted(each.getKey())).append(": ");
        out.append(quoted(each.getValue())).append('\n');
      }
    }
    list(out, "parents", clause.parents());
    list(out, "shownBy", clause.shownBy());
    some(out, "limits", clause.limits());
    some(out, "notShown", clause.notShown());
  }

  private static void list(StringBuilder out, String key, Iterable<String> words) {
    String text = String.join(", ", words);
    if (!text.isEmpty()) {
      out.append("    ").append(key).append(": [").append(text).append("]\n");
    }
  }

  private static void some(StringBuilder out, String key, String text) {
    if (!text.isEmpty()) {
      line(out, 4, key, text);
    }
  }

  private static void line(StringBuilder out, int indent, String key, String text) {
    out.append(" ".repeat(indent)).append(key).append(": ").append(quoted(text)).append('\n');
  }

  /** A YAML word in double quotes. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                  if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
                    out.append(String.format(java.util.Locale.ROOT, "\\u%04X", c));
                  } else {
                    out.append((char) c);
                  }
                }
              }
            });
    return out.append('"').toString();
  }
}
