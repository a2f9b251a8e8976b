// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.dbc.DbcLexer.Kind;
import dev.dcmrig.can.dbc.DbcLexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a DBC file section by section; {@link DbcDraft} puts the parts together. */
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

  /** No vehicle's file comes near; a file with more is not a DBC file. */
  static final int MAX_MESSAGES = 10_000;

  private static final String VECTOR_INDEPENDENT = "VECTOR__INDEPENDENT_SIG_MSG";
  private static final int MAX_DATA_BYTES = 64;

  /** In the order of their numbers in SIG_VALTYPE_. */
  private static final List<Signal.ValueType> VALUE_TYPES =
      List.of(Signal.ValueType.INTEGER, Signal.ValueType.FLOAT, Signal.ValueType.DOUBLE);

  private final DbcLexer lexer;
  private final DbcDraft draft;
  private final References references;
  private final AttributeSections attributes;

  DbcParser(String fileName, String text) {
    this.lexer = new DbcLexer(fileName, text);
    this.draft = new DbcDraft(fileName);
    this.references = new References(lexer, draft);
    this.attributes = new AttributeSections(lexer, draft, references);
  }

  Dbc parse() {
    while (lexer.peek().kind() != Kind.END) {
      Token keyword = lexer.next();
      switch (keyword.text()) {
        case "VERSION" -> draft.version = lexer.expect(Kind.TEXT, "the version in quotes").text();
        case "NS_" -> newSymbols();
        case "BU_" -> nodes();
        case "BO_" -> message(keyword.line());
        case "VAL_TABLE_" -> valueTable();
        case "VAL_" -> values();
        case "CM_" -> comment();
        case "BA_DEF_" -> attributes.definition();
        case "BA_DEF_DEF_" -> attributes.defaultValue();
        case "BA_" -> attributes.value();
        case "SIG_VALTYPE_" -> valueType();
        case "SG_MUL_VAL_" ->
            throw lexer.error(
                keyword.line(),
                "extended multiplexing (SG_MUL_VAL_)",
                "only M and m0, m1, ... are understood: one multiplexor, one value for a signal");
        case "SG_" ->
            throw lexer.error(
                keyword.line(), "a signal outside of a message", "put it below its BO_ line");
        default -> ignored(keyword);
      }
    }
    return draft.finish();
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
    while (!lexer.peek().is(";") && lexer.peek().kind() != Kind.END) {
      lexer.next();
    }
    lexer.expectSign(";");
  }

  /** The list of keywords ends where the next section begins: a word and a colon. */
  private void newSymbols() {
    lexer.expectSign(":");
    while (lexer.peek().kind() == Kind.WORD
        && !lexer.peek().is("BS_")
        && !lexer.peek().is("BU_")
        && !lexer.peek().is("BO_")) {
      lexer.next();
    }
  }

  private void nodes() {
    int line = lexer.expectSign(":").line();
    while (lexer.peek().kind() == Kind.WORD && !lexer.peek().first()) {
      String node = lexer.next().text();
      if (draft.nodes.contains(node)) {
        throw lexer.error(line, "node " + node + " stands twice", "remove one");
      }
      draft.nodes.add(node);
    }
  }

  private void message(int line) {
    long number = lexer.integer("the message's identifier");
    String name = lexer.word("the message's name");
    lexer.expectSign(":");
    long length = lexer.integer("the message's length in bytes");
    String sender = lexer.word("the message's sender");
    if (name.equals(VECTOR_INDEPENDENT)) {
      skipSignals();
      return;
    }
    boolean extended = (number & 1L << 31) != 0;
    long id = number & ~(1L << 31);
    int maxId = extended ? Frame.MAX_EXTENDED_ID : Frame.MAX_BASE_ID;
    if (number < 0 || id > maxId) {
      throw lexer.error(
          line,
          String.format("identifier %d (0x%X) of message %s does not fit", number, id, name),
          extended
              ? "an extended identifier has 29 bits"
              : "give an 11-bit identifier, or add 2147483648 for an extended one");
    }
    if (length < 0 || length > MAX_DATA_BYTES) {
      throw lexer.error(
          line, "message " + name + " has " + length + " bytes", "a message has 0 to 64 bytes");
    }
    Message.Head head = new Message.Head(name, (int) id, extended, (int) length, sender, line);
    DbcDraft.MessageDraft message = draft.add(head);
    while (lexer.peek().is("SG_")) {
      int signalLine = lexer.next().line();
      message.add(signal(signalLine));
    }
  }

  /** Signals without a message, as some tools keep them, carry nothing. */
  private void skipSignals() {
    while (lexer.peek().is("SG_")) {
      signal(lexer.next().line());
    }
  }

  private Signal.Layout signal(int line) {
    String name = lexer.word("the signal's name");
    boolean multiplexor = false;
    int multiplexValue = Signal.NOT_MULTIPLEXED;
    if (lexer.peek().kind() == Kind.WORD) {
      String mark = lexer.next().text();
      if (mark.equals("M")) {
        multiplexor = true;
      } else if (mark.matches("m\\d{1,9}")) {
        multiplexValue = Integer.parseInt(mark.substring(1));
      } else {
        throw lexer.error(
            line,
            "multiplexing mark '" + mark + "' of signal " + name,
            "M and m0, m1, ... are understood; nested multiplexing (m0M) is not");
      }
    }
    lexer.expectSign(":");
    int start = small("the start bit");
    lexer.expectSign("|");
    int length = small("the length in bits");
    lexer.expectSign("@");
    boolean bigEndian = byteOrder();
    boolean signed = signedness();
    lexer.expectSign("(");
    double factor = lexer.number("the factor");
    lexer.expectSign(",");
    double offset = lexer.number("the offset");
    lexer.expectSign(")");
    lexer.expectSign("[");
    double minimum = lexer.number("the minimum");
    lexer.expectSign("|");
    double maximum = lexer.number("the maximum");
    lexer.expectSign("]");
    String unit = lexer.expect(Kind.TEXT, "the unit in quotes").text();
    List<String> receivers = receivers();
    return new Signal.Layout(
        name,
        start,
        length,
        bigEndian,
        signed,
        factor,
        offset,
        minimum,
        maximum,
        unit,
        receivers,
        multiplexor,
        multiplexValue,
        line);
  }

  /** A number of bits; more than a frame has is more than enough. */
  private int small(String what) {
    long number = lexer.integer(what);
    return (int) Math.max(-1, Math.min(number, 8L * MAX_DATA_BYTES));
  }

  private boolean byteOrder() {
    Token order = lexer.next();
    // "1+" and "0-" are one number and a sign; "1-0" can't occur.
    return switch (order.text()) {
      case "0" -> true;
      case "1" -> false;
      default ->
          throw lexer.error(
              order.line(), "byte order " + order, "write 1 for Intel or 0 for Motorola");
    };
  }

  private boolean signedness() {
    Token sign = lexer.next();
    if (sign.is("+")) {
      return false;
    }
    if (sign.is("-")) {
      return true;
    }
    throw lexer.error(sign.line(), sign + " as sign", "write + for unsigned or - for signed");
  }

  private List<String> receivers() {
    List<String> receivers = new ArrayList<>();
    while (lexer.peek().kind() == Kind.WORD && !lexer.peek().first()) {
      receivers.add(lexer.next().text());
      if (lexer.peek().is(",")) {
        lexer.next();
      }
    }
    return List.copyOf(receivers);
  }

  private void valueTable() {
    String name = lexer.word("the value table's name");
    draft.valueTables.put(name, valuePairs());
  }

  private void values() {
    if (lexer.peek().kind() == Kind.WORD) {
      // A value table of an environment variable.
      lexer.next();
      valuePairs();
      return;
    }
    int line = lexer.peek().line();
    DbcDraft.SignalDraft signal = references.signal(line);
    signal.words.putAll(valuePairs());
  }

  private Map<Long, String> valuePairs() {
    Map<Long, String> pairs = new LinkedHashMap<>();
    while (lexer.peek().kind() == Kind.NUMBER) {
      int line = lexer.peek().line();
      long raw = lexer.integer("a raw value");
      String text = lexer.expect(Kind.TEXT, "the value's word in quotes").text();
      if (pairs.put(raw, text) != null) {
        throw lexer.error(line, "value " + raw + " has two words", "remove one");
      }
    }
    lexer.expectSign(";");
    return pairs;
  }

  private void comment() {
    Token kind = lexer.peek();
    if (kind.kind() == Kind.TEXT) {
      lexer.next();
    } else if (kind.is("BO_")) {
      lexer.next();
      DbcDraft.MessageDraft message = references.message(kind.line());
      message.comment = lexer.expect(Kind.TEXT, "the comment in quotes").text();
    } else if (kind.is("SG_")) {
      lexer.next();
      DbcDraft.SignalDraft signal = references.signal(kind.line());
      signal.comment = lexer.expect(Kind.TEXT, "the comment in quotes").text();
    } else {
      lexer.next();
      lexer.word("the name of a node or variable");
      lexer.expect(Kind.TEXT, "the comment in quotes");
    }
    lexer.expectSign(";");
  }

  private void valueType() {
    int line = lexer.peek().line();
    DbcDraft.SignalDraft signal = references.signal(line);
    if (lexer.peek().is(":")) {
      lexer.next();
    }
    long type = lexer.integer("0 (integer), 1 (float) or 2 (double)");
    if (type < 0 || type > 2) {
      throw lexer.error(line, "value type " + type, "0 is integer, 1 float, 2 double");
    }
    signal.type = VALUE_TYPES.get((int) type);
    lexer.expectSign(";");
  }
}
