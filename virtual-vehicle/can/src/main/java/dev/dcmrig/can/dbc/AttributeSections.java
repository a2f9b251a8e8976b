// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.dbc.DbcLexer.Kind;
import dev.dcmrig.can.dbc.DbcLexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code BA_DEF_}, {@code BA_DEF_DEF_} and {@code BA_}. */
final class AttributeSections {
  private final DbcLexer lexer;
  private final DbcDraft draft;
  private final References references;

  AttributeSections(DbcLexer lexer, DbcDraft draft, References references) {
    this.lexer = lexer;
    this.draft = draft;
    this.references = references;
  }

  void definition() {
    AttributeDefinition.Owner owner = owner();
    Token name = lexer.expect(Kind.TEXT, "the attribute's name in quotes");
    String type = lexer.word("the attribute's type");
    List<String> choices = new ArrayList<>();
    double minimum = 0;
    double maximum = 0;
    switch (type) {
      case "INT", "HEX", "FLOAT" -> {
        if (lexer.peek().kind() == Kind.NUMBER) {
          minimum = lexer.number("the minimum");
          maximum = lexer.number("the maximum");
        }
      }
      case "ENUM" -> {
        do {
          choices.add(lexer.expect(Kind.TEXT, "a choice in quotes").text());
        } while (lexer.peek().is(",") && lexer.next().is(","));
      }
      case "STRING" -> {}
      default ->
          throw lexer.error(
              name.line(), "attribute type " + type, "use INT, HEX, FLOAT, STRING or ENUM");
    }
    lexer.expectSign(";");
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

  void defaultValue() {
    Token name = lexer.expect(Kind.TEXT, "the attribute's name in quotes");
    AttributeDefinition definition = draft.definition(name.line(), name.text());
    definition.defaultValue = attributeValue(definition);
    lexer.expectSign(";");
  }

  void value() {
    Token name = lexer.expect(Kind.TEXT, "the attribute's name in quotes");
    AttributeDefinition definition = draft.definition(name.line(), name.text());
    Token owner = lexer.peek();
    Map<String, String> target = draft.networkAttributes;
    if (owner.kind() == Kind.WORD) {
      lexer.next();
      target =
          switch (owner.text()) {
            case "BO_" -> references.message(owner.line()).attributes;
            case "SG_" -> references.signal(owner.line()).attributes;
            default -> {
              lexer.word("a name");
              // Nodes and environment variables say nothing about frames.
              yield new LinkedHashMap<>();
            }
          };
    }
    target.put(name.text(), attributeValue(definition));
    lexer.expectSign(";");
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
}
