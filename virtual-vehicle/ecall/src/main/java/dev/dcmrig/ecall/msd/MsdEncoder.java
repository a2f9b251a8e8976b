// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.Optional;

/** Writes a message; the form is drawn at {@link MsdCodec}. */
final class MsdEncoder {
  private static final int VIN_BITS = 6;
  private static final int DELTA_BITS = 10;

  private final Msd msd;
  private final MsdVersion version;
  private final PerWriter out = new PerWriter();

  MsdEncoder(Msd msd) {
    this.msd = msd;
    this.version = msd.version();
  }

  byte[] encode() {
    checkVersion();
    writeStructure();
    msd.additionalData().ifPresent(this::writeAdditionalData);
    byte[] content = out.toBytes();
    PerWriter whole = new PerWriter();
    whole.bits(version.number(), 8);
    if (version.hasLength()) {
      whole.octets(content);
    } else {
      for (byte each : content) {
        whole.bits(each & 0xFF, 8);
      }
    }
    byte[] bytes = whole.toBytes();
    if (bytes.length > MsdCodec.MAX_BYTES) {
      throw new IllegalArgumentException(
          "the minimum set of data would have "
              + bytes.length
              + " bytes; "
              + MsdCodec.MAX_BYTES
              + " are allowed: shorten its additional data");
    }
    return bytes;
  }

  private void checkVersion() {
    if (msd.vehicleType() > version.vehicleTypes()) {
      throw notIn(
          "vehicleType is " + msd.vehicleType() + "; it has 1 to " + version.vehicleTypes());
    }
    for (Propulsion each : msd.propulsion()) {
      if (!version.propulsion().contains(each)) {
        throw notIn("it has no flag for " + each);
      }
    }
    boolean both =
        msd.recentVehicleLocationN1().isPresent() && msd.recentVehicleLocationN2().isPresent();
    if (version.recentLocationsMandatory() && !both) {
      throw notIn("recentVehicleLocationN1 and N2 are mandatory; give both");
    }
  }

  private IllegalArgumentException notIn(String what) {
    return new IllegalArgumentException(
        "this is no message of version " + version.number() + ": " + what);
  }

  private void writeStructure() {
    out.bool(false);
    out.bool(msd.additionalData().isPresent());
    out.bool(false);
    if (!version.recentLocationsMandatory()) {
      out.bool(msd.recentVehicleLocationN1().isPresent());
      out.bool(msd.recentVehicleLocationN2().isPresent());
    }
    out.bool(msd.numberOfPassengers().isPresent());
    out.bits(msd.messageIdentifier(), 8);
    out.bool(msd.automaticActivation());
    out.bool(msd.testCall());
    out.bool(msd.positionCanBeTrusted());
    out.bool(false);
    out.bits(msd.vehicleType() - 1, version.vehicleTypeBits());
    for (char character : msd.vin().toCharArray()) {
      out.bits(VinAlphabet.code(character), VIN_BITS);
    }
    writePropulsion();
    out.bits(msd.timestampSeconds(), 32);
    out.bits(msd.latitudeMas() - (long) Integer.MIN_VALUE, 32);
    out.bits(msd.longitudeMas() - (long) Integer.MIN_VALUE, 32);
    out.bits(msd.direction(), 8);
    writeDelta(msd.recentVehicleLocationN1());
    writeDelta(msd.recentVehicleLocationN2());
    msd.numberOfPassengers().ifPresent(n -> out.bits(n, 8));
  }

  /** A flag that is FALSE is left away, as DEFAULT asks of an encoder. */
  private void writePropulsion() {
    out.bool(false);
    for (Propulsion each : version.propulsion()) {
      out.bool(msd.propulsion().contains(each));
    }
    for (int i = 0; i < msd.propulsion().size(); i++) {
      out.bool(true);
    }
  }

  private void writeDelta(Optional<LocationDelta> delta) {
    if (delta.isPresent()) {
      out.bits(delta.get().latitude100Mas() - LocationDelta.MIN, DELTA_BITS);
      out.bits(delta.get().longitude100Mas() - LocationDelta.MIN, DELTA_BITS);
    }
  }

  private void writeAdditionalData(AdditionalData additional) {
    out.octets(RelativeOid.toOctets(additional.relativeOid()));
    out.octets(additional.data());
  }
}
