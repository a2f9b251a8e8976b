// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.requirement;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One clause of a document, in this project's words.
 *
 * @param id names it for good: {@code EU79-II-3.1.1-c}
 * @param statement what must hold
 * @param subject whom it binds: {@code dcm} or {@code service}
 * @param rationale why it is asked for; empty where nothing was said
 * @param method how it is shown; {@code none} where it is not
 * @param parameters numbers of it by their names, with units
 * @param parents ids of clauses that it makes more exact
 * @param shownBy ids of the catalogue whose scenarios show it; empty where none do
 * @param limits what of it those scenarios don't show; may be empty
 * @param notShown why nothing shows it; empty where something does
 */
public record Clause(
    String id,
    String title,
    String statement,
    Source source,
    String subject,
    String rationale,
    String method,
    Map<String, String> parameters,
    List<String> parents,
    List<String> shownBy,
    String limits,
    String notShown) {

  /**
   * Where a clause stands.
   *
   * @param document its name and edition
   * @param clause as the document numbers it
   * @param confirmed whether somebody has read this number in the document
   * @param basis {@code read}, {@code secondary}, {@code memory} or {@code unread}
   */
  public record Source(String document, String clause, boolean confirmed, String basis) {

    /** For people; says when the number is not confirmed. */
    public String text() {
      return document + ", " + clause;
    }
  }

  public Clause {
    parameters = Map.copyOf(parameters);
    parents = List.copyOf(parents);
    shownBy = List.copyOf(shownBy);
  }

  /** Whether it says what shows it, or why nothing does. */
  public boolean isAnswered() {
    return shownBy.isEmpty() != notShown.isEmpty();
  }

  /**
   * SHA-256 over all that is asked for, 64 hexadecimal digits: title, statement, source, subject
   * and parameters. What shows it is left out: a new scenario changes no requirement.
   */
  public String hash() {
    TextHash hash =
        new TextHash()
            .add("id", id)
            .add("title", title)
            .add("statement", statement)
            .add("document", source.document())
            .add("clause", source.clause())
            .add("subject", subject);
    new TreeMap<>(parameters).forEach((name, value) -> hash.add("parameter " + name, value));
    return hash.hex();
  }
}
