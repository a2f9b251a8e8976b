// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.dbc.DbcLexer.Kind;
import dev.dcmrig.can.dbc.DbcLexer.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@code BO_} line and the {@code SG_} lines below it. */
final class MessageSection {
  private static final String VECTOR_INDEPENDENT = "VECTOR__INDEPENDENT_SIG_MSG";
  private static final String NOBODY = "Vector__XXX";
  private static final int MAX_DATA_BYTES = 64;

  /** A message of a transport protocol may be longer than a frame; ISO-TP's first length. */
  private static final int MAX_MESSAGE_BYTES = 4_095;

  private static final long EXTENDED = 1L << 31;
  private static final long MAX_NUMBER = (1L << 32) - 1;

  private final DbcLexer lexer;
  private final DbcDraft draft;
  private final Findings findings;
  private final Names names;
  private final Set<String> sections;

  MessageSection(DbcLexer lexer, DbcDraft draft, Findings findings, Set<String> sections) {
    this.lexer = lexer;
    this.draft = draft;
    this.findings = findings;
    this.names = new Names(lexer, findings);
    this.sections = sections;
  }

  void read(int line) {
    long number = lexer.integer("the message's identifier");
    String name = names.read("the message's name", line);
    lexer.expectSign(":");
    long length = lexer.integer("the message's length in bytes");
    String sender = sender(line, name);
    restOfLine("message " + name);
    if (name.equals(VECTOR_INDEPENDENT)) {
      skipUnassigned(line);
      return;
    }
    Message.Head head = head(line, number, name, length, sender);
    DbcDraft.MessageDraft message = head == null ? null : draft.add(head, number & MAX_NUMBER);
    if (message == null) {
      draft.forget(number & MAX_NUMBER);
      skipSignals();
      return;
    }
    while (lexer.peek().is("SG_")) {
      DbcLexer.Place place = lexer.place();
      int signalLine = lexer.next().line();
      try {
        message.add(signal(signalLine));
      } catch (DbcException e) {
        if (!findings.isLenient()) {
          throw e;
        }
        findings.leftOut(
            signalLine, "a signal of message " + name + ": " + e.what() + "; " + e.remedy(), "");
        lexer.skipToLine(place, sections);
      }
    }
  }

  private String sender(int line, String name) {
    if (!findings.isLenient()) {
      return lexer.word("the message's sender");
    }
    Token sender = lexer.looseName();
    if (sender == null) {
      findings.taken(line, "message " + name + " has no sender", "", "taken as nobody's");
      return NOBODY;
    }
    return sender.text();
  }

  /** What nobody expects after the last word of a line; a strict reader meets it next. */
  private void restOfLine(String after) {
    Token next = lexer.peek();
    if (findings.isLenient() && !next.first() && next.kind() != Kind.END) {
      findings.leftOut(next.line(), after + " is followed by " + next, "");
      lexer.skipRestOfLine(next);
    }
  }

  private Message.@Nullable Head head(
      int line, long number, String name, long length, String sender) {
    long whole = number;
    if (number < 0 && number >= Integer.MIN_VALUE) {
      findings.taken(
          line,
          "identifier " + number + " of message " + name + " is negative",
          "add 4294967296",
          "taken as " + (number & MAX_NUMBER));
      whole = number & MAX_NUMBER;
    }
    boolean extended = (whole & EXTENDED) != 0;
    long id = whole & ~EXTENDED;
    if (!extended && id > Frame.MAX_BASE_ID && id <= Frame.MAX_EXTENDED_ID) {
      findings.taken(
          line,
          doesNotFit(number, id, name),
          "give an 11-bit identifier, or add 2147483648 for an extended one",
          "taken as an extended one of 29 bits");
      extended = true;
    }
    if (whole < 0 || whole > MAX_NUMBER || id > Frame.MAX_EXTENDED_ID) {
      findings.leftOut(
          line, doesNotFit(number, id, name), "an extended identifier has 29 bits, others have 11");
      return null;
    }
    if (length < 0 || length > MAX_MESSAGE_BYTES) {
      findings.leftOut(
          line, "message " + name + " has " + length + " bytes", "a message has 0 to 64 bytes");
      return null;
    }
    if (length > MAX_DATA_BYTES) {
      findings.taken(
          line,
          "message " + name + " has " + length + " bytes",
          "a message has 0 to 64 bytes",
          "more than a frame has: a frame shows the signals that lie in it");
    }
    return new Message.Head(name, (int) id, extended, (int) length, sender, line);
  }

  private static String doesNotFit(long number, long id, String name) {
    return String.format("identifier %d (0x%X) of message %s does not fit", number, id, name);
  }

  /** Signals without a message, as some tools keep them, carry nothing. */
  private void skipUnassigned(int line) {
    if (findings.isLenient()) {
      if (lexer.peek().is("SG_")) {
        findings.leftOut(line, "the signals of " + VECTOR_INDEPENDENT + " are in no message", "");
      }
      skipSignals();
      return;
    }
    while (lexer.peek().is("SG_")) {
      signal(lexer.next().line());
    }
  }

  /** Whatever the lines of a message's signals hold. */
  void skipSignals() {
    while (lexer.peek().is("SG_")) {
      lexer.skipToLine(lexer.place(), sections);
    }
  }

  private Signal.Layout signal(int line) {
    String name = names.read("the signal's name", line);
    boolean multiplexor = false;
    int multiplexMark = Signal.NOT_MULTIPLEXED;
    if (lexer.peek().kind() == Kind.WORD) {
      String mark = lexer.next().text();
      multiplexor = mark.endsWith("M");
      String value = multiplexor ? mark.substring(0, mark.length() - 1) : mark;
      if (value.matches("m\\d{1,9}")) {
        multiplexMark = Integer.parseInt(value.substring(1));
      } else if (!mark.equals("M")) {
        multiplexor = false;
        findings.taken(
            line,
            "multiplexing mark '" + mark + "' of signal " + name,
            "M, m0, m1, ... and for both m0M, m1M, ... are understood",
            "taken as no mark");
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
    BigDecimal factor = lexer.decimal("the factor");
    lexer.expectSign(",");
    BigDecimal offset = lexer.decimal("the offset");
    lexer.expectSign(")");
    double[] range = range(line, name);
    String unit = lexer.shortText("the unit in quotes");
    List<String> receivers = receivers();
    restOfLine("signal " + name);
    return new Signal.Layout(
        name,
        start,
        length,
        bigEndian,
        signed,
        factor,
        offset,
        range[0],
        range[1],
        unit,
        receivers,
        multiplexor,
        multiplexMark,
        line);
  }

  /** Minimum and maximum; a range that is no numbers is no reason to give up a signal. */
  private double[] range(int line, String name) {
    DbcLexer.Place place = lexer.place();
    try {
      lexer.expectSign("[");
      double minimum = lexer.number("the minimum");
      lexer.expectSign("|");
      double maximum = lexer.number("the maximum");
      lexer.expectSign("]");
      return new double[] {minimum, maximum};
    } catch (DbcException e) {
      if (!findings.isLenient() || !lexer.skipAfter(place, ']')) {
        throw e;
      }
      findings.taken(
          line,
          "the range of signal " + name + ": " + e.what() + "; " + e.remedy(),
          "",
          "taken as none");
      return new double[] {0, 0};
    }
  }

  /** A number of bits; more than a frame has is more than enough. */
  private int small(String what) {
    long number = lexer.integer(what);
    return (int) Math.max(-1, Math.min(number, 8L * MAX_MESSAGE_BYTES));
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
    boolean more = false;
    while (lexer.peek().kind() == Kind.WORD && (more || !lexer.peek().first())) {
      receivers.add(lexer.next().text());
      more = lexer.peek().is(",");
      if (more) {
        lexer.next();
      }
    }
    return List.copyOf(receivers);
  }
}
