package dev.dcmrig.can.dbc;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.dbc.DbcLexer.Kind;
import dev.dcmrig.can.dbc.DbcLexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
          "FILTER",
          "SG_MUL_VAL_");

  /** No vehicle's file comes near; a file with more is not a DBC file. */
  static final int MAX_MESSAGES = 10_000;

  private static final String VECTOR_INDEPENDENT = "VECTOR__INDEPENDENT_SIG_MSG";
  private static final int MAX_DATA_BYTES = 64;

  /** In the order of their numbers in SIG_VALTYPE_. */
  private static final List<Signal.ValueType> VALUE_TYPES =
      List.of(Signal.ValueType.INTEGER, Signal.ValueType.FLOAT, Signal.ValueType.DOUBLE);

  private final DbcLexer lexer;
  private final DbcDraft draft;

  DbcParser(String fileName, String text) {
    this.lexer = new DbcLexer(fileName, text);
    this.draft = new DbcDraft(fileName);
  }

  Dbc parse() {
    while (lexer.peek().kind() != Kind.END) {
      Token keyword = lexer.next();
      switch (keyword.text()) {
        case "VERSION" -> draft.version = expect(Kind.TEXT, "the version in quotes").text();
        case "NS_" -> newSymbols();
        case "BU_" -> nodes();
        case "BO_" -> message(keyword.line());
        case "VAL_TABLE_" -> valueTable();
        case "VAL_" -> values();
        case "CM_" -> comment();
        case "BA_DEF_" -> attributeDefinition();
        case "BA_DEF_DEF_" -> attributeDefault();
        case "BA_" -> attribute();
        case "SIG_VALTYPE_" -> valueType();
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
    expectSign(";");
  }

  /** The list of keywords ends where the next section begins: a word and a colon. */
  private void newSymbols() {
    expectSign(":");
    while (lexer.peek().kind() == Kind.WORD
        && !lexer.peek().is("BS_")
        && !lexer.peek().is("BU_")
        && !lexer.peek().is("BO_")) {
      lexer.next();
    }
  }

  private void nodes() {
    int line = expectSign(":").line();
    while (lexer.peek().kind() == Kind.WORD && !lexer.peek().first()) {
      String node = lexer.next().text();
      if (draft.nodes.contains(node)) {
        throw lexer.error(line, "node " + node + " stands twice", "remove one");
      }
      draft.nodes.add(node);
    }
  }

  private void message(int line) {
    long number = integer("the message's identifier");
    String name = word("the message's name");
    expectSign(":");
    long length = integer("the message's length in bytes");
    String sender = word("the message's sender");
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
    String name = word("the signal's name");
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
    expectSign(":");
    int start = (int) integer("the start bit");
    expectSign("|");
    int length = (int) integer("the length in bits");
    expectSign("@");
    boolean bigEndian = byteOrder();
    boolean signed = signedness();
    expectSign("(");
    double factor = number("the factor");
    expectSign(",");
    double offset = number("the offset");
    expectSign(")");
    expectSign("[");
    double minimum = number("the minimum");
    expectSign("|");
    double maximum = number("the maximum");
    expectSign("]");
    String unit = expect(Kind.TEXT, "the unit in quotes").text();
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
    String name = word("the value table's name");
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
    DbcDraft.SignalDraft signal = signalReference(line);
    signal.words.putAll(valuePairs());
  }

  private Map<Long, String> valuePairs() {
    Map<Long, String> pairs = new LinkedHashMap<>();
    while (lexer.peek().kind() == Kind.NUMBER) {
      int line = lexer.peek().line();
      long raw = integer("a raw value");
      String text = expect(Kind.TEXT, "the value's word in quotes").text();
      if (pairs.put(raw, text) != null) {
        throw lexer.error(line, "value " + raw + " has two words", "remove one");
      }
    }
    expectSign(";");
    return pairs;
  }

  private void comment() {
    Token kind = lexer.peek();
    if (kind.kind() == Kind.TEXT) {
      lexer.next();
    } else if (kind.is("BO_")) {
      lexer.next();
      DbcDraft.MessageDraft message = messageReference(kind.line());
      message.comment = expect(Kind.TEXT, "the comment in quotes").text();
    } else if (kind.is("SG_")) {
      lexer.next();
      DbcDraft.SignalDraft signal = signalReference(kind.line());
      signal.comment = expect(Kind.TEXT, "the comment in quotes").text();
    } else {
      lexer.next();
      word("the name of a node or variable");
      expect(Kind.TEXT, "the comment in quotes");
    }
    expectSign(";");
  }

  private void attributeDefinition() {
    AttributeDefinition.Owner owner = owner();
    Token name = expect(Kind.TEXT, "the attribute's name in quotes");
    String type = word("the attribute's type");
    List<String> choices = new ArrayList<>();
    double minimum = 0;
    double maximum = 0;
    switch (type) {
      case "INT", "HEX", "FLOAT" -> {
        if (lexer.peek().kind() == Kind.NUMBER) {
          minimum = number("the minimum");
          maximum = number("the maximum");
        }
      }
      case "ENUM" -> {
        do {
          choices.add(expect(Kind.TEXT, "a choice in quotes").text());
        } while (lexer.peek().is(",") && lexer.next().is(","));
      }
      case "STRING" -> {}
      default ->
          throw lexer.error(
              name.line(), "attribute type " + type, "use INT, HEX, FLOAT, STRING or ENUM");
    }
    expectSign(";");
    draft.define(
        name.line(), new AttributeDefinition(name.text(), owner, type, choices, minimum, maximum));
  }

  private AttributeDefinition.Owner owner() {
    if (lexer.peek().kind() != Kind.WORD) {
      return AttributeDefinition.Owner.NETWORK;
    }
    Token token = lexer.next();
    return switch (token.text()) {
      case "BU_" -> AttributeDefinition.Owner.NODE;
      case "BO_" -> AttributeDefinition.Owner.MESSAGE;
      case "SG_" -> AttributeDefinition.Owner.SIGNAL;
      case "EV_" -> AttributeDefinition.Owner.ENVIRONMENT;
      default ->
          throw lexer.error(
              token.line(), token + " as owner of an attribute", "use BU_, BO_, SG_ or EV_");
    };
  }

  private void attributeDefault() {
    Token name = expect(Kind.TEXT, "the attribute's name in quotes");
    AttributeDefinition definition = draft.definition(name.line(), name.text());
    definition.defaultValue = attributeValue(definition);
    expectSign(";");
  }

  private void attribute() {
    Token name = expect(Kind.TEXT, "the attribute's name in quotes");
    AttributeDefinition definition = draft.definition(name.line(), name.text());
    Token owner = lexer.peek();
    Map<String, String> target = draft.networkAttributes;
    if (owner.kind() == Kind.WORD) {
      lexer.next();
      target =
          switch (owner.text()) {
            case "BO_" -> messageReference(owner.line()).attributes;
            case "SG_" -> signalReference(owner.line()).attributes;
            default -> {
              word("a name");
              // Nodes and environment variables say nothing about frames.
              yield new LinkedHashMap<>();
            }
          };
    }
    target.put(name.text(), attributeValue(definition));
    expectSign(";");
  }

  private String attributeValue(AttributeDefinition definition) {
    Token token = lexer.next();
    String value = definition.accept(token);
    if (value == null) {
      throw lexer.error(
          token.line(),
          token + " as value of attribute " + definition.name,
          "it is " + definition.describe());
    }
    return value;
  }

  private void valueType() {
    int line = lexer.peek().line();
    DbcDraft.SignalDraft signal = signalReference(line);
    if (lexer.peek().is(":")) {
      lexer.next();
    }
    long type = integer("0 (integer), 1 (float) or 2 (double)");
    if (type < 0 || type > 2) {
      throw lexer.error(line, "value type " + type, "0 is integer, 1 float, 2 double");
    }
    signal.type = VALUE_TYPES.get((int) type);
    expectSign(";");
  }

  private DbcDraft.MessageDraft messageReference(int line) {
    long number = integer("a message's identifier");
    DbcDraft.@Nullable MessageDraft message = draft.byNumber(number);
    if (message == null) {
      throw lexer.error(
          line, "there is no message " + number, "give the number of a BO_ line above");
    }
    return message;
  }

  private DbcDraft.SignalDraft signalReference(int line) {
    DbcDraft.MessageDraft message = messageReference(line);
    String name = word("a signal's name");
    DbcDraft.@Nullable SignalDraft signal = message.signals.get(name);
    if (signal == null) {
      throw lexer.error(
          line,
          "message " + message.head.name() + " has no signal " + name,
          "it has: " + String.join(", ", message.signals.keySet()));
    }
    return signal;
  }

  private Token expect(Kind kind, String what) {
    Token token = lexer.next();
    if (token.kind() != kind) {
      throw lexer.error(token.line(), "found " + token, what + " should be here");
    }
    return token;
  }

  private Token expectSign(String sign) {
    Token token = lexer.next();
    if (!token.is(sign)) {
      throw lexer.error(token.line(), "found " + token, "'" + sign + "' should be here");
    }
    return token;
  }

  private String word(String what) {
    return expect(Kind.WORD, what).text();
  }

  private double number(String what) {
    Token token = expect(Kind.NUMBER, what);
    try {
      return Double.parseDouble(token.text());
    } catch (NumberFormatException e) {
      throw lexer.error(token.line(), token + " is no number", what + " should be here");
    }
  }

  private long integer(String what) {
    Token token = expect(Kind.NUMBER, what);
    try {
      return Long.parseLong(token.text());
    } catch (NumberFormatException e) {
      throw lexer.error(token.line(), token + " is no whole number", what + " should be here");
    }
  }
}
