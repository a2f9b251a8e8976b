// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Minimum set of data, version 2, to bytes and back: unaligned PER (ITU-T X.691) of the module in
 * Annex A of EN 15722.
 *
 * <pre>
 *  byte 0    format version, 2
 *  byte 1    length: bytes that follow
 *  then bits, most significant first, nothing aligned:
 *     1  extension of MSDMessage        1  optional additional data present
 *     1  extension of MSDStructure      1  N1 present   1  N2 present   1  passengers present
 *     8  messageIdentifier
 *     1  automaticActivation   1  testCall   1  positionCanBeTrusted
 *     1  extension of vehicleType       4  vehicleType - 1
 *    17 x 6  VIN, 0-9 A-H J-N P R-Z as 0 to 32
 *     1  extension of the propulsion storage   7  which flags follow   0..7  flags
 *    32  timestamp
 *    32  latitude + 2^31               32  longitude + 2^31
 *     8  direction
 *    20  N1: latitude, longitude delta + 512          (if present)
 *    20  N2                                           (if present)
 *     8  number of passengers                         (if present)
 *        additional data: length (8), RELATIVE-OID, length (8), bytes   (if present)
 *     0..7  zero bits up to the byte
 * </pre>
 *
 * A propulsion flag that is FALSE is left away, as DEFAULT asks; a sender that writes it out is
 * understood. Versions 1 and 3 are named and refused: their modules could not be confirmed from a
 * public source. Extensions that a later edition of version 2 may have added are refused, too.
 */
public final class MsdCodec {
  /** The one format version that is understood. */
  public static final int VERSION = 2;

  /** The longest message (EN 15722). */
  public static final int MAX_BYTES = 140;

  private static final int HEADER_BYTES = 2;
  private static final int VEHICLE_TYPE_BITS = 4;
  private static final int VIN_BITS = 6;
  private static final int DELTA_BITS = 10;

  private MsdCodec() {}

  /**
   * @throws IllegalArgumentException when additional data make it longer than {@link #MAX_BYTES}
   */
  public static byte[] encode(Msd msd) {
    BitWriter out = new BitWriter();
    writeStructure(out, msd);
    msd.additionalData().ifPresent(data -> writeAdditionalData(out, data));
    byte[] content = out.toBytes();
    int length = HEADER_BYTES + content.length;
    if (length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the minimum set of data would have "
              + length
              + " bytes; "
              + MAX_BYTES
              + " are allowed: shorten its additional data");
    }
    byte[] bytes = new byte[length];
    bytes[0] = VERSION;
    bytes[1] = (byte) content.length;
    System.arraycopy(content, 0, bytes, HEADER_BYTES, content.length);
    return bytes;
  }

  private static void writeStructure(BitWriter out, Msd msd) {
    out.bool(false);
    out.bool(msd.additionalData().isPresent());
    out.bool(false);
    out.bool(msd.recentVehicleLocationN1().isPresent());
    out.bool(msd.recentVehicleLocationN2().isPresent());
    out.bool(msd.numberOfPassengers().isPresent());
    out.bits(msd.messageIdentifier(), 8);
    out.bool(msd.automaticActivation());
    out.bool(msd.testCall());
    out.bool(msd.positionCanBeTrusted());
    out.bool(false);
    out.bits(msd.vehicleType() - 1, VEHICLE_TYPE_BITS);
    for (char character : msd.vin().toCharArray()) {
      out.bits(VinAlphabet.code(character), VIN_BITS);
    }
    writePropulsion(out, msd);
    out.bits(msd.timestampSeconds(), 32);
    out.bits(msd.latitudeMas() - (long) Integer.MIN_VALUE, 32);
    out.bits(msd.longitudeMas() - (long) Integer.MIN_VALUE, 32);
    out.bits(msd.direction(), 8);
    msd.recentVehicleLocationN1().ifPresent(delta -> writeDelta(out, delta));
    msd.recentVehicleLocationN2().ifPresent(delta -> writeDelta(out, delta));
    msd.numberOfPassengers().ifPresent(n -> out.bits(n, 8));
  }

  private static void writePropulsion(BitWriter out, Msd msd) {
    out.bool(false);
    for (Propulsion each : Propulsion.values()) {
      out.bool(msd.propulsion().contains(each));
    }
    for (int i = 0; i < msd.propulsion().size(); i++) {
      out.bool(true);
    }
  }

  private static void writeDelta(BitWriter out, LocationDelta delta) {
    out.bits(delta.latitude100Mas() - LocationDelta.MIN, DELTA_BITS);
    out.bits(delta.longitude100Mas() - LocationDelta.MIN, DELTA_BITS);
  }

  private static void writeAdditionalData(BitWriter out, AdditionalData additional) {
    List<Integer> octets = RelativeOid.toOctets(additional.relativeOid());
    out.bits(octets.size(), 8);
    octets.forEach(octet -> out.bits(octet, 8));
    byte[] data = additional.data();
    out.bits(data.length, 8);
    for (byte each : data) {
      out.bits(each & 0xFF, 8);
    }
  }

  /**
   * @throws MsdException says what is wrong with these bytes, and where
   */
  public static Msd decode(byte[] bytes) throws MsdException {
    checkHeader(bytes);
    BitReader in = new BitReader(bytes, HEADER_BYTES * 8);
    Presence presence = Presence.read(in);
    Msd msd = readStructure(in, presence);
    if (in.bitsLeft() >= 8) {
      throw new MsdException("the message goes on after its last field", in.bit());
    }
    int padding = in.intBits(in.bitsLeft(), "padding");
    if (padding != 0) {
      throw new MsdException("the bits that fill up the last byte are not zero", in.bit());
    }
    return msd;
  }

  private static void checkHeader(byte[] bytes) throws MsdException {
    if (bytes.length < HEADER_BYTES) {
      throw new MsdException(
          "a message of " + bytes.length + " bytes has no format version and length", 0);
    }
    if (bytes.length > MAX_BYTES) {
      throw new MsdException(
          "a message of " + bytes.length + " bytes; " + MAX_BYTES + " are allowed", 0);
    }
    int version = bytes[0] & 0xFF;
    if (version != VERSION) {
      throw new MsdException(
          "format version " + version + "; only version " + VERSION + " (EN 15722) is understood",
          0);
    }
    int length = bytes[1] & 0xFF;
    if (length != bytes.length - HEADER_BYTES) {
      throw new MsdException(
          "the length says "
              + length
              + " bytes, "
              + (bytes.length - HEADER_BYTES)
              + " follow; the message is cut or was put together wrongly",
          8);
    }
  }

  /** Which optional fields follow; the first bits of the message. */
  private record Presence(boolean additional, boolean n1, boolean n2, boolean passengers) {
    static Presence read(BitReader in) throws MsdException {
      refuseExtension(in, "MSDMessage");
      boolean additional = in.bool("the presence of optionalAdditionalData");
      refuseExtension(in, "MSDStructure");
      boolean n1 = in.bool("the presence of recentVehicleLocationN1");
      boolean n2 = in.bool("the presence of recentVehicleLocationN2");
      boolean passengers = in.bool("the presence of numberOfPassengers");
      return new Presence(additional, n1, n2, passengers);
    }
  }

  private static Msd readStructure(BitReader in, Presence presence) throws MsdException {
    MsdBuilder msd = Msd.builder();
    msd.messageIdentifier(in.intBits(8, "messageIdentifier"));
    msd.automaticActivation(in.bool("automaticActivation"));
    msd.testCall(in.bool("testCall"));
    msd.positionCanBeTrusted(in.bool("positionCanBeTrusted"));
    msd.vehicleType(readVehicleType(in));
    msd.vin(readVin(in));
    msd.propulsion(readPropulsion(in));
    msd.timestampSeconds(in.bits(32, "timestamp"));
    int latitudeMas = (int) (in.bits(32, "positionLatitude") + Integer.MIN_VALUE);
    int longitudeMas = (int) (in.bits(32, "positionLongitude") + Integer.MIN_VALUE);
    msd.position(latitudeMas, longitudeMas);
    msd.direction(in.intBits(8, "vehicleDirection"));
    if (presence.n1()) {
      msd.recentVehicleLocationN1(readDelta(in, "recentVehicleLocationN1"));
    }
    if (presence.n2()) {
      msd.recentVehicleLocationN2(readDelta(in, "recentVehicleLocationN2"));
    }
    if (presence.passengers()) {
      msd.numberOfPassengers(in.intBits(8, "numberOfPassengers"));
    }
    if (presence.additional()) {
      msd.additionalData(readAdditionalData(in));
    }
    return msd.build();
  }

  private static void refuseExtension(BitReader in, String type) throws MsdException {
    int bit = in.bit();
    if (in.bool("the extension bit of " + type)) {
      throw new MsdException(type + " has an extension, which version 2 does not define", bit);
    }
  }

  private static int readVehicleType(BitReader in) throws MsdException {
    refuseExtension(in, "vehicleType");
    int bit = in.bit();
    int vehicleType = in.intBits(VEHICLE_TYPE_BITS, "vehicleType") + 1;
    if (vehicleType > Msd.VEHICLE_TYPES) {
      throw new MsdException(
          "vehicleType " + vehicleType + "; 1 to " + Msd.VEHICLE_TYPES + " are defined", bit);
    }
    return vehicleType;
  }

  private static String readVin(BitReader in) throws MsdException {
    StringBuilder vin = new StringBuilder(VinAlphabet.LENGTH);
    for (int i = 1; i <= VinAlphabet.LENGTH; i++) {
      int bit = in.bit();
      int code = in.intBits(VIN_BITS, "character " + i + " of the VIN");
      if (code >= VinAlphabet.size()) {
        throw new MsdException("code " + code + " is no character of a VIN (place " + i + ")", bit);
      }
      vin.append(VinAlphabet.character(code));
    }
    return vin.toString();
  }

  private static EnumSet<Propulsion> readPropulsion(BitReader in) throws MsdException {
    refuseExtension(in, "vehiclePropulsionStorageType");
    List<Propulsion> written = new ArrayList<>();
    for (Propulsion each : Propulsion.values()) {
      if (in.bool("the presence of " + each)) {
        written.add(each);
      }
    }
    EnumSet<Propulsion> propulsion = EnumSet.noneOf(Propulsion.class);
    for (Propulsion each : written) {
      if (in.bool(each.toString())) {
        propulsion.add(each);
      }
    }
    return propulsion;
  }

  private static LocationDelta readDelta(BitReader in, String what) throws MsdException {
    int latitude = in.intBits(DELTA_BITS, "latitude of " + what) + LocationDelta.MIN;
    int longitude = in.intBits(DELTA_BITS, "longitude of " + what) + LocationDelta.MIN;
    return new LocationDelta(latitude, longitude);
  }

  private static AdditionalData readAdditionalData(BitReader in) throws MsdException {
    int oidBit = in.bit();
    List<Integer> octets = readOctets(in, "the object identifier of the additional data");
    Optional<List<Integer>> oid = RelativeOid.ofOctets(octets);
    if (oid.isEmpty()) {
      throw new MsdException("the object identifier of the additional data is malformed", oidBit);
    }
    List<Integer> content = readOctets(in, "the additional data");
    byte[] data = new byte[content.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = content.get(i).byteValue();
    }
    return new AdditionalData(oid.get(), data);
  }

  private static List<Integer> readOctets(BitReader in, String what) throws MsdException {
    int bit = in.bit();
    int length = in.intBits(8, "the length of " + what);
    if (length > AdditionalData.MAX_DATA_BYTES) {
      throw new MsdException(
          "the length of " + what + " (" + length + ") is longer than any message", bit);
    }
    List<Integer> octets = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      octets.add(in.intBits(8, what));
    }
    return octets;
  }
}
