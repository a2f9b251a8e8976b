// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import dev.dcmrig.can.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Which frames of a channel are let through, in candump's words and with the kernel's meaning
 * (Documentation/networking/can.rst, CAN_RAW_FILTER).
 *
 * <pre>
 *   123:7FF       identifier and mask: those that are equal under the mask
 *   400~F00       those that are not
 *   #FFFFFFFF     error frames of these classes
 *   j             all of them must let it through, not one
 * </pre>
 *
 * An identifier of eight digits means a 29-bit one; bits 31 and 30 of a mask ask for the format and
 * for remote frames. Without an identifier filter all frames but error frames pass.
 */
public final class FrameFilter {
  private static final int EFF_FLAG = 0x8000_0000;
  private static final int RTR_FLAG = 0x4000_0000;
  private static final int ERR_FLAG = 0x2000_0000;
  private static final int LONG_ID = 8;

  private record Entry(int id, int mask, boolean inverted) {
    boolean passes(int raw) {
      return ((raw & mask) == id) != inverted;
    }
  }

  /** Everything but error frames: what candump shows without a filter. */
  public static final FrameFilter DATA = new FrameFilter(List.of(), 0, false);

  private final List<Entry> entries;
  private final int errorMask;
  private final boolean joined;

  private FrameFilter(List<Entry> entries, int errorMask, boolean joined) {
    this.entries = List.copyOf(entries);
    this.errorMask = errorMask;
    this.joined = joined;
  }

  /**
   * Reads filters, separated by commas: {@code 123:7FF,400~F00,#FFFFFFFF,j}.
   *
   * @throws IllegalArgumentException with what is wrong and an example
   */
  public static FrameFilter parse(String text) {
    List<Entry> entries = new ArrayList<>();
    int errorMask = 0;
    boolean joined = false;
    for (String part : text.split(",", -1)) {
      if (part.equalsIgnoreCase("j")) {
        joined = true;
      } else if (part.startsWith("#")) {
        errorMask = hex(part, part.substring(1)) & Frame.MAX_EXTENDED_ID;
      } else {
        entries.add(entry(part));
      }
    }
    return new FrameFilter(entries, errorMask, joined);
  }

  private static Entry entry(String part) {
    int at = Math.max(part.indexOf(':'), part.indexOf('~'));
    if (at < 0) {
      throw wrong(part, "an identifier and a mask with ':' or '~' between them");
    }
    boolean inverted = part.charAt(at) == '~';
    int id = hex(part, part.substring(0, at));
    int mask = hex(part, part.substring(at + 1)) & ~ERR_FLAG;
    if (at == LONG_ID) {
      id |= EFF_FLAG;
    }
    if ((mask & EFF_FLAG) != 0 && (id & EFF_FLAG) == 0) {
      // The kernel compares no more than eleven bits when only base identifiers can match.
      mask &= Frame.MAX_BASE_ID | EFF_FLAG | RTR_FLAG;
    }
    // As candump sets it: bit 29 of the identifier means "not", however it came there.
    inverted |= (id & ERR_FLAG) != 0;
    return new Entry(id & mask, mask, inverted);
  }

  private static int hex(String part, String digits) {
    try {
      return Integer.parseUnsignedInt(digits, 16);
    } catch (NumberFormatException e) {
      throw wrong(part, "up to eight hexadecimal digits on each side");
    }
  }

  private static IllegalArgumentException wrong(String part, String wanted) {
    return new IllegalArgumentException(
        "'"
            + part
            + "' is no filter: it has "
            + wanted
            + ", or is #MASK for error frames, or j; write for instance 123:7FF, 400~F00,"
            + " #FFFFFFFF");
  }

  /** Whether error frames of some class pass. */
  public boolean showsErrors() {
    return errorMask != 0;
  }

  /** The same, and error frames of every class. */
  public FrameFilter withAllErrors() {
    return new FrameFilter(entries, Frame.MAX_EXTENDED_ID, joined);
  }

  /** Whether a frame is let through; makes no objects. */
  public boolean passes(Frame frame) {
    if (frame.isError()) {
      // The kernel counts how many filters matched, and an error frame has but one.
      return (frame.id() & errorMask) != 0 && !(joined && entries.size() > 1);
    }
    if (entries.isEmpty()) {
      return true;
    }
    int raw = frame.id();
    if (frame.isExtended()) {
      raw |= EFF_FLAG;
    }
    if (frame.isRemote()) {
      raw |= RTR_FLAG;
    }
    for (int index = 0; index < entries.size(); index++) {
      if (entries.get(index).passes(raw) != joined) {
        return !joined;
      }
    }
    return joined;
  }
}
