// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.dbc.DbcLexer.Kind;
import dev.dcmrig.can.dbc.DbcLexer.Token;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a file says of messages and signals after them: {@code VAL_TABLE_}, {@code VAL_},
 * {@code CM_}, {@code SIG_VALTYPE_} and {@code SG_MUL_VAL_}.
 */
final class SignalSections {

  /** In the order of their numbers in SIG_VALTYPE_. */
  private static final List<Signal.ValueType> VALUE_TYPES =
      List.of(Signal.ValueType.INTEGER, Signal.ValueType.FLOAT, Signal.ValueType.DOUBLE);

  private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);
  private static final int LONGEST_NUMBER = 40;

  /** More ranges of one signal are no file's. */
  private static final int MAX_RANGES = 1_000;

  private final DbcLexer lexer;
  private final DbcDraft draft;
  private final Findings findings;
  private final References references;
  private final SectionEnd end;

  SignalSections(
      DbcLexer lexer, DbcDraft draft, Findings findings, References references, SectionEnd end) {
    this.lexer = lexer;
    this.draft = draft;
    this.findings = findings;
    this.references = references;
    this.end = end;
  }

  void valueTable() {
    String name = lexer.word("the value table's name");
    Map<Long, String> pairs = valuePairs();
    draft.valueTables.put(name, pairs);
  }

  void values() {
    if (lexer.peek().kind() == Kind.WORD) {
      // A value table of an environment variable.
      lexer.next();
      valuePairs();
      return;
    }
    int line = lexer.peek().line();
    Supplier<DbcDraft.@Nullable SignalDraft> of = references.signal(line);
    if (findings.isLenient() && lexer.peek().kind() == Kind.WORD && !lexer.peek().first()) {
      String table = lexer.next().text();
      end.read();
      draft.later(() -> useTable(line, of.get(), table));
      return;
    }
    Map<Long, String> pairs = valuePairs();
    draft.later(
        () -> {
          DbcDraft.SignalDraft signal = of.get();
          if (signal != null) {
            signal.words.putAll(pairs);
            signal.wordsLine = line;
          }
        });
  }

  private void useTable(int line, DbcDraft.@Nullable SignalDraft signal, String table) {
    Map<Long, String> pairs = draft.valueTables.get(table);
    if (pairs == null) {
      findings.leftOut(line, "there is no value table " + table, "");
    } else if (signal != null) {
      signal.words.putAll(pairs);
      signal.wordsLine = line;
    }
  }

  private Map<Long, String> valuePairs() {
    Map<Long, String> pairs = new LinkedHashMap<>();
    while (lexer.peek().kind() == Kind.NUMBER) {
      Token number = lexer.next();
      Long raw = raw(number);
      String text = lexer.shortText("the value's word in quotes");
      if (raw == null) {
        findings.leftOut(number.line(), number + " is no raw value", "a raw value should be here");
        continue;
      }
      String before = pairs.put(raw, text);
      if (before != null && !(findings.isLenient() && before.equals(text))) {
        findings.taken(
            number.line(),
            "value " + number.text() + " has two words",
            "remove one",
            "\"" + text + "\" is taken, \"" + before + "\" left out");
      }
    }
    end.read();
    return pairs;
  }

  /** A whole number of 64 bits, signed or not; null: it is none. */
  private @Nullable Long raw(Token token) {
    try {
      return Long.parseLong(token.text());
    } catch (NumberFormatException e) {
      if (!findings.isLenient() || token.text().length() > LONGEST_NUMBER) {
        return null;
      }
    }
    double about = Double.parseDouble(token.text());
    if (Math.abs(about) > 0x1p65 || about != Math.rint(about)) {
      return null;
    }
    BigInteger whole = new BigDecimal(token.text()).toBigInteger();
    boolean fits =
        whole.bitLength() < 64 || (whole.signum() > 0 && whole.compareTo(UNSIGNED_END) < 0);
    return fits ? whole.longValue() : null;
  }

  void comment() {
    Token kind = lexer.peek();
    if (kind.kind() == Kind.TEXT) {
      lexer.next();
    } else if (kind.is("BO_")) {
      lexer.next();
      Supplier<DbcDraft.@Nullable MessageDraft> of = references.message(kind.line());
      String text = text();
      draft.later(
          () -> {
            DbcDraft.MessageDraft message = of.get();
            if (message != null) {
              message.comment = text;
            }
          });
    } else if (kind.is("SG_")) {
      lexer.next();
      Supplier<DbcDraft.@Nullable SignalDraft> of = references.signal(kind.line());
      String text = text();
      draft.later(
          () -> {
            DbcDraft.SignalDraft signal = of.get();
            if (signal != null) {
              signal.comment = text;
            }
          });
    } else {
      lexer.next();
      lexer.word("the name of a node or variable");
      text();
    }
    end.read();
  }

  private String text() {
    return lexer.expect(Kind.TEXT, "the comment in quotes").text();
  }

  void valueType() {
    int line = lexer.peek().line();
    Supplier<DbcDraft.@Nullable SignalDraft> of = references.signal(line);
    if (lexer.peek().is(":")) {
      lexer.next();
    }
    long type = lexer.integer("0 (integer), 1 (float) or 2 (double)");
    if (type < 0 || type > 2) {
      throw lexer.error(line, "value type " + type, "0 is integer, 1 float, 2 double");
    }
    end.read();
    draft.later(
        () -> {
          DbcDraft.SignalDraft signal = of.get();
          if (signal != null) {
            signal.type = VALUE_TYPES.get((int) type);
          }
        });
  }

  /** {@code SG_MUL_VAL_ 256 Signal Selector 0-1, 5-5;}. */
  void multiplexValues() {
    int line = lexer.peek().line();
    Supplier<DbcDraft.@Nullable SignalDraft> of = references.signal(line);
    String selector = new Names(lexer, findings).readQuietly("the multiplexor's name", line);
    List<Selection.Range> ranges = new ArrayList<>();
    while (lexer.peek().kind() == Kind.NUMBER) {
      ranges.add(multiplexRange());
      if (lexer.peek().is(",")) {
        lexer.next();
      }
    }
    end.read();
    draft.later(
        () -> {
          DbcDraft.SignalDraft signal = of.get();
          if (signal == null) {
            return;
          }
          if (ranges.isEmpty() || ranges.size() > MAX_RANGES) {
            findings.leftOut(
                line,
                "signal " + signal.layout.name() + " has " + ranges.size() + " multiplex ranges",
                "write 1 to " + MAX_RANGES + ", as 0-1, 5-5");
            return;
          }
          signal.selection = new DbcDraft.ExtendedSelection(selector, ranges, line);
        });
  }

  /** {@code 0-1}: the lexer takes the second half for a negative number. */
  private Selection.Range multiplexRange() {
    Token first = lexer.expect(Kind.NUMBER, "the lowest multiplex value");
    long low = whole(first);
    if (lexer.peek().is("-")) {
      lexer.next();
      return range(first, low, whole(lexer.expect(Kind.NUMBER, "the highest multiplex value")));
    }
    Token second = lexer.expect(Kind.NUMBER, "the highest multiplex value");
    return range(first, low, -whole(second));
  }

  private Selection.Range range(Token at, long low, long high) {
    if (low < 0 || high < low) {
      throw lexer.error(
          at.line(), "multiplex values " + low + " to " + high, "write them as 0-1, 5-5");
    }
    return new Selection.Range(low, high);
  }

  private long whole(Token token) {
    try {
      return Long.parseLong(token.text());
    } catch (NumberFormatException e) {
      throw lexer.error(token.line(), token + " is no multiplex value", "write them as 0-1, 5-5");
    }
  }
}
