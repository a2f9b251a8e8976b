// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import org.jspecify.annotations.Nullable;

/** Reads the identifier of a message, or of a message and a signal, that a section speaks of. */
final class References {
  private final DbcLexer lexer;
  private final DbcDraft draft;

  References(DbcLexer lexer, DbcDraft draft) {
    this.lexer = lexer;
    this.draft = draft;
  }

  DbcDraft.MessageDraft message(int line) {
    long number = lexer.integer("a message's identifier");
    DbcDraft.@Nullable MessageDraft message = draft.byNumber(number);
    if (message == null) {
      throw lexer.error(
          line, "there is no message " + number, "give the number of a BO_ line above");
    }
    return message;
  }

  DbcDraft.SignalDraft signal(int line) {
    DbcDraft.MessageDraft message = message(line);
    String name = lexer.word("a signal's name");
    DbcDraft.@Nullable SignalDraft signal = message.signals.get(name);
    if (signal == null) {
      throw lexer.error(
          line,
          "message " + message.head.name() + " has no signal " + name,
          "it has: " + String.join(", ", message.signals.keySet()));
    }
    return signal;
  }
}
