// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been read of a DBC file so far; {@link #finish()} checks it and makes it immutable. */
final class DbcDraft {

  /** More signals of one message are no vehicle's. */
  private static final int MAX_SIGNALS = 2_000;

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
      SignalDraft before = signals.putIfAbsent(layout.name(), new SignalDraft(layout));
      if (before != null) {
        findings.leftOut(
            layout.line(),
            "message " + head.name() + " has two signals " + layout.name(),
            "rename this one or the one of line " + before.layout.line());
      } else if (signals.size() > MAX_SIGNALS) {
        signals.remove(layout.name());
        findings.leftOut(
            layout.line(),
            "message " + head.name() + " has more than " + MAX_SIGNALS + " signals",
            "split it");
      }
    }
  }

  /** What {@code SG_MUL_VAL_} says of a signal. */
  record ExtendedSelection(String selector, List<Selection.Range> ranges, int line) {}

  /** A signal whose words, comment and attributes may still come. */
  static final class SignalDraft {
    final Signal.Layout layout;
    final Map<Long, String> words = new LinkedHashMap<>();
    final Map<String, String> attributes = new LinkedHashMap<>();
    int wordsLine;
    String comment = "";
    Signal.ValueType type = Signal.ValueType.INTEGER;
    @Nullable ExtendedSelection selection;

    SignalDraft(Signal.Layout layout) {
      this.layout = layout;
    }
  }

  private final String fileName;
  private final Findings findings;
  String version = "";
  final List<String> nodes = new ArrayList<>();
  final Map<String, Map<Long, String>> valueTables = new LinkedHashMap<>();
  final Map<String, String> networkAttributes = new LinkedHashMap<>();
  final Map<String, Map<String, String>> nodeAttributes = new LinkedHashMap<>();
  private final Map<Long, MessageDraft> messages = new LinkedHashMap<>();
  private final Map<Long, MessageDraft> byNumber = new HashMap<>();
  private final Map<String, MessageDraft> byName = new HashMap<>();
  private final Set<Long> forgotten = new HashSet<>();
  private final Map<String, AttributeDefinition> definitions = new LinkedHashMap<>();
  private final List<Runnable> later = new ArrayList<>();

  DbcDraft(String fileName, Findings findings) {
    this.fileName = fileName;
    this.findings = findings;
  }

  /** Runs this at once; with a lenient reader when all sections have been read, in any order. */
  void later(Runnable task) {
    if (findings.isLenient()) {
      later.add(task);
    } else {
      task.run();
    }
  }

  /**
   * Adds a message.
   *
   * @param number of the file, by which other sections speak of it
   * @return null: it can't be taken, which has been noted
   */
  @Nullable MessageDraft add(Message.Head head, long number) {
    if (messages.size() >= DbcParser.MAX_MESSAGES) {
      findings.leftOut(
          head.line(), "more than " + DbcParser.MAX_MESSAGES + " messages", "split the file");
      return null;
    }
    MessageDraft message = new MessageDraft(head);
    MessageDraft same = messages.putIfAbsent(Dbc.key(head.id(), head.extended()), message);
    if (same != null) {
      findings.leftOut(
          head.line(),
          String.format("identifier 0x%X of %s", head.id(), head.name())
              + " is already that of "
              + same.head.name(),
          "change it here or in line " + same.head.line());
      return null;
    }
    byNumber.put(number, message);
    same = byName.putIfAbsent(head.name(), message);
    if (same != null) {
      findings.taken(
          head.line(),
          "there are two messages " + head.name(),
          "rename this one or the one of line " + same.head.line(),
          "told apart by their identifiers");
    }
    return message;
  }

  @Nullable MessageDraft byNumber(long number) {
    return byNumber.get(number);
  }

  /** A message of this number was left out, and why has been said. */
  void forget(long number) {
    forgotten.add(number);
  }

  boolean isForgotten(long number) {
    return forgotten.contains(number);
  }

  void define(int line, AttributeDefinition definition) {
    if (definitions.putIfAbsent(definition.name, definition) != null) {
      findings.leftOut(line, "attribute " + definition.name + " is defined twice", "remove one");
    }
  }

  /** Null: there is none, which has been noted. */
  @Nullable AttributeDefinition definition(int line, String name) {
    AttributeDefinition definition = definitions.get(name);
    if (definition == null) {
      findings.taken(
          line,
          "attribute \"" + name + "\" is not defined",
          "add a BA_DEF_ before this line or correct the name",
          "its value is taken as it is");
    }
    return definition;
  }

  Dbc finish() {
    later.forEach(Runnable::run);
    LongNames longNames = new LongNames(findings, nodeAttributes);
    List<Message> finished = new ArrayList<>();
    Set<String> names = new HashSet<>(byName.keySet());
    for (MessageDraft draft : messages.values()) {
      finished.add(finish(draft, longNames, names));
    }
    return new Dbc(
        fileName,
        version,
        nodes.stream().map(longNames::node).toList(),
        finished,
        Collections.unmodifiableMap(valueTables),
        withDefaults(networkAttributes, AttributeDefinition.Owner.NETWORK));
  }

  private Message finish(MessageDraft draft, LongNames longNames, Set<String> names) {
    MessageCheck check = new MessageCheck(findings, draft);
    check.leaveOutWhatDoesNotFit();
    Map<SignalDraft, String> signalNames = longNames.signals(draft);
    List<Signal> signals =
        new Multiplexing(findings, draft)
            .signals(
                (signal, multiplexing) ->
                    new Signal(
                        signal.layout.withReceivers(
                            signal.layout.receivers().stream().map(longNames::node).toList()),
                        signalNames.getOrDefault(signal, signal.layout.name()),
                        signal.type,
                        Collections.unmodifiableMap(check.words(signal)),
                        signal.comment,
                        withDefaults(signal.attributes, AttributeDefinition.Owner.SIGNAL),
                        multiplexing));
    check.ranges(signals);
    check.overlaps(signals);
    checkCycleTime(draft);
    return new Message(
        longNames.message(draft, names),
        signals,
        draft.comment,
        withDefaults(draft.attributes, AttributeDefinition.Owner.MESSAGE));
  }

  private void checkCycleTime(MessageDraft draft) {
    String value = draft.attributes.get(Message.CYCLE_TIME);
    if (value != null && !Message.isCycleTime(value)) {
      draft.attributes.remove(Message.CYCLE_TIME);
      findings.leftOut(
          draft.head.line(),
          "attribute " + Message.CYCLE_TIME + " of " + draft.head.name() + " is " + value,
          "give a whole number from 0 to 999999999");
    }
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
