// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads one message, field by field; the form is drawn at {@link MsdCodec}. */
final class MsdDecoder {
  private static final int VIN_BITS = 6;
  private static final int DELTA_BITS = 10;
  private static final int NORMALLY_SMALL_BITS = 6;

  /** The four parts of a vehicle identification number in the module, and their characters. */
  private static final List<VinPart> VIN_PARTS =
      List.of(
          new VinPart("isowmi", 3),
          new VinPart("isovds", 6),
          new VinPart("isovisModelyear", 1),
          new VinPart("isovisSeqPlant", 7));

  private record VinPart(String name, int characters) {}

  private final byte[] bytes;
  private final PerReader in;
  private final MsdBuilder msd = Msd.builder();

  MsdDecoder(byte[] bytes) {
    this.bytes = bytes;
    this.in = new PerReader(bytes);
  }

  DecodedMsd decode() throws MsdException {
    MsdVersion version = readHeader();
    msd.version(version);
    boolean messageExtended = extension("MSDMessage");
    boolean additional = present("optionalAdditionalData");
    readStructure(version);
    if (additional) {
      msd.additionalData(readAdditionalData());
    }
    if (messageExtended) {
      in.skipAdditions("MSDMessage");
    }
    readPadding();
    return new DecodedMsd(msd.build(), in.fields(), in.faults());
  }

  private MsdVersion readHeader() throws MsdException {
    if (bytes.length > MsdCodec.MAX_BYTES) {
      throw in.stop(
          "a message of " + bytes.length + " bytes; " + MsdCodec.MAX_BYTES + " are allowed",
          "whole message",
          MsdCodec.MAX_BYTES * 8);
    }
    long number = in.number(8, "id", value -> "format version of EN 15722");
    MsdVersion version =
        MsdVersion.of((int) number)
            .orElseThrow(
                () -> in.stop("format version " + number + "; 1, 2 and 3 are defined", "id", 0));
    if (version.hasLength()) {
      int at = in.bit();
      int length = in.length("msd");
      if (length * 8 != in.bitsLeft()) {
        throw in.stop(
            "the length says "
                + length
                + " bytes, "
                + in.bitsLeft() / 8
                + " follow; the message is cut or was put together wrongly",
            "length of msd",
            at);
      }
    }
    return version;
  }

  private boolean extension(String of) throws MsdException {
    return in.flag("extension of " + of, "additions follow", "no additions");
  }

  private boolean present(String what) throws MsdException {
    return in.flag("presence of " + what, "present", "absent");
  }

  private void readStructure(MsdVersion version) throws MsdException {
    boolean extended = extension("MSDStructure");
    boolean always = version.recentLocationsMandatory();
    boolean n1 = always || present("recentVehicleLocationN1");
    boolean n2 = always || present("recentVehicleLocationN2");
    boolean occupants = present(version.occupantsField());
    readIdentifier();
    msd.automaticActivation(in.flag("automaticActivation", "automatic", "manual"));
    msd.testCall(in.flag("testCall", "test call", "no test call"));
    msd.positionCanBeTrusted(in.flag("positionCanBeTrusted", "trusted", "not trusted"));
    readVehicleType(version);
    msd.vin(readVin());
    msd.propulsion(readPropulsion(version));
    msd.timestampSeconds(in.number(32, "timestamp", MsdMeanings::timestamp));
    readPosition();
    readDirection();
    if (n1) {
      msd.recentVehicleLocationN1(readDelta("recentVehicleLocationN1"));
    }
    if (n2) {
      msd.recentVehicleLocationN2(readDelta("recentVehicleLocationN2"));
    }
    if (occupants) {
      msd.numberOfPassengers((int) in.number(8, version.occupantsField(), MsdMeanings::occupants));
    }
    if (extended) {
      in.skipAdditions("MSDStructure");
    }
  }

  private void readIdentifier() throws MsdException {
    int at = in.bit();
    long identifier = in.number(8, "messageIdentifier", value -> "message " + value);
    msd.messageIdentifier((int) identifier);
    if (identifier == 0) {
      in.fault("messageIdentifier", at, "0 is out of range: it counts from 1");
    }
  }

  private void readVehicleType(MsdVersion version) throws MsdException {
    boolean extended = in.flag("extension of vehicleType", "a later edition's", "one of these");
    int at = in.bit();
    if (extended) {
      if (in.bits(1, "vehicleType") != 0) {
        throw in.stop("an extension of more than 64 vehicle types", "vehicleType", at);
      }
      int addition = (int) in.bits(NORMALLY_SMALL_BITS, "vehicleType");
      int type = version.vehicleTypes() + 1 + addition;
      in.took(at, "vehicleType", String.valueOf(addition), "addition " + (addition + 1));
      in.fault("vehicleType", at, "version " + version.number() + " does not define this addition");
      msd.vehicleType(type);
      return;
    }
    long type = 1 + in.number(version.vehicleTypeBits(), "vehicleType", MsdMeanings::vehicleType);
    if (type > version.vehicleTypes()) {
      throw in.stop(
          "vehicleType " + type + "; 1 to " + version.vehicleTypes() + " are defined",
          "vehicleType",
          at);
    }
    msd.vehicleType((int) type);
  }

  private String readVin() throws MsdException {
    StringBuilder vin = new StringBuilder(VinAlphabet.LENGTH);
    for (VinPart part : VIN_PARTS) {
      int start = in.bit();
      int from = vin.length();
      for (int i = 0; i < part.characters(); i++) {
        int at = in.bit();
        int code = (int) in.bits(VIN_BITS, part.name());
        if (code >= VinAlphabet.size()) {
          throw in.stop(
              "code " + code + " is no character of a VIN (place " + (vin.length() + 1) + ")",
              part.name(),
              at);
        }
        vin.append(VinAlphabet.character(code));
      }
      in.took(start, part.name(), vin.substring(from), "VIN, part " + part.name());
    }
    return vin.toString();
  }

  private EnumSet<Propulsion> readPropulsion(MsdVersion version) throws MsdException {
    boolean extended = extension("vehiclePropulsionStorageType");
    List<Propulsion> written = new ArrayList<>();
    for (Propulsion each : version.propulsion()) {
      if (present(each.fieldName())) {
        written.add(each);
      }
    }
    EnumSet<Propulsion> propulsion = EnumSet.noneOf(Propulsion.class);
    for (Propulsion each : written) {
      if (in.flag(each.fieldName(), "on board", "not on board")) {
        propulsion.add(each);
      }
    }
    if (extended) {
      in.skipAdditions("vehiclePropulsionStorageType");
    }
    return propulsion;
  }

  private void readPosition() throws MsdException {
    int latitudeAt = in.bit();
    int latitude =
        (int) in.number(32, Integer.MIN_VALUE, "positionLatitude", MsdMeanings::position);
    int longitudeAt = in.bit();
    int longitude =
        (int) in.number(32, Integer.MIN_VALUE, "positionLongitude", MsdMeanings::position);
    msd.position(latitude, longitude);
    checkPosition("positionLatitude", latitudeAt, latitude, Msd.MAX_LATITUDE_MAS);
    checkPosition("positionLongitude", longitudeAt, longitude, Msd.MAX_LONGITUDE_MAS);
    if ((latitude == Msd.POSITION_UNKNOWN) != (longitude == Msd.POSITION_UNKNOWN)) {
      in.fault("vehicleLocation", latitudeAt, "one of latitude and longitude is unknown");
    }
  }

  private void checkPosition(String name, int at, int mas, int limitMas) {
    if (mas != Msd.POSITION_UNKNOWN && Math.abs((long) mas) > limitMas) {
      in.fault(
          name,
          at,
          mas + " mas is out of range: -" + limitMas + " to " + limitMas + ", or unknown");
    }
  }

  private void readDirection() throws MsdException {
    int at = in.bit();
    int direction = (int) in.number(8, "vehicleDirection", MsdMeanings::direction);
    msd.direction(direction);
    if (direction > Msd.MAX_DIRECTION && direction != Msd.DIRECTION_UNKNOWN) {
      in.fault(
          "vehicleDirection",
          at,
          direction + " is out of range: 0 to 179 steps of 2 degrees, or 255 for unknown");
    }
  }

  private LocationDelta readDelta(String what) throws MsdException {
    int least = LocationDelta.MIN;
    long latitude = in.number(DELTA_BITS, least, what + ".latitudeDelta", MsdMeanings::delta);
    long longitude = in.number(DELTA_BITS, least, what + ".longitudeDelta", MsdMeanings::delta);
    return new LocationDelta((int) latitude, (int) longitude);
  }

  private AdditionalData readAdditionalData() throws MsdException {
    int at = in.bit();
    String name = "optionalAdditionalData.oid";
    byte[] octets = in.octets(name);
    Optional<List<Integer>> oid = RelativeOid.ofOctets(octets);
    if (oid.isEmpty()) {
      throw in.stop(
          "'" + HexFormat.of().formatHex(octets) + "' is no RELATIVE-OID (X.690 8.20)", name, at);
    }
    int dataAt = in.bit();
    byte[] data = in.octets("optionalAdditionalData.data");
    if (data.length > AdditionalData.MAX_DATA_BYTES) {
      throw in.stop("longer than any message", "optionalAdditionalData.data", dataAt);
    }
    return new AdditionalData(oid.get(), data);
  }

  private void readPadding() throws MsdException {
    int at = in.bit();
    String last = in.fields().get(in.fields().size() - 1).name();
    if (in.bitsLeft() >= 8) {
      throw in.stop(
          "the message goes on for " + in.bitsLeft() + " bits after its last field, " + last,
          "end of the message",
          at);
    }
    int count = in.bitsLeft();
    if (count > 0 && in.number(count, "padding", value -> "fills up the last byte") != 0) {
      throw in.stop("the bits that fill up the last byte are not zero", "padding", at);
    }
  }
}
