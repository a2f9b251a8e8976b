// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.can.dbc.Signal;
import dev.dcmrig.can.e2e.E2eChecker;
import dev.dcmrig.can.e2e.E2eProfile;
import dev.dcmrig.can.e2e.E2eStatus;
import dev.dcmrig.sim.Timeline;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last good value of everything a vehicle's bus carries. A frame costs one look into an
 * array by its identifier; nothing is allocated.
 */
final class BoundReader implements DomainReader {

  /** The last good raw value of one domain value. */
  private static final class Cell {
    final BoundValue bound;
    final Signal signal;
    final Slot slot;
    long raw;
    boolean received;

    Cell(BoundValue bound, Slot slot) {
      this.bound = bound;
      this.signal = bound.signal;
      this.slot = slot;
    }

    /** Whether the frame changed the value. */
    boolean take(Frame frame) {
      long now = signal.raw(frame);
      if (received && raw == now) {
        return false;
      }
      // A raw value without a word is a reserved one: it says nothing.
      if (bound.isEnumerated() && bound.word(now) == null) {
        return false;
      }
      raw = now;
      received = true;
      return true;
    }
  }

  /** Everything about one message. */
  private static final class Slot {
    final Message message;
    final Cell[] cells;
    final @Nullable E2eChecker checker;
    final long cycleNanos;

    /** The bits of {@link Frame#head()} that say something. */
    final long carried;

    /** Whether all that says something lies in {@link Frame#head()}. */
    final boolean inHead;

    /** The head of the last frame whose values were taken; only if {@code taken}. */
    long takenHead;

    boolean taken;
    long receivedNanos;
    Protection protection;
    int failures;

    Slot(Message message, List<BoundValue> values, @Nullable E2eProfile profile) {
      this.message = message;
      this.cells = new Cell[values.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = new Cell(values.get(i), this);
      }
      this.cycleNanos = TimeUnit.MILLISECONDS.toNanos(message.cycleTimeMillis());
      byte[] bits = new byte[message.length()];
      for (BoundValue value : values) {
        value.signal.encodeRaw(bits, -1);
      }
      Signal multiplexor = message.multiplexor();
      if (multiplexor != null) {
        multiplexor.encodeRaw(bits, -1);
      }
      this.carried = head(bits);
      this.inHead = !hasBitsBehindHead(bits);
      this.checker = profile == null ? null : new E2eChecker(profile, message.length());
      this.protection = checker == null ? Protection.NONE : Protection.INITIALISING;
    }

    private static long head(byte[] bits) {
      long head = 0;
      for (int index = Math.min(bits.length, Long.BYTES) - 1; index >= 0; index--) {
        head = head << 8 | (bits[index] & 0xFF);
      }
      return head;
    }

    private static boolean hasBitsBehindHead(byte[] bits) {
      for (int index = Long.BYTES; index < bits.length; index++) {
        if (bits[index] != 0) {
          return true;
        }
      }
      return false;
    }

    /** Whether the frame says of all values what the last one said. */
    boolean saysTheSame(Frame frame) {
      return taken && inHead && ((frame.head() ^ takenHead) & carried) == 0;
    }

    void forget() {
      taken = false;
      failures = 0;
      receivedNanos = 0;
      if (checker != null) {
        checker.reset();
        protection = Protection.INITIALISING;
      }
    }
  }

  private final Timeline timeline;
  private final @Nullable Slot[] base = new Slot[Frame.MAX_BASE_ID + 1];
  private final Map<Integer, Slot> extended = new HashMap<>();
  private final Map<DomainValue, Cell> cells = new EnumMap<>(DomainValue.class);

  BoundReader(VehicleBinding binding, Timeline timeline) {
    this.timeline = timeline;
    binding.byMessage().forEach((message, carried) -> add(binding, message, carried));
  }

  private void add(VehicleBinding binding, Message message, List<BoundValue> carried) {
    Slot slot = new Slot(message, carried, binding.profileOf(message));
    for (Cell cell : slot.cells) {
      cells.put(cell.bound.value, cell);
    }
    if (message.isExtended()) {
      extended.put(message.id(), slot);
    } else {
      base[message.id()] = slot;
    }
  }

  @Override
  public void onFrame(long timeNanos, Frame frame) {
    if ((frame.flags() & (Frame.REMOTE | Frame.ERROR)) != 0) {
      return;
    }
    Slot slot = frame.isExtended() ? extended.get(frame.id()) : base[frame.id()];
    if (slot != null) {
      receive(slot, timeNanos, frame);
    }
  }

  private void receive(Slot slot, long timeNanos, Frame frame) {
    E2eChecker checker = slot.checker;
    if (checker != null) {
      E2eStatus status = checker.check(frame);
      if (!status.isGood()) {
        failed(slot, status);
        return;
      }
      if (slot.protection != Protection.VALID) {
        slot.protection = Protection.VALID;
        timeline.changed();
      }
      slot.failures = 0;
    } else if (frame.length() < slot.message.length()) {
      return;
    }
    slot.receivedNanos = timeNanos;
    if (!slot.saysTheSame(frame)) {
      store(slot, frame);
      slot.takenHead = frame.head();
      slot.taken = true;
    }
  }

  private void failed(Slot slot, E2eStatus status) {
    if (status == E2eStatus.INITIAL) {
      return;
    }
    slot.failures++;
    slot.protection = Protection.INVALID;
    timeline.changed();
  }

  private void store(Slot slot, Frame frame) {
    boolean different = false;
    for (Cell cell : slot.cells) {
      if (cell.signal.isPresent(frame)) {
        different |= cell.take(frame);
      }
    }
    if (different) {
      timeline.changed();
    }
  }

  @Override
  public boolean has(DomainValue value) {
    Cell cell = cells.get(value);
    return cell != null && cell.received;
  }

  @Override
  public double number(DomainValue value) {
    Cell cell = received(value);
    return cell.signal.physical(cell.raw);
  }

  @Override
  public String word(DomainValue value) {
    Cell cell = received(value);
    String word = cell.bound.word(cell.raw);
    if (word == null) {
      throw new IllegalArgumentException(value.key() + " is a number, it has no words");
    }
    return word;
  }

  private Cell received(DomainValue value) {
    Cell cell = cells.get(value);
    if (cell == null || !cell.received) {
      throw new IllegalStateException(
          value.key() + " has not been received yet; ask has(" + value + ") first");
    }
    return cell;
  }

  /** Null for a value that this car's bus does not carry: it is never received. */
  private @Nullable Slot slot(DomainValue value) {
    Cell cell = cells.get(value);
    return cell == null ? null : cell.slot;
  }

  @Override
  public long receivedNanos(DomainValue value) {
    Slot slot = slot(value);
    return slot == null ? 0 : slot.receivedNanos;
  }

  @Override
  public Protection protection(DomainValue value) {
    Slot slot = slot(value);
    return slot == null ? Protection.NONE : slot.protection;
  }

  @Override
  public int failuresRunning(DomainValue value) {
    Slot slot = slot(value);
    return slot == null ? 0 : slot.failures;
  }

  @Override
  public long cycleNanos(DomainValue value) {
    Slot slot = slot(value);
    return slot == null ? 0 : slot.cycleNanos;
  }

  @Override
  public void forget() {
    for (Cell cell : cells.values()) {
      cell.received = false;
      cell.slot.forget();
    }
  }
}
