// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code BA_DEF_} line: what an attribute is called, what has it and what it may be. */
final class AttributeDefinition {

  /** What an attribute belongs to. */
  enum Owner {
    NETWORK,
    NODE,
    MESSAGE,
    SIGNAL,
    ENVIRONMENT
  }

  final String name;
  final Owner owner;
  final String type;
  final List<String> choices;
  final double minimum;
  final double maximum;
  @Nullable String defaultValue;

  AttributeDefinition(
      String name, Owner owner, String type, List<String> choices, double minimum, double maximum) {
    this.name = name;
    this.owner = owner;
    this.type = type;
    this.choices = choices;
    this.minimum = minimum;
    this.maximum = maximum;
  }

  /**
   * The value as this definition understands it.
   *
   * @return the text of the value, or null if it is not allowed
   */
  @Nullable String accept(DbcLexer.Token token) {
    if (type.equals("STRING")) {
      return token.kind() == DbcLexer.Kind.TEXT ? token.text() : null;
    }
    if (type.equals("ENUM")) {
      return acceptChoice(token);
    }
    if (token.kind() != DbcLexer.Kind.NUMBER) {
      return null;
    }
    double number = Double.parseDouble(token.text());
    boolean inRange = minimum >= maximum || (number >= minimum && number <= maximum);
    return inRange ? token.text() : null;
  }

  /** Tools write an enumerated value as its text or as its index. */
  private @Nullable String acceptChoice(DbcLexer.Token token) {
    if (token.kind() == DbcLexer.Kind.TEXT) {
      // An empty text is how tools write that there is no default.
      boolean known = token.text().isEmpty() || choices.contains(token.text());
      return known ? token.text() : null;
    }
    if (token.kind() != DbcLexer.Kind.NUMBER) {
      return null;
    }
    double index = Double.parseDouble(token.text());
    return index >= 0 && index < choices.size() ? choices.get((int) index) : null;
  }

  /**
   * What a lenient reader makes of a value that is not allowed: a number or a text of another kind,
   * or out of range, says still what was meant; an index beyond the choices doesn't.
   */
  @Nullable String understand(DbcLexer.Token token) {
    boolean number = token.kind() == DbcLexer.Kind.NUMBER;
    if (token.kind() != DbcLexer.Kind.TEXT && !number) {
      return null;
    }
    return switch (type) {
      case "STRING" -> token.text();
      case "ENUM" -> number ? null : token.text();
      default -> number || isNumber(token.text()) ? token.text() : null;
    };
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?\\d{1,15}(\\.\\d{0,15})?");
  }

  String describe() {
    if (type.equals("ENUM")) {
      return "one of " + String.join(", ", choices);
    }
    return minimum < maximum ? type + " " + minimum + " to " + maximum : type;
  }
}
