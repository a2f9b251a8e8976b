// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.dbc.DbcLexer.Kind;
import dev.dcmrig.can.dbc.DbcLexer.Token;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a DBC file section by section; {@link DbcDraft} puts the parts together. A lenient reader
 * that can't understand a section goes on with the next line that begins one.
 */
final class DbcParser {

  /** Sections that say nothing about the content of frames. */
  private static final Set<String> IGNORED =
      Set.of(
          "BS_",
          "EV_",
          "ENVVAR_DATA_",
          "EV_DATA_",
          "SGTYPE_",
          "SGTYPE_VAL_",
          "BA_DEF_SGTYPE_",
          "BA_SGTYPE_",
          "SIG_TYPE_REF_",
          "SIG_GROUP_",
          "SIGTYPE_VALTYPE_",
          "BO_TX_BU_",
          "BA_DEF_REL_",
          "BA_REL_",
          "BA_DEF_DEF_REL_",
          "BU_SG_REL_",
          "BU_EV_REL_",
          "BU_BO_REL_",
          "CAT_DEF_",
          "CAT_",
          "FILTER");

  /** Sections that are understood, and all others. */
  private static final Set<String> SECTIONS =
      Stream.concat(
              IGNORED.stream(),
              Stream.of(
                  "VERSION",
                  "NS_",
                  "BU_",
                  "BO_",
                  "SG_",
                  "VAL_TABLE_",
                  "VAL_",
                  "CM_",
                  "BA_DEF_",
                  "BA_DEF_DEF_",
                  "BA_",
                  "SIG_VALTYPE_",
                  "SG_MUL_VAL_"))
          .collect(Collectors.toUnmodifiableSet());

  /** No vehicle's file comes near; a file with more is not a DBC file. */
  static final int MAX_MESSAGES = 10_000;

  private final DbcLexer lexer;
  private final Findings findings;
  private final DbcDraft draft;
  private final SectionEnd end;
  private final MessageSection messages;
  private final SignalSections signals;
  private final AttributeSections attributes;
  private int understood;

  DbcParser(String fileName, String text, Findings findings) {
    this.lexer = new DbcLexer(fileName, text);
    this.findings = findings;
    this.draft = new DbcDraft(fileName, findings);
    this.end = new SectionEnd(lexer, findings, SECTIONS);
    References references = new References(lexer, draft, findings);
    this.messages = new MessageSection(lexer, draft, findings, SECTIONS);
    this.signals = new SignalSections(lexer, draft, findings, references, end);
    this.attributes = new AttributeSections(lexer, draft, findings, references, end);
  }

  /**
   * @throws DbcException at the first fault when strict; when lenient, if nothing is understood
   */
  Dbc parse() {
    while (readSection()) {
      // Each turn reads a section, or gives one up and goes to the next.
    }
    if (findings.isLenient() && understood == 0) {
      throw findings.error(
          1,
          "this is no DBC file: no section of one is in it",
          "it has lines as BO_ 256 Name: 8 A");
    }
    return draft.finish();
  }

  private boolean readSection() {
    DbcLexer.Place place = lexer.place();
    int line = place.line();
    try {
      Token keyword = lexer.next();
      line = keyword.line();
      if (keyword.kind() == Kind.END) {
        return false;
      }
      section(keyword);
      understood++;
    } catch (DbcException e) {
      if (!findings.isLenient()) {
        throw e;
      }
      findings.leftOut(line, e.what() + "; " + e.remedy(), "");
      lexer.skipToLine(place, SECTIONS);
    }
    return true;
  }

  private void section(Token keyword) {
    switch (keyword.text()) {
      case "VERSION" -> draft.version = lexer.shortText("the version in quotes");
      case "NS_" -> newSymbols();
      case "BU_" -> nodes();
      case "BO_" -> message(keyword);
      case "VAL_TABLE_" -> signals.valueTable();
      case "VAL_" -> signals.values();
      case "CM_" -> signals.comment();
      case "BA_DEF_" -> attributes.definition();
      case "BA_DEF_DEF_" -> attributes.defaultValue();
      case "BA_" -> attributes.value();
      case "SIG_VALTYPE_" -> signals.valueType();
      case "SG_MUL_VAL_" -> signals.multiplexValues();
      case "SG_" ->
          throw lexer.error(
              keyword.line(), "a signal outside of a message", "put it below its BO_ line");
      default -> ignored(keyword);
    }
  }

  private void message(Token keyword) {
    try {
      messages.read(keyword.line());
    } catch (DbcException e) {
      if (!findings.isLenient()) {
        throw e;
      }
      findings.leftOut(
          keyword.line(), "a message with its signals: " + e.what() + "; " + e.remedy(), "");
      lexer.back(keyword);
      lexer.skipToLine(lexer.place(), SECTIONS);
      messages.skipSignals();
    }
  }

  private void ignored(Token keyword) {
    if (!IGNORED.contains(keyword.text())) {
      throw lexer.error(
          keyword.line(),
          keyword + " is no section of a DBC file",
          "look for a missing ';' before it, or correct the word");
    }
    if (keyword.text().equals("BS_")) {
      // The bit timing is obsolete, and its line ends without a semicolon.
      while (!lexer.peek().first() && lexer.peek().kind() != Kind.END) {
        lexer.next();
      }
      return;
    }
    end.skip();
  }

  /** The list of keywords ends where one has something else than keywords after it on its line. */
  private void newSymbols() {
    if (!findings.isLenient() || lexer.peek().is(":")) {
      lexer.expectSign(":");
    }
    while (lexer.peek().kind() == Kind.WORD) {
      Token word = lexer.next();
      Token next = lexer.peek();
      boolean alone =
          next.first() || (next.kind() == Kind.WORD && next.text().matches("[A-Z][A-Z_]*_"));
      if (word.first() && SECTIONS.contains(word.text()) && !alone) {
        lexer.back(word);
        return;
      }
      if (word.is("BS_") || word.is("BU_") || word.is("BO_")) {
        lexer.back(word);
        return;
      }
    }
  }

  /** Names, on as many lines as it takes. */
  private void nodes() {
    lexer.expectSign(":");
    while (lexer.peek().kind() != Kind.END) {
      Token next = lexer.peek();
      if (next.first() && (next.kind() != Kind.WORD || SECTIONS.contains(next.text()))) {
        return;
      }
      if (next.kind() == Kind.WORD && !SECTIONS.contains(next.text())) {
        add(lexer.next());
      } else if (findings.isLenient()) {
        leaveOutNode(next);
      } else {
        return;
      }
    }
  }

  private void add(Token node) {
    if (draft.nodes.contains(node.text())) {
      findings.leftOut(node.line(), "node " + node.text() + " stands twice", "remove one");
    } else {
      draft.nodes.add(node.text());
    }
  }

  private void leaveOutNode(Token token) {
    if (!token.is(",") && !token.is(";")) {
      findings.leftOut(token.line(), "among the nodes: " + token, "");
    }
    lexer.next();
  }
}
