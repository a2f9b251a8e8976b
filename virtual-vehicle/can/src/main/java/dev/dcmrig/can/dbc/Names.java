// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.dbc.DbcLexer.Token;

/** Reads names: identifiers of C, or with a lenient reader whatever stands in their place. */
final class Names {
  private final DbcLexer lexer;
  private final Findings findings;

  Names(DbcLexer lexer, Findings findings) {
    this.lexer = lexer;
    this.findings = findings;
  }

  /** A name that is given here: what is no identifier is noted. */
  String read(String what, int line) {
    String name = readQuietly(what, line);
    if (findings.isLenient() && !name.matches("[A-Za-z_][A-Za-z_0-9]*")) {
      findings.taken(line, "'" + name + "' is no identifier", "", "taken as " + what);
    }
    return name;
  }

  /** A name that is given elsewhere. */
  String readQuietly(String what, int line) {
    if (!findings.isLenient()) {
      return lexer.word(what);
    }
    Token name = lexer.looseName();
    if (name == null) {
      throw lexer.error(line, "found " + lexer.peek(), what + " should be here");
    }
    return name.text();
  }
}
