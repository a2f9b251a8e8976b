// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

/**
 * Minimum set of data, versions 1, 2 and 3, to bytes and back: unaligned PER (ITU-T X.691) of the
 * modules in Annex A of EN 15722. What differs between versions stands in {@link MsdVersion}.
 *
 * <pre>
 *  byte 0    format version
 *  byte 1    length: bytes that follow; two bytes, the first with 10 in front, from 128 on
 *                                                              (versions 2 and 3)
 *  then bits, most significant first, nothing aligned:
 *     1  extension of MSDMessage        1  optional additional data present
 *     1  extension of MSDStructure
 *     1  N1 present   1  N2 present                            (versions 1 and 2)
 *     1  passengers (version 3: occupants) present
 *     8  messageIdentifier
 *     1  automaticActivation   1  testCall   1  positionCanBeTrusted
 *     1  extension of vehicleType       4  vehicleType - 1     (version 3: 5 bits)
 *    17 x 6  VIN, 0-9 A-H J-N P R-Z as 0 to 32
 *     1  extension of the propulsion storage
 *     7  which flags follow, 0..7  flags                       (version 1: 6)
 *    32  timestamp
 *    32  latitude + 2^31               32  longitude + 2^31
 *     8  direction
 *    20  N1: latitude, longitude delta + 512                   (if present)
 *    20  N2                                                    (if present)
 *     8  number of passengers                                  (if present)
 *        additional data: length (8), RELATIVE-OID, length (8), bytes   (if present)
 *     0..7  zero bits up to the byte
 * </pre>
 *
 * A propulsion flag that is FALSE is left away, as DEFAULT asks; a sender that writes it out is
 * understood. Additions that a later edition made are passed over and reported as a fault. Values
 * that the bits can carry and the standard does not allow are read and reported, too.
 */
public final class MsdCodec {
  /** The longest message (EN 15722). */
  public static final int MAX_BYTES = 140;

  private MsdCodec() {}

  /**
   * @throws IllegalArgumentException when the version has no place for a value, or additional data
   *     make the message longer than {@link #MAX_BYTES}
   */
  public static byte[] encode(Msd msd) {
    return new MsdEncoder(msd).encode();
  }

  /**
   * The values alone.
   *
   * @throws MsdException says what is wrong with these bytes, and where
   */
  public static Msd decode(byte[] bytes) throws MsdException {
    return read(bytes).msd();
  }

  /**
   * The values, each field in its bits, and what the sender did wrong.
   *
   * @throws MsdException says what is wrong with these bytes, and where decoding stopped
   */
  public static DecodedMsd read(byte[] bytes) throws MsdException {
    return new MsdDecoder(bytes).decode();
  }
}
