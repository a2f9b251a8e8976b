// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been read of a DBC file so far; {@link #finish()} checks it and makes it immutable. */
final class DbcDraft {

  /** A message whose comment and attributes may still come. */
  final class MessageDraft {
    final Message.Head head;
    final Map<String, SignalDraft> signals = new LinkedHashMap<>();
    final Map<String, String> attributes = new LinkedHashMap<>();
    String comment = "";

    MessageDraft(Message.Head head) {
      this.head = head;
    }

    void add(Signal.Layout layout) {
      SignalDraft before = signals.put(layout.name(), new SignalDraft(layout));
      if (before != null) {
        throw error(
            layout.line(),
            "message " + head.name() + " has two signals " + layout.name(),
            "rename this one or the one of line " + before.layout.line());
      }
    }
  }

  /** A signal whose words, comment and attributes may still come. */
  static final class SignalDraft {
    final Signal.Layout layout;
    final Map<Long, String> words = new LinkedHashMap<>();
    final Map<String, String> attributes = new LinkedHashMap<>();
    String comment = "";
    Signal.ValueType type = Signal.ValueType.INTEGER;

    SignalDraft(Signal.Layout layout) {
      this.layout = layout;
    }
  }

  private final String fileName;
  String version = "";
  final List<String> nodes = new ArrayList<>();
  final Map<String, Map<Long, String>> valueTables = new LinkedHashMap<>();
  final Map<String, String> networkAttributes = new LinkedHashMap<>();
  private final Map<Long, MessageDraft> messages = new LinkedHashMap<>();
  private final Map<String, MessageDraft> messagesByName = new LinkedHashMap<>();
  private final Map<String, AttributeDefinition> definitions = new LinkedHashMap<>();

  DbcDraft(String fileName) {
    this.fileName = fileName;
  }

  DbcException error(int line, String what, String remedy) {
    return new DbcException(fileName, line, what, remedy);
  }

  MessageDraft add(Message.Head head) {
    if (messages.size() >= DbcParser.MAX_MESSAGES) {
      throw error(
          head.line(), "more than " + DbcParser.MAX_MESSAGES + " messages", "split the file");
    }
    MessageDraft message = new MessageDraft(head);
    MessageDraft same = messages.put(Dbc.key(head.id(), head.extended()), message);
    if (same != null) {
      throw error(
          head.line(),
          String.format("identifier 0x%X of %s", head.id(), head.name())
              + " is already that of "
              + same.head.name(),
          "change it here or in line " + same.head.line());
    }
    same = messagesByName.put(head.name(), message);
    if (same != null) {
      throw error(
          head.line(),
          "there are two messages " + head.name(),
          "rename this one or the one of line " + same.head.line());
    }
    return message;
  }

  @Nullable MessageDraft byNumber(long number) {
    return messages.get(number);
  }

  void define(int line, AttributeDefinition definition) {
    if (definitions.put(definition.name, definition) != null) {
      throw error(line, "attribute " + definition.name + " is defined twice", "remove one");
    }
  }

  AttributeDefinition definition(int line, String name) {
    AttributeDefinition definition = definitions.get(name);
    if (definition == null) {
      throw error(
          line,
          "attribute \"" + name + "\" is not defined",
          "add a BA_DEF_ before this line or correct the name");
    }
    return definition;
  }

  Dbc finish() {
    List<Message> finished = new ArrayList<>();
    for (MessageDraft draft : messages.values()) {
      List<Signal> signals = new ArrayList<>();
      for (SignalDraft signal : draft.signals.values()) {
        signals.add(
            new Signal(
                signal.layout,
                signal.type,
                Collections.unmodifiableMap(signal.words),
                signal.comment,
                withDefaults(signal.attributes, AttributeDefinition.Owner.SIGNAL)));
      }
      new MessageCheck(this, draft.head, signals).run();
      checkNumber(draft.head.line(), draft.head.name(), Message.CYCLE_TIME, draft.attributes);
      finished.add(
          new Message(
              draft.head,
              signals,
              draft.comment,
              withDefaults(draft.attributes, AttributeDefinition.Owner.MESSAGE)));
    }
    return new Dbc(
        fileName,
        version,
        nodes,
        finished,
        Collections.unmodifiableMap(valueTables),
        withDefaults(networkAttributes, AttributeDefinition.Owner.NETWORK));
  }

  private void checkNumber(
      int line, String owner, String attribute, Map<String, String> attributes) {
    String value = attributes.get(attribute);
    if (value == null || value.matches("\\d{1,9}(\\.0*)?")) {
      return;
    }
    throw error(
        line,
        "attribute " + attribute + " of " + owner + " is " + value,
        "give a whole number from 0 to 999999999");
  }

  private Map<String, String> withDefaults(
      Map<String, String> given, AttributeDefinition.Owner owner) {
    Map<String, String> all = new LinkedHashMap<>();
    for (AttributeDefinition definition : definitions.values()) {
      if (definition.owner == owner && definition.defaultValue != null) {
        all.put(definition.name, definition.defaultValue);
      }
    }
    all.putAll(given);
    return Collections.unmodifiableMap(all);
  }
}
