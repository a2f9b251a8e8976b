// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.can.dbc.Signal;
import dev.dcmrig.can.e2e.E2eProfile;
import dev.dcmrig.sim.Timeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The language of one vehicle: which message, signal and raw value carries a domain value. Made
 * from a DBC file and the {@code bindings} of a file in {@code hil-configs/vehicles/}. Immutable;
 * readers and writers made from it have the state.
 */
public final class VehicleBinding {
  private final String fileName;
  private final Dbc dbc;
  private final Map<DomainValue, BoundValue> values;

  /** The same, for the ECUs that ask with every frame. */
  private final Map<DomainValue, BoundValue> quick = new EnumMap<>(DomainValue.class);

  private final Map<Message, E2eProfile> profiles = new LinkedHashMap<>();

  private VehicleBinding(String fileName, Dbc dbc, Map<DomainValue, BoundValue> values) {
    this.fileName = fileName;
    this.dbc = dbc;
    this.values = values;
    quick.putAll(values);
    for (Message message : dbc.messages()) {
      E2eProfile profile = profile(message);
      if (profile != null) {
        profiles.put(message, profile);
      }
    }
    values.values().forEach(this::checkClearOfProtection);
  }

  /**
   * Binds and checks.
   *
   * @param vehicleFileName as messages shall name it
   * @param bindings {@link DomainValue#key()} to {@code {message, signal, values}}
   * @throws BindingException when something is missing or doesn't fit, with its path in the file
   */
  public static VehicleBinding of(String vehicleFileName, Dbc dbc, Map<String, ?> bindings) {
    return new VehicleBinding(
        vehicleFileName, dbc, new BindingReader(vehicleFileName, dbc).read(bindings));
  }

  private @Nullable E2eProfile profile(Message message) {
    try {
      return MessageProtection.of(message);
    } catch (IllegalArgumentException e) {
      throw new BindingException(
          dbc.fileName() + ":" + message.line(), message.name(), String.valueOf(e.getMessage()));
    }
  }

  /** A domain value that lies where the CRC or the counter is would break either. */
  private void checkClearOfProtection(BoundValue bound) {
    E2eProfile profile = profiles.get(bound.message);
    if (profile == null) {
      return;
    }
    byte[] bits = new byte[bound.message.length()];
    bound.signal.encodeRaw(bits, -1);
    if (bits[E2eProfile.CRC_BYTE] != 0
        || (bits[E2eProfile.COUNTER_BYTE] & profile.reservedMask()) != 0) {
      throw new BindingException(
          fileName,
          "bindings." + bound.value.key() + ".signal",
          "signal "
              + bound.signal.name()
              + " lies where message "
              + bound.message.name()
              + " has its CRC (byte 0) or counter (byte 1, low nibble)");
    }
  }

  public Dbc dbc() {
    return dbc;
  }

  /** Whether this car's bus carries the value; one that no scenario needs may be left out. */
  public boolean isBound(DomainValue value) {
    return quick.containsKey(value);
  }

  /** The message that carries a domain value. */
  public Message message(DomainValue value) {
    return bound(value).message;
  }

  /** The signal that carries a domain value. */
  public Signal signal(DomainValue value) {
    return bound(value).signal;
  }

  /** Whether the message is end-to-end protected. */
  public boolean isProtected(Message message) {
    return profiles.containsKey(message);
  }

  /** The messages that carry a domain value, in the order of the DBC file. */
  public Set<Message> boundMessages() {
    Set<Message> bound = new LinkedHashSet<>();
    for (Message message : dbc.messages()) {
      if (values.values().stream().anyMatch(value -> value.message == message)) {
        bound.add(message);
      }
    }
    return bound;
  }

  /**
   * The word that one frame says of an enumerated value: for an ECU that waits for a request and
   * needs nothing else of the bus. Neither CRC nor counter is looked at.
   *
   * @return null when the frame is another message, too short, or says a raw value without a word
   */
  public @Nullable String word(DomainValue value, Frame frame) {
    BoundValue bound = quick.get(value);
    if (bound == null) {
      return null;
    }
    Message message = bound.message;
    if (frame.id() != message.id()
        || frame.isExtended() != message.isExtended()
        || (frame.flags() & (Frame.REMOTE | Frame.ERROR)) != 0
        || frame.length() < message.length()) {
      return null;
    }
    return bound.word(bound.signal.raw(frame));
  }

  /** A reader that follows this vehicle's bus. */
  public DomainReader reader(Timeline timeline) {
    return new BoundReader(this, timeline);
  }

  /**
   * One writer for each message that carries some of these values, in the order of the values. What
   * is not bound has none.
   *
   * @throws BindingException when such a message carries a value of another ECU, too
   */
  public List<DomainWriter> writers(DomainValue... owned) {
    Set<DomainValue> mine = Set.of(owned);
    Map<Message, List<BoundValue>> byMessage = new LinkedHashMap<>();
    for (DomainValue value : owned) {
      BoundValue bound = quick.get(value);
      if (bound != null) {
        byMessage.computeIfAbsent(bound.message, m -> new ArrayList<>()).add(bound);
      }
    }
    for (BoundValue other : values.values()) {
      if (byMessage.containsKey(other.message) && !mine.contains(other.value)) {
        throw new BindingException(
            fileName,
            "bindings." + other.value.key() + ".message",
            "message "
                + other.message.name()
                + " is sent by the ECU of "
                + mine
                + "; bind this value to a message of its own ECU");
      }
    }
    List<DomainWriter> writers = new ArrayList<>();
    byMessage.forEach((message, carried) -> writers.add(writer(message, carried)));
    return writers;
  }

  /** A writer for a message that carries no domain value, for the restbus. */
  public DomainWriter writer(Message message) {
    return writer(message, List.of());
  }

  private DomainWriter writer(Message message, List<BoundValue> carried) {
    return new DomainWriter(message, carried, profiles.get(message));
  }

  BoundValue bound(DomainValue value) {
    BoundValue bound = quick.get(value);
    if (bound == null) {
      throw new IllegalStateException(
          value.key()
              + " is not bound in "
              + fileName
              + ", and this scenario needs it; add message and signal that carry it to"
              + " 'bindings'");
    }
    return bound;
  }

  @Nullable E2eProfile profileOf(Message message) {
    return profiles.get(message);
  }

  Map<Message, List<BoundValue>> byMessage() {
    Map<Message, List<BoundValue>> byMessage = new LinkedHashMap<>();
    for (BoundValue bound : new EnumMap<>(values).values()) {
      byMessage.computeIfAbsent(bound.message, m -> new ArrayList<>()).add(bound);
    }
    return byMessage;
  }

  @Override
  public String toString() {
    return fileName;
  }
}
