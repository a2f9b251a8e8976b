// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance.requirements;

import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requirement sets as CSV (RFC 4180): a row a clause, its set's columns first. A cell that a
 * spreadsheet would take for a formula begins with an apostrophe, which is taken off again.
 */
public final class RequirementCsv {
  private static final String FORMULA = "=+-@\t\r";

  /** Rows that are read; a file with more is no list of requirements. */
  private static final int MAX_ROWS = 100_000;

  private RequirementCsv() {}

  /** The text of a file, lines ended by CR LF. */
  public static String write(List<RequirementSet> sets) {
    List<String> names = new ArrayList<>(Fields.OF_SET);
    names.addAll(Fields.OF_CLAUSE);
    names.add("hash");
    StringBuilder out = new StringBuilder();
    row(out, names);
    for (RequirementSet set : sets) {
      for (Clause clause : set.clauses()) {
        List<String> cells = new ArrayList<>(Fields.of(set).values());
        cells.addAll(Fields.of(clause).values());
        cells.add(clause.hash());
        row(out, cells);
      }
    }
    return out.toString();
  }

  private static void row(StringBuilder out, List<String> cells) {
    for (int index = 0; index < cells.size(); index++) {
      out.append(index == 0 ? "" : ",").append(cell(cells.get(index)));
    }
    out.append("\r\n");
  }

  private static String cell(String text) {
    String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }

  /**
   * Reads what {@link #write} has written, or another table with columns of the same names.
   *
   * @throws IllegalArgumentException with a sentence when it is no such table
   */
  public static List<RequirementSet> read(String text) {
    List<List<String>> rows = rows(text);
    if (rows.isEmpty() || !rows.get(0).contains("id") || !rows.get(0).contains("statement")) {
      throw new IllegalArgumentException(
          "the first line names no columns 'id' and 'statement': is it a list of requirements?");
    }
    List<String> names = rows.get(0);
    Map<String, List<Map<String, String>>> bySet = new LinkedHashMap<>();
    for (List<String> cells : rows.subList(1, rows.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int index = 0; index < Math.min(names.size(), cells.size()); index++) {
        row.put(names.get(index), cells.get(index));
      }
      bySet.computeIfAbsent(row.getOrDefault("set", "IMPORTED"), s -> new ArrayList<>()).add(row);
    }
    return bySet.values().stream().map(its -> Fields.set(its.get(0), its)).toList();
  }

  private static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted) {
        boolean doubled = c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"';
        if (doubled) {
          cell.append('"');
          at++;
        } else if (c == '"') {
          quoted = false;
        } else {
          cell.append(c);
        }
      } else if (c == '"' && cell.isEmpty()) {
        quoted = true;
      } else if (c == ',' || c == '\n') {
        row.add(plain(cell));
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else if (c != '\r') {
        cell.append(c);
      }
      if (rows.size() > MAX_ROWS) {
        throw new IllegalArgumentException("has more than " + MAX_ROWS + " rows");
      }
    }
    if (quoted) {
      throw new IllegalArgumentException(
          "a quotation mark in row " + (rows.size() + 1) + " is not closed");
    }
    if (!cell.isEmpty() || !row.isEmpty()) {
      row.add(plain(cell));
      rows.add(row);
    }
    return rows;
  }

  private static String plain(StringBuilder cell) {
    String text = cell.toString();
    cell.setLength(0);
    boolean marked =
        text.length() > 1 && text.charAt(0) == '\'' && FORMULA.indexOf(text.charAt(1)) >= 0;
    return marked ? text.substring(1) : text;
  }
}
