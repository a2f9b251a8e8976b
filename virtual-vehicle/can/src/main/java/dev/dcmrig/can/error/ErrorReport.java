// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.error;

import dev.dcmrig.can.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An error frame in words: what a controller or its driver reports beside the traffic. Immutable.
 *
 * <pre>
 *   identifier   classes: one bit for each kind of trouble
 *   data  0      the bit at which arbitration was lost, 0: unspecified
 *         1      what the controller says of itself
 *         2  3   how the protocol was violated, and where in the frame
 *         4      the transceiver: CANL and CANH, four bits each
 *         6  7   transmit and receive error counter
 * </pre>
 *
 * The numbers are those of linux/can/error.h.
 */
public final class ErrorReport {
  private static final int LENGTH = 8;

  private final int identifier;
  private final byte[] data = new byte[LENGTH];

  private ErrorReport(Frame frame) {
    identifier = frame.id();
    System.arraycopy(frame.data(), 0, data, 0, Math.min(LENGTH, frame.data().length));
  }

  /**
   * Reads an error frame; bytes that it doesn't have count as zero.
   *
   * @throws IllegalArgumentException when the frame is no error frame
   */
  public static ErrorReport of(Frame frame) {
    if (!frame.isError()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "frame %03X is no error frame", frame.id()));
    }
    return new ErrorReport(frame);
  }

  public Set<ErrorClass> classes() {
    return ErrorBit.of(ErrorClass.class, identifier);
  }

  private boolean has(ErrorClass kind) {
    return (identifier & kind.bit()) != 0;
  }

  private int at(int index) {
    return data[index] & 0xFF;
  }

  /** The bit of the frame's bit stream at which arbitration was lost; empty when nobody says. */
  public OptionalInt lostArbitrationBit() {
    return has(ErrorClass.LOST_ARBITRATION) && at(0) != 0
        ? OptionalInt.of(at(0))
        : OptionalInt.empty();
  }

  public Set<ControllerProblem> controllerProblems() {
    return ErrorBit.of(ControllerProblem.class, has(ErrorClass.CONTROLLER) ? at(1) : 0);
  }

  public Set<ProtocolViolation> protocolViolations() {
    return ErrorBit.of(ProtocolViolation.class, has(ErrorClass.PROTOCOL) ? at(2) : 0);
  }

  public ErrorLocation location() {
    return ErrorLocation.of(has(ErrorClass.PROTOCOL) ? at(3) : 0);
  }

  public WireFault canHigh() {
    return WireFault.canHigh(has(ErrorClass.TRANSCEIVER) ? at(4) : 0);
  }

  public WireFault canLow() {
    return WireFault.canLow(has(ErrorClass.TRANSCEIVER) ? at(4) : 0);
  }

  /** Kernels before 6.0 gave the counters without their class bit: then any that is not zero. */
  private boolean hasCounters() {
    return has(ErrorClass.COUNTERS) || at(6) != 0 || at(7) != 0;
  }

  /** TEC, 0 to 255; empty when the frame doesn't have it. */
  public OptionalInt transmitErrors() {
    return hasCounters() ? OptionalInt.of(at(6)) : OptionalInt.empty();
  }

  /** REC, 0 to 255; empty when the frame doesn't have it. */
  public OptionalInt receiveErrors() {
    return hasCounters() ? OptionalInt.of(at(7)) : OptionalInt.empty();
  }

  /** One line for people, such as {@code bus off; TEC 248, REC 0}. */
  public String text() {
    List<String> parts = new ArrayList<>();
    for (ErrorClass kind : classes()) {
      if (kind != ErrorClass.COUNTERS) {
        parts.add(kind.words() + detail(kind));
      }
    }
    int unknown = identifier & ~ErrorClass.ALL;
    if (unknown != 0) {
      parts.add(String.format(Locale.ROOT, "unknown class 0x%X", unknown));
    }
    if (hasCounters()) {
      parts.add("TEC " + at(6) + ", REC " + at(7));
    }
    return parts.isEmpty() ? "error of no class" : String.join("; ", parts);
  }

  private String detail(ErrorClass kind) {
    return switch (kind) {
      case LOST_ARBITRATION -> at(0) == 0 ? "" : " at bit " + at(0);
      case CONTROLLER -> list(controllerProblems(), at(1));
      case PROTOCOL -> violation();
      case TRANSCEIVER -> wires();
      default -> "";
    };
  }

  private String violation() {
    String where = "";
    if (location() != ErrorLocation.UNSPECIFIED) {
      where = " at " + location().words();
    } else if (at(3) != 0) {
      where = String.format(Locale.ROOT, " at place 0x%02X", at(3));
    }
    Set<ProtocolViolation> kinds = protocolViolations();
    return (kinds.isEmpty() ? "" : list(kinds, at(2))) + where;
  }

  private static String list(Collection<? extends ErrorBit> all, int bits) {
    if (all.isEmpty()) {
      return bits == 0 ? "" : String.format(Locale.ROOT, ": unknown 0x%02X", bits);
    }
    return all.stream().map(ErrorBit::words).collect(Collectors.joining(", ", ": ", ""));
  }

  private String wires() {
    List<String> wires = new ArrayList<>();
    if (canHigh() != WireFault.UNSPECIFIED) {
      wires.add("CANH " + canHigh().words());
    }
    if (canLow() != WireFault.UNSPECIFIED) {
      wires.add("CANL " + canLow().words());
    }
    if (wires.isEmpty()) {
      return at(4) == 0 ? "" : String.format(Locale.ROOT, ": unknown 0x%02X", at(4));
    }
    return ": " + String.join(", ", wires);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ErrorReport that
        && identifier == that.identifier
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * identifier + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return text();
  }
}
