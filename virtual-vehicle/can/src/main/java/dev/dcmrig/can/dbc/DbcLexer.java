// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

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

  /** One token; {@code first} tells whether it opens a line. */
  record Token(Kind kind, String text, int line, boolean first) {
    boolean is(String expected) {
      return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(expected);
    }

    @Override
    public String toString() {
      return switch (kind) {
        case END -> "the end of the file";
        case TEXT -> '"' + text + '"';
        default -> "'" + text + "'";
      };
    }
  }

  private final String fileName;
  private final String source;
  private int position;
  private int line = 1;
  private boolean lineStart = true;
  private @Nullable Token peeked;

  DbcLexer(String fileName, String source) {
    this.fileName = fileName;
    this.source = source;
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

  String word(String what) {
    return expect(Kind.WORD, what).text();
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
      return new Token(Kind.END, "", line, first);
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
      } else if (!Character.isWhitespace(c) && c != '\uFEFF') {
        return;
      }
      position++;
    }
  }

  /** A quoted text may run over several lines; a backslash guards the character after it. */
  private Token text(boolean first) {
    int startLine = line;
    StringBuilder content = new StringBuilder();
    position++;
    while (position < source.length()) {
      char c = source.charAt(position++);
      if (c == '"') {
        return new Token(Kind.TEXT, content.toString(), startLine, first);
      }
      if (c == '\n') {
        line++;
      }
      if (c == '\\' && position < source.length() && source.charAt(position) == '"') {
        c = source.charAt(position++);
      }
      content.append(c);
    }
    throw error(startLine, "the text that begins here has no closing quote", "add a '\"'");
  }

  private Token take(Kind kind, int end, boolean first) {
    String text = source.substring(position, end);
    position = end;
    return new Token(kind, text, line, first);
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
