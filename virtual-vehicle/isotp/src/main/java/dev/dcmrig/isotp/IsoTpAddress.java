// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of one connection (N_AI of ISO 15765-2:2016, 10.3), as one of its ends sees them.
 *
 * <pre>
 *   normal        11 or 29 bits                  PCI data ...
 *   normal fixed  18DA TA SA, to all 18DB TA SA  PCI data ...
 *   extended      11 or 29 bits                  N_TA PCI data ...
 *   mixed         11 bits                        N_AE PCI data ...
 *   mixed         18CE TA SA, to all 18CD TA SA  N_AE PCI data ...
 * </pre>
 *
 * @param sent what frames of this end carry; null for an end that only hears requests to all
 * @param received what frames of the other end carry; null for an end that only sends to all
 */
public record IsoTpAddress(AddressFormat format, @Nullable Side sent, @Nullable Side received) {

  private static final int NO_BYTE = -1;
  private static final int NORMAL_FIXED_PHYSICAL = 0x18DA_0000;
  private static final int NORMAL_FIXED_FUNCTIONAL = 0x18DB_0000;
  private static final int MIXED_PHYSICAL = 0x18CE_0000;
  private static final int MIXED_FUNCTIONAL = 0x18CD_0000;

  /**
   * One direction.
   *
   * @param id identifier, 11 or 29 bits
   * @param extendedId whether it has 29 bits
   * @param addressByte first data byte, 0 to 255; -1 with normal addressing
   */
  public record Side(int id, boolean extendedId, int addressByte) {
    public Side {
      if (id < 0 || id > (extendedId ? Frame.MAX_EXTENDED_ID : Frame.MAX_BASE_ID)) {
        throw new IllegalArgumentException(
            String.format(
                "ISO-TP identifier 0x%X does not fit in %d bits", id, extendedId ? 29 : 11));
      }
      if (addressByte < NO_BYTE || addressByte > 0xFF) {
        throw new IllegalArgumentException(
            "ISO-TP address byte " + addressByte + ": 0 to 255, or -1 for none");
      }
    }

    /** Normal addressing; an identifier above 0x7FF has 29 bits. */
    public static Side of(int id) {
      return of(id, NO_BYTE);
    }

    /** With an address byte; an identifier above 0x7FF has 29 bits. */
    public static Side of(int id, int addressByte) {
      return new Side(id, id > Frame.MAX_BASE_ID, addressByte);
    }

    /** Identifier with bit 31 for 29 bits: one number for each identifier there is. */
    int rawId() {
      return extendedId ? id | 1 << 31 : id;
    }
  }

  public IsoTpAddress {
    if (sent == null && received == null) {
      throw new IllegalArgumentException("an ISO-TP address needs a direction at least");
    }
    checkByte(format, sent);
    checkByte(format, received);
    if (sent != null && sent.equals(received)) {
      throw new IllegalArgumentException(
          String.format(
              "ISO-TP sends and receives 0x%X: each direction needs an identifier of its own",
              sent.id()));
    }
    if (format == AddressFormat.MIXED
        && sent != null
        && received != null
        && sent.addressByte() != received.addressByte()) {
      throw new IllegalArgumentException(
          "mixed addressing has one address extension for both directions");
    }
  }

  private static void checkByte(AddressFormat format, @Nullable Side side) {
    if (side != null && (side.addressByte() != NO_BYTE) != (format.bytes() == 1)) {
      throw new IllegalArgumentException(
          format
              + " addressing "
              + (format.bytes() == 1 ? "needs an" : "has no")
              + " address byte");
    }
  }

  /** Normal addressing; identifiers above 0x7FF have 29 bits. */
  public static IsoTpAddress normal(int sentId, int receivedId) {
    return new IsoTpAddress(AddressFormat.NORMAL, Side.of(sentId), Side.of(receivedId));
  }

  /** Normal fixed addressing (29 bits) from this end's address to the other's, 0 to 255 each. */
  public static IsoTpAddress normalFixed(int source, int target) {
    return new IsoTpAddress(
        AddressFormat.NORMAL,
        Side.of(fixed(NORMAL_FIXED_PHYSICAL, source, target)),
        Side.of(fixed(NORMAL_FIXED_PHYSICAL, target, source)));
  }

  /** Extended addressing: each direction has its identifier and the address of its target. */
  public static IsoTpAddress extended(int sentId, int target, int receivedId, int source) {
    return new IsoTpAddress(
        AddressFormat.EXTENDED, Side.of(sentId, target), Side.of(receivedId, source));
  }

  /** Mixed addressing with 11-bit identifiers. */
  public static IsoTpAddress mixed(int sentId, int receivedId, int extension) {
    return new IsoTpAddress(
        AddressFormat.MIXED, Side.of(sentId, extension), Side.of(receivedId, extension));
  }

  /** Mixed addressing with 29-bit identifiers, made from both addresses, 0 to 255 each. */
  public static IsoTpAddress mixedFixed(int source, int target, int extension) {
    return new IsoTpAddress(
        AddressFormat.MIXED,
        Side.of(fixed(MIXED_PHYSICAL, source, target), extension),
        Side.of(fixed(MIXED_PHYSICAL, target, source), extension));
  }

  /** Sends to all: single frames only, and nobody answers here. */
  public static IsoTpAddress toAll(AddressFormat format, Side sent) {
    return new IsoTpAddress(format, sent, null);
  }

  /** Hears what is sent to all: single frames only, and nothing is sent. */
  public static IsoTpAddress fromAll(AddressFormat format, Side received) {
    return new IsoTpAddress(format, null, received);
  }

  /** The direction of a functional request in normal fixed addressing. */
  public static Side normalFixedToAll(int source, int target) {
    return Side.of(fixed(NORMAL_FIXED_FUNCTIONAL, source, target));
  }

  /** The direction of a functional request in mixed addressing with 29 bits. */
  public static Side mixedFixedToAll(int source, int target, int extension) {
    return Side.of(fixed(MIXED_FUNCTIONAL, source, target), extension);
  }

  private static int fixed(int base, int source, int target) {
    if (((source | target) & ~0xFF) != 0) {
      throw new IllegalArgumentException(
          "addresses " + source + " and " + target + ": 0 to 255 each");
    }
    return base | target << 8 | source;
  }

  /** The same connection, seen from its other end. */
  public IsoTpAddress mirrored() {
    return new IsoTpAddress(format, /* sent= */ received, /* received= */ sent);
  }

  /** Whether it is to or from all (functional): then there are single frames only. */
  public boolean functional() {
    return sent == null || received == null;
  }
}
