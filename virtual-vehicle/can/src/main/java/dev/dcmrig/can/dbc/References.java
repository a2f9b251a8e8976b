// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the identifier of a message, or of a message and a signal, that a section speaks of. A
 * strict reader wants it to stand above; a lenient one looks for it when all has been read.
 */
final class References {
  private final DbcLexer lexer;
  private final DbcDraft draft;
  private final Findings findings;
  private final Names names;

  References(DbcLexer lexer, DbcDraft draft, Findings findings) {
    this.lexer = lexer;
    this.draft = draft;
    this.findings = findings;
    this.names = new Names(lexer, findings);
  }

  private <T> Supplier<@Nullable T> when(Supplier<@Nullable T> find) {
    if (findings.isLenient()) {
      return find;
    }
    T found = find.get();
    return () -> found;
  }

  /** Gives null when there is none, and has noted it. */
  Supplier<DbcDraft.@Nullable MessageDraft> message(int line) {
    long number = lexer.integer("a message's identifier");
    return when(() -> find(line, number));
  }

  /** Gives null when there is none, and has noted it. */
  Supplier<DbcDraft.@Nullable SignalDraft> signal(int line) {
    long number = lexer.integer("a message's identifier");
    if (!findings.isLenient()) {
      DbcDraft.MessageDraft ignored = find(line, number);
    }
    String name = names.readQuietly("a signal's name", line);
    return when(() -> find(line, number, name));
  }

  private DbcDraft.@Nullable MessageDraft find(int line, long number) {
    DbcDraft.MessageDraft message = draft.byNumber(number);
    if (message == null && !draft.isForgotten(number)) {
      findings.leftOut(
          line, "there is no message " + number, "give the number of a BO_ line above");
    }
    return message;
  }

  private DbcDraft.@Nullable SignalDraft find(int line, long number, String name) {
    DbcDraft.MessageDraft message = find(line, number);
    if (message == null) {
      return null;
    }
    DbcDraft.SignalDraft signal = message.signals.get(name);
    if (signal == null) {
      findings.leftOut(
          line,
          "message " + message.head.name() + " has no signal " + name,
          "it has: " + String.join(", ", message.signals.keySet()));
    }
    return signal;
  }
}
