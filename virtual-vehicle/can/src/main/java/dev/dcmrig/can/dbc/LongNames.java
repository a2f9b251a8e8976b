// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names longer than 32 characters: Vector's tools cut them in the file, and keep the whole ones in
 * attributes ({@code SystemMessageLongSymbol} and the like).
 */
final class LongNames {
  private static final String NODE = "SystemNodeLongSymbol";
  private static final String MESSAGE = "SystemMessageLongSymbol";
  private static final String SIGNAL = "SystemSignalLongSymbol";

  private final Findings findings;
  private final Map<String, String> nodes = new HashMap<>();

  LongNames(Findings findings, Map<String, Map<String, String>> nodeAttributes) {
    this.findings = findings;
    nodeAttributes.forEach(
        (node, attributes) -> {
          String name = attributes.get(NODE);
          if (name != null && !name.isBlank()) {
            nodes.put(node, name);
          }
        });
  }

  String node(String shortName) {
    return nodes.getOrDefault(shortName, shortName);
  }

  /**
   * The head of a message with its long name, and its sender's.
   *
   * @param taken names of all messages; the new one is added
   */
  Message.Head message(DbcDraft.MessageDraft draft, Set<String> taken) {
    Message.Head head = draft.head;
    String name = choose(head.name(), draft.attributes.get(MESSAGE), taken, head.line());
    return new Message.Head(
        name, head.id(), head.extended(), head.length(), node(head.sender()), head.line());
  }

  /** The signals of a message whose long names can be used, with these names. */
  Map<DbcDraft.SignalDraft, String> signals(DbcDraft.MessageDraft message) {
    Map<DbcDraft.SignalDraft, String> names = new HashMap<>();
    Set<String> taken = new HashSet<>(message.signals.keySet());
    for (DbcDraft.SignalDraft signal : message.signals.values()) {
      Signal.Layout layout = signal.layout;
      String name = choose(layout.name(), signal.attributes.get(SIGNAL), taken, layout.line());
      names.put(signal, name);
    }
    return names;
  }

  private String choose(String shortName, @Nullable String longName, Set<String> taken, int line) {
    if (longName == null || longName.isBlank() || longName.equals(shortName)) {
      return shortName;
    }
    if (!taken.add(longName)) {
      findings.leftOut(
          line,
          "the long name " + longName + " of " + shortName + " is another's already",
          "give each its own");
      return shortName;
    }
    return longName;
  }
}
