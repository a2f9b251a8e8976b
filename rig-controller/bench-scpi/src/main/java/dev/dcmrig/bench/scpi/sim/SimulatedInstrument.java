// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * An instrument that takes program messages of SCPI: several commands with semicolons between them,
 * long and short forms, nodes that may be left out, units, a queue of errors. A command behind a
 * semicolon goes on at the node of the one before it, unless it begins with a colon or an asterisk
 * (SCPI-1999 volume 1, 6.2.4).
 *
 * <p>Does not simulate: the status registers but for the queue of errors; interrupted queries;
 * binary blocks; overlapped commands.
 */
abstract class SimulatedInstrument {
  private static final int QUEUE = 16;
  private static final String NO_ERROR = "0,\"No error\"";

  private final Map<HeaderPattern, Command> commands = new LinkedHashMap<>();
  private final ArrayDeque<ScpiError> errors = new ArrayDeque<>();

  /** Does what a command says. */
  @FunctionalInterface
  interface Action {
    void run(Parameters parameters) throws ScpiError;
  }

  /** Answers a query. */
  @FunctionalInterface
  interface Command {
    String answer(Parameters parameters) throws ScpiError;
  }

  /**
   * @param identity maker, model, serial number, firmware, with commas between them
   */
  SimulatedInstrument(String identity) {
    query("*IDN?", parameters -> identity);
    query("*OPC?", parameters -> "1");
    query("*TST?", parameters -> "0");
    command("*RST", parameters -> reset());
    command("*CLS", parameters -> errors.clear());
    command("*OPC", parameters -> {});
    command("*WAI", parameters -> {});
    query("SYSTem:ERRor[:NEXT]?", parameters -> nextError());
    query("SYSTem:ERRor:COUNt?", parameters -> String.valueOf(errors.size()));
    query("SYSTem:VERSion?", parameters -> "1999.0");
  }

  final void command(String header, Action action) {
    commands.put(
        new HeaderPattern(header),
        parameters -> {
          action.run(parameters);
          return "";
        });
  }

  final void query(String header, Command answer) {
    commands.put(new HeaderPattern(header), answer);
  }

  /** As after switching on. */
  abstract void reset();

  private String nextError() {
    ScpiError error = errors.poll();
    return error == null ? NO_ERROR : error.line();
  }

  /** Takes one line; what its queries answer, with semicolons between, or empty. */
  final synchronized String take(String message) {
    StringJoiner answers = new StringJoiner(";");
    answers.setEmptyValue("");
    List<String> path = List.of();
    for (String unit : units(message)) {
      if (unit.isBlank()) {
        continue;
      }
      String[] parts = unit.strip().split("\\s+", 2);
      List<String> header = header(parts[0], path);
      try {
        Command command = find(header, parts[0].endsWith("?"), parts[0]);
        Parameters parameters = Parameters.of(parts.length == 1 ? "" : parts[1]);
        String answer = command.answer(parameters);
        if (!answer.isEmpty()) {
          answers.add(answer);
        }
      } catch (ScpiError e) {
        note(e);
      }
      if (!parts[0].startsWith("*")) {
        path = header.subList(0, header.size() - 1);
      }
    }
    return answers.toString();
  }

  private void note(ScpiError error) {
    if (errors.size() < QUEUE) {
      errors.add(error);
    } else {
      // IEEE 488.2 and SCPI-1999 volume 2, 21.8.1: the last one makes room for the overflow.
      errors.removeLast();
      errors.add(ScpiError.queueOverflow());
    }
  }

  private Command find(List<String> header, boolean asked, String written) throws ScpiError {
    for (Map.Entry<HeaderPattern, Command> each : commands.entrySet()) {
      if (each.getKey().matches(header, asked)) {
        return each.getValue();
      }
    }
    throw ScpiError.undefinedHeader(written);
  }

  private static List<String> header(String written, List<String> path) {
    String bare = written.toUpperCase(Locale.ROOT);
    bare = bare.endsWith("?") ? bare.substring(0, bare.length() - 1) : bare;
    if (bare.startsWith("*")) {
      return List.of(bare);
    }
    boolean fromRoot = bare.startsWith(":");
    List<String> nodes = new ArrayList<>(fromRoot ? List.of() : path);
    nodes.addAll(Arrays.asList((fromRoot ? bare.substring(1) : bare).split(":", -1)));
    return nodes;
  }

  /** Splits at semicolons outside of quotes. */
  private static List<String> units(String message) {
    List<String> units = new ArrayList<>();
    StringBuilder unit = new StringBuilder();
    char quote = 0;
    for (int at = 0; at < message.length(); at++) {
      char next = message.charAt(at);
      if (quote == 0 && next == ';') {
        units.add(unit.toString());
        unit.setLength(0);
      } else {
        if (quote == 0 && (next == '"' || next == '\'')) {
          quote = next;
        } else if (next == quote) {
          quote = 0;
        }
        unit.append(next);
      }
    }
    units.add(unit.toString());
    return units;
  }
}
