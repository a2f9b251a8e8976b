// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.dbc.DbcLexer.Kind;
import dev.dcmrig.can.dbc.DbcLexer.Token;
import java.util.Set;

/** Reads the semicolon at the end of a section; a lenient reader can do without it. */
final class SectionEnd {
  private final DbcLexer lexer;
  private final Findings findings;
  private final Set<String> sections;

  SectionEnd(DbcLexer lexer, Findings findings, Set<String> sections) {
    this.lexer = lexer;
    this.findings = findings;
    this.sections = sections;
  }

  void read() {
    if (isMissing()) {
      note();
    } else {
      lexer.expectSign(";");
    }
  }

  /** Passes over everything up to the semicolon. */
  void skip() {
    while (!lexer.peek().is(";") && lexer.peek().kind() != Kind.END && !isMissing()) {
      lexer.next();
    }
    read();
  }

  /** The next section begins already. */
  private boolean isMissing() {
    Token next = lexer.peek();
    return findings.isLenient()
        && next.first()
        && (next.kind() == Kind.END
            || (next.kind() == Kind.WORD && sections.contains(next.text())));
  }

  private void note() {
    findings.taken(
        lexer.peek().line(), "there is no ';' before " + lexer.peek(), "", "read as if there were");
  }
}
