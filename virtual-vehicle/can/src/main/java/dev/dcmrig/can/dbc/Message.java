// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of a vehicle: identifier, length, sender and signals. */
public final class Message {

  /** The attribute that holds the cycle time in milliseconds. */
  public static final String CYCLE_TIME = "GenMsgCycleTime";

  private final String name;
  private final int id;
  private final boolean extended;
  private final int length;
  private final String sender;
  private final String comment;
  private final Map<String, Signal> signals;
  private final Map<String, String> attributes;
  private final @Nullable Signal multiplexor;
  private final int line;

  Message(Head head, List<Signal> signals, String comment, Map<String, String> attributes) {
    this.name = head.name;
    this.id = head.id;
    this.extended = head.extended;
    this.length = head.length;
    this.sender = head.sender;
    this.line = head.line;
    this.comment = comment;
    this.attributes = attributes;
    this.signals = new LinkedHashMap<>();
    Signal selector = null;
    for (Signal signal : signals) {
      this.signals.put(signal.name(), signal);
      if (selector == null && signal.isMultiplexor() && !signal.isMultiplexed()) {
        selector = signal;
      }
    }
    this.multiplexor = selector;
  }

  /** What a {@code BO_} line says. */
  record Head(String name, int id, boolean extended, int length, String sender, int line) {}

  public String name() {
    return name;
  }

  /** 11 or 29 bits; bit 31 of the file's number is {@link #isExtended()}. */
  public int id() {
    return id;
  }

  public boolean isExtended() {
    return extended;
  }

  /** Bytes, 0 to 64; more for a message of a transport protocol, in a file read leniently. */
  public int length() {
    return length;
  }

  /** The node that sends it; {@code Vector__XXX} is nobody in particular. */
  public String sender() {
    return sender;
  }

  public String comment() {
    return comment;
  }

  /** In the order of the file. */
  public List<Signal> signals() {
    return List.copyOf(signals.values());
  }

  public @Nullable Signal signal(String signalName) {
    return signals.get(signalName);
  }

  /**
   * The signal that selects among multiplexed ones and is always there, or null; {@link
   * Signal#selector()} says which one a signal follows when there are several.
   */
  public @Nullable Signal multiplexor() {
    return multiplexor;
  }

  /** An attribute of this message, or its default, or null if there is no such attribute. */
  public @Nullable String attribute(String attributeName) {
    return attributes.get(attributeName);
  }

  /** {@link #CYCLE_TIME} in milliseconds; 0 if the message is not cyclic. */
  public int cycleTimeMillis() {
    String value = attributes.get(CYCLE_TIME);
    return value == null || !isCycleTime(value) ? 0 : (int) Double.parseDouble(value);
  }

  static boolean isCycleTime(String value) {
    return value.matches("[0-9]{1,9}(\\.0*)?");
  }

  /** Line of the {@code BO_} in its file. */
  public int line() {
    return line;
  }

  @Override
  public String toString() {
    return name;
  }
}
