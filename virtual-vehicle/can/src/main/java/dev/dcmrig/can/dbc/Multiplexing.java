// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Works out which signal of a message says when another one is there.
 *
 * <pre>
 *   one signal marked M, m0M, ...   it selects all that are marked m0, m1, ...: by that value, and
 *                                   by those that SG_MUL_VAL_ adds
 *   several                         each signal follows the one that its SG_MUL_VAL_ names, by its
 *                                   values; the chain may have any depth
 * </pre>
 */
final class Multiplexing {

  /** What a signal follows. */
  private record Rule(String selector, Selection selection) {}

  private final Findings findings;
  private final DbcDraft.MessageDraft message;
  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<String, Signal> made = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final Set<String> leftOut = new HashSet<>();

  Multiplexing(Findings findings, DbcDraft.MessageDraft message) {
    this.findings = findings;
    this.message = message;
  }

  /** The message's signals in the order of the file, each with what says when it is there. */
  List<Signal> signals(BiFunction<DbcDraft.SignalDraft, Signal.Multiplexing, Signal> make) {
    List<DbcDraft.SignalDraft> selectors =
        message.signals.values().stream().filter(each -> each.layout.multiplexor()).toList();
    for (DbcDraft.SignalDraft signal : message.signals.values()) {
      Rule rule = selectors.size() == 1 ? ofOne(selectors.get(0), signal) : ofSeveral(signal);
      if (rule != null) {
        rules.put(signal.layout.name(), rule);
      } else {
        checkMark(signal, selectors.size());
      }
    }
    List<Signal> signals = new ArrayList<>();
    for (DbcDraft.SignalDraft draft : message.signals.values()) {
      Signal signal = signal(draft, make);
      if (signal != null) {
        signals.add(signal);
      }
    }
    return signals;
  }

  private static @Nullable Rule ofOne(DbcDraft.SignalDraft selector, DbcDraft.SignalDraft signal) {
    int mark = signal.layout.multiplexMark();
    if (signal == selector || mark == Signal.NOT_MULTIPLEXED) {
      return null;
    }
    List<Selection.Range> ranges = new ArrayList<>();
    ranges.add(new Selection.Range(mark, mark));
    String name = selector.layout.name();
    if (signal.selection != null && signal.selection.selector().equals(name)) {
      ranges.addAll(signal.selection.ranges());
    }
    return new Rule(name, new Selection(ranges));
  }

  private static @Nullable Rule ofSeveral(DbcDraft.SignalDraft signal) {
    DbcDraft.ExtendedSelection selection = signal.selection;
    boolean marked =
        signal.layout.multiplexor() || signal.layout.multiplexMark() != Signal.NOT_MULTIPLEXED;
    return selection == null || !marked
        ? null
        : new Rule(selection.selector(), new Selection(selection.ranges()));
  }

  private void checkMark(DbcDraft.SignalDraft signal, int selectors) {
    Signal.Layout layout = signal.layout;
    if (layout.multiplexMark() != Signal.NOT_MULTIPLEXED) {
      findings.taken(
          layout.line(),
          name(signal)
              + " is multiplexed (m"
              + layout.multiplexMark()
              + ") and "
              + (selectors > 1 ? "no SG_MUL_VAL_ says by which" : "there is no multiplexor"),
          selectors > 1 ? "add a SG_MUL_VAL_" : "mark one signal of the message with M",
          "taken as always there");
    } else if (layout.multiplexor() && selectors > 1 && !isFollowed(layout.name())) {
      findings.taken(
          layout.line(),
          name(signal) + " is one of " + selectors + " multiplexors and selects nothing",
          "keep one M, or say with SG_MUL_VAL_ what each selects",
          "taken as a plain signal");
    }
  }

  private boolean isFollowed(String selector) {
    return message.signals.values().stream()
        .anyMatch(each -> each.selection != null && each.selection.selector().equals(selector));
  }

  private @Nullable Signal signal(
      DbcDraft.SignalDraft draft,
      BiFunction<DbcDraft.SignalDraft, Signal.Multiplexing, Signal> make) {
    String name = draft.layout.name();
    Signal before = made.get(name);
    if (before != null || leftOut.contains(name)) {
      return before;
    }
    Rule rule = rules.get(name);
    Signal.Multiplexing multiplexing = Signal.Multiplexing.NONE;
    if (rule != null) {
      Signal selector = selector(draft, rule, make);
      if (selector == null) {
        leftOut.add(name);
        return null;
      }
      multiplexing = new Signal.Multiplexing(selector, rule.selection);
    }
    Signal signal = make.apply(draft, multiplexing);
    made.put(name, signal);
    return signal;
  }

  private @Nullable Signal selector(
      DbcDraft.SignalDraft of,
      Rule rule,
      BiFunction<DbcDraft.SignalDraft, Signal.Multiplexing, Signal> make) {
    DbcDraft.SignalDraft draft = message.signals.get(rule.selector);
    if (draft == null) {
      findings.leftOut(
          of.layout.line(),
          name(of) + " follows " + rule.selector + ", which the message does not have",
          "correct its SG_MUL_VAL_");
      return null;
    }
    if (!underWay.add(of.layout.name())) {
      findings.leftOut(
          of.layout.line(), name(of) + " selects itself", "break the circle of SG_MUL_VAL_");
      return null;
    }
    try {
      return signal(draft, make);
    } finally {
      underWay.remove(of.layout.name());
    }
  }

  private String name(DbcDraft.SignalDraft signal) {
    return "signal " + signal.layout.name() + " of message " + message.head.name();
  }
}
