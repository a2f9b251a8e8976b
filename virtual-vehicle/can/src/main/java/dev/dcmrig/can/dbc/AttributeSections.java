// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.dbc.DbcLexer.Kind;
import dev.dcmrig.can.dbc.DbcLexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads {@code BA_DEF_}, {@code BA_DEF_DEF_} and {@code BA_}. */
final class AttributeSections {
  private final DbcLexer lexer;
  private final DbcDraft draft;
  private final Findings findings;
  private final References references;
  private final SectionEnd end;

  AttributeSections(
      DbcLexer lexer, DbcDraft draft, Findings findings, References references, SectionEnd end) {
    this.lexer = lexer;
    this.draft = draft;
    this.findings = findings;
    this.references = references;
    this.end = end;
  }

  void definition() {
    AttributeDefinition.Owner owner = owner();
    Token name = name();
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
    end.read();
    draft.define(
        name.line(), new AttributeDefinition(name.text(), owner, type, choices, minimum, maximum));
  }

  private Token name() {
    return lexer.expect(Kind.TEXT, "the attribute's name in quotes");
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
    Token name = name();
    Token value = lexer.next();
    end.read();
    draft.later(
        () -> {
          AttributeDefinition definition = draft.definition(name.line(), name.text());
          if (definition != null) {
            definition.defaultValue = accept(definition, value);
          }
        });
  }

  void value() {
    Token name = name();
    Supplier<@Nullable Map<String, String>> target = target();
    Token value = lexer.next();
    end.read();
    draft.later(
        () -> {
          AttributeDefinition definition = draft.definition(name.line(), name.text());
          Map<String, String> attributes = target.get();
          String accepted = definition == null ? value.text() : accept(definition, value);
          if (attributes != null && accepted != null) {
            attributes.put(name.text(), accepted);
          }
        });
  }

  /** Where the attributes of what comes next are kept; gives null when there is no such thing. */
  private Supplier<@Nullable Map<String, String>> target() {
    Token owner = lexer.peek();
    if (owner.kind() != Kind.WORD) {
      return () -> draft.networkAttributes;
    }
    lexer.next();
    return switch (owner.text()) {
      case "BO_" -> {
        Supplier<DbcDraft.@Nullable MessageDraft> message = references.message(owner.line());
        yield () -> {
          DbcDraft.MessageDraft found = message.get();
          return found == null ? null : found.attributes;
        };
      }
      case "SG_" -> {
        Supplier<DbcDraft.@Nullable SignalDraft> signal = references.signal(owner.line());
        yield () -> {
          DbcDraft.SignalDraft found = signal.get();
          return found == null ? null : found.attributes;
        };
      }
      case "BU_" -> {
        String node = lexer.word("a node's name");
        yield () -> draft.nodeAttributes.computeIfAbsent(node, key -> new LinkedHashMap<>());
      }
      default -> {
        lexer.word("a name");
        // Environment variables say nothing about frames.
        yield () -> null;
      }
    };
  }

  private @Nullable String accept(AttributeDefinition definition, Token token) {
    String value = definition.accept(token);
    if (value != null) {
      return value;
    }
    String what = token + " as value of attribute " + definition.name;
    String remedy = "it is " + definition.describe();
    String understood = findings.isLenient() ? definition.understand(token) : null;
    if (understood == null) {
      findings.leftOut(token.line(), what, remedy);
    } else {
      findings.taken(token.line(), what, remedy, remedy + "; taken as it is");
    }
    return understood;
  }
}
