// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits the text of a DBC file into words, numbers, quoted texts and punctuation. */
final class DbcLexer {

  enum Kind {
    WORD,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  /** One token; {@code first} tells whether it opens a line, {@code start} where it begins. */
  record Token(Kind kind, String text, int line, boolean first, int start) {
    boolean is(String expected) {
      return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(expected);
    }

    @Override
    public String toString() {
      return switch (kind) {
        case END -> "the end of the file";
        case TEXT -> '"' + shown() + '"';
        default -> "'" + shown() + "'";
      };
    }

    /** On one line of a message, whatever a quote that is missing has made of it. */
    private String shown() {
      String start = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
      return start.replaceAll("\\p{Cntrl}+", " ");
    }
  }

  private static final char UNKNOWN = '\uFFFD';

  /** Characters of a token that a message repeats. */
  private static final int MAX_SHOWN = 60;

  /** Longer numbers are nobody's factor. */
  private static final int MAX_DIGITS = 64;

  /** The end of a text file, as DOS wrote it. */
  private static final char CTRL_Z = 0x1A;

  private final String fileName;
  private final String source;
  private int position;
  private int line = 1;
  private boolean lineStart = true;
  private @Nullable Token peeked;

  DbcLexer(String fileName, String source) {
    this.fileName = fileName;
    // Old tools end lines with a carriage return alone.
    this.source = source.indexOf('\n') < 0 ? source.replace('\r', '\n') : source;
  }

  Token peek() {
    Token token = peeked;
    if (token == null) {
      token = read();
      peeked = token;
    }
    return token;
  }

  Token next() {
    Token token = peek();
    peeked = null;
    return token;
  }

  /** Reads from this token again. */
  void back(Token token) {
    position = token.start();
    line = token.line();
    lineStart = token.first();
    peeked = null;
  }

  /** Where the next token is looked for. */
  Place place() {
    Token token = peeked;
    return token == null
        ? new Place(position, line, lineStart)
        : new Place(token.start(), token.line(), token.first());
  }

  /** A place in the text, to come back to. */
  record Place(int position, int line, boolean lineStart) {}

  /**
   * Goes on with the first line after this place that begins with one of these words: whatever was
   * read between is given up, even a text that seemed to run on.
   */
  void skipToLine(Place from, Set<String> words) {
    position = from.position();
    line = from.line();
    lineStart = from.lineStart();
    peeked = null;
    skipBlanks();
    while (skipLine()) {
      int begin = position;
      while (position < source.length() && isBlankInLine(source.charAt(position))) {
        position++;
      }
      boolean found = words.contains(source.substring(position, wordEnd()));
      position = begin;
      if (found) {
        return;
      }
    }
  }

  /** Passes over this token and everything after it on its line. */
  void skipRestOfLine(Token from) {
    back(from);
    int end = source.indexOf('\n', position);
    position = end < 0 ? source.length() : end;
  }

  /** Goes on after this sign, if it stands on the line of the place; false: it doesn't. */
  boolean skipAfter(Place from, char sign) {
    int at = source.indexOf(sign, from.position());
    int end = source.indexOf('\n', from.position());
    if (at < 0 || (end >= 0 && at > end)) {
      return false;
    }
    position = at + 1;
    line = from.line();
    lineStart = false;
    peeked = null;
    return true;
  }

  private static boolean isBlankInLine(char c) {
    return c != '\n' && Character.isWhitespace(c);
  }

  /** Goes to the beginning of the next line; false: there is none. */
  private boolean skipLine() {
    int end = source.indexOf('\n', position);
    position = end < 0 ? source.length() : end + 1;
    line += end < 0 ? 0 : 1;
    lineStart = true;
    return end >= 0;
  }

  /**
   * A name that need not be an identifier: everything up to a blank or a sign that ends names.
   * Null: there is none on this line.
   */
  @Nullable Token looseName() {
    Token next = peek();
    if (next.first() || next.kind() == Kind.END || next.kind() == Kind.TEXT) {
      return null;
    }
    int end = next.start();
    while (end < source.length() && isLoose(source.charAt(end))) {
      end++;
    }
    if (end == next.start()) {
      return null;
    }
    back(next);
    return take(Kind.WORD, end, false);
  }

  private static boolean isLoose(char c) {
    return !Character.isWhitespace(c) && !Character.isISOControl(c) && ":;,|@\"()[]".indexOf(c) < 0;
  }

  DbcException error(int atLine, String what, String remedy) {
    return new DbcException(fileName, atLine, what, remedy);
  }

  Token expect(Kind kind, String what) {
    Token token = next();
    if (token.kind() != kind) {
      throw error(token.line(), "found " + token, what + " should be here");
    }
    return token;
  }

  Token expectSign(String sign) {
    Token token = next();
    if (!token.is(sign)) {
      throw error(token.line(), "found " + token, "'" + sign + "' should be here");
    }
    return token;
  }

  /** A quoted text that is shown on one line: a unit, a word of a value. */
  String shortText(String what) {
    return expect(Kind.TEXT, what).text().replaceAll("[\\t-\\r]+", " ");
  }

  String word(String what) {
    return expect(Kind.WORD, what).text();
  }

  /**
   * A number as its digits say. What a double can't tell apart from 0, or digits beyond any
   * measure, are taken as the nearest double.
   */
  BigDecimal decimal(String what) {
    String digits = expect(Kind.NUMBER, what).text();
    double number = Double.parseDouble(digits);
    boolean plain =
        digits.length() <= MAX_DIGITS && (number == 0 || Math.abs(number) > Double.MIN_NORMAL);
    return plain && number != 0 ? new BigDecimal(digits) : BigDecimal.valueOf(number);
  }

  double number(String what) {
    return Double.parseDouble(expect(Kind.NUMBER, what).text());
  }

  long integer(String what) {
    Token token = expect(Kind.NUMBER, what);
    try {
      return Long.parseLong(token.text());
    } catch (NumberFormatException e) {
      throw error(token.line(), token + " is no whole number", what + " should be here");
    }
  }

  private Token read() {
    skipBlanks();
    boolean first = lineStart;
    lineStart = false;
    if (position >= source.length()) {
      return new Token(Kind.END, "", line, first, position);
    }
    char c = source.charAt(position);
    if (c == '"') {
      return text(first);
    }
    if (isWordStart(c)) {
      return take(Kind.WORD, wordEnd(), first);
    }
    if (isNumberStart(c)) {
      return number(take(Kind.NUMBER, numberEnd(), first));
    }
    return take(Kind.SIGN, position + 1, first);
  }

  private void skipBlanks() {
    while (position < source.length()) {
      char c = source.charAt(position);
      if (c == '\n') {
        line++;
        lineStart = true;
      } else if (c == '/' && source.startsWith("//", position)) {
        int end = source.indexOf('\n', position);
        position = end < 0 ? source.length() : end;
        continue;
      } else if (c == '/' && source.startsWith("/*", position)) {
        skipComment();
        continue;
      } else if (!Character.isWhitespace(c) && c != '\uFEFF' && c != CTRL_Z) {
        return;
      }
      position++;
    }
  }

  private void skipComment() {
    int end = source.indexOf("*/", position + 2);
    int after = end < 0 ? source.length() : end + 2;
    while (position < after) {
      if (source.charAt(position++) == '\n') {
        line++;
        lineStart = true;
      }
    }
  }

  /** A quoted text may run over several lines; a backslash guards the character after it. */
  private Token text(boolean first) {
    int startLine = line;
    int start = position;
    StringBuilder content = new StringBuilder();
    position++;
    while (position < source.length()) {
      char c = source.charAt(position++);
      if (c == '"') {
        return new Token(Kind.TEXT, content.toString(), startLine, first, start);
      }
      if (c == '\n') {
        line++;
      }
      if (c == '\\' && position < source.length() && source.charAt(position) == '"') {
        c = source.charAt(position++);
      }
      // A terminal would obey an escape sequence that a word or a unit carries.
      content.append(Character.isISOControl(c) && !Character.isWhitespace(c) ? UNKNOWN : c);
    }
    throw error(startLine, "the text that begins here has no closing quote", "add a '\"'");
  }

  private Token take(Kind kind, int end, boolean first) {
    int start = position;
    String text = source.substring(start, end);
    position = end;
    return new Token(kind, text, line, first, start);
  }

  private Token number(Token token) {
    try {
      if (Double.isFinite(Double.parseDouble(token.text()))) {
        return token;
      }
    } catch (NumberFormatException e) {
      // Told below, as what is too large.
    }
    throw error(token.line(), token + " is no number", "write it like -12, 0.5 or 1E-07");
  }

  private int wordEnd() {
    int end = position;
    while (end < source.length()
        && (isWordStart(source.charAt(end)) || Character.isDigit(source.charAt(end)))) {
      end++;
    }
    return end;
  }

  /** A sign belongs to a number only if a digit or a point follows: {@code 0+} has a lone sign. */
  private boolean isNumberStart(char c) {
    if (Character.isDigit(c) || c == '.') {
      return true;
    }
    if ((c != '-' && c != '+') || position + 1 >= source.length()) {
      return false;
    }
    char after = source.charAt(position + 1);
    return Character.isDigit(after) || after == '.';
  }

  private int numberEnd() {
    int end = position + 1;
    while (end < source.length()) {
      char c = source.charAt(end);
      boolean exponentSign = (c == '-' || c == '+') && "eE".indexOf(source.charAt(end - 1)) >= 0;
      if (!Character.isDigit(c) && c != '.' && c != 'e' && c != 'E' && !exponentSign) {
        break;
      }
      end++;
    }
    return end;
  }

  private static boolean isWordStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
