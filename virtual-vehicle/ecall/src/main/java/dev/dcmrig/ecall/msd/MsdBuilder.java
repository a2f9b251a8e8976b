// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Collects the values of a {@link Msd}; {@link #build()} checks them. */
public final class MsdBuilder {
  private MsdVersion version = MsdVersion.V2;
  private int messageIdentifier = 1;
  private boolean automaticActivation;
  private boolean testCall;
  private boolean positionCanBeTrusted;
  private int vehicleType = 1;
  private String vin = "00000000000000000";
  private EnumSet<Propulsion> propulsion = EnumSet.noneOf(Propulsion.class);
  private long timestampSeconds;
  private int latitudeMas = Msd.POSITION_UNKNOWN;
  private int longitudeMas = Msd.POSITION_UNKNOWN;
  private int direction = Msd.DIRECTION_UNKNOWN;
  private Optional<LocationDelta> recentVehicleLocationN1 = Optional.empty();
  private Optional<LocationDelta> recentVehicleLocationN2 = Optional.empty();
  private OptionalInt numberOfPassengers = OptionalInt.empty();
  private Optional<AdditionalData> additionalData = Optional.empty();

  MsdBuilder() {}

  MsdBuilder(Msd from) {
    version = from.version();
    messageIdentifier = from.messageIdentifier();
    automaticActivation = from.automaticActivation();
    testCall = from.testCall();
    positionCanBeTrusted = from.positionCanBeTrusted();
    vehicleType = from.vehicleType();
    vin = from.vin();
    propulsion.addAll(from.propulsion());
    timestampSeconds = from.timestampSeconds();
    latitudeMas = from.latitudeMas();
    longitudeMas = from.longitudeMas();
    direction = from.direction();
    recentVehicleLocationN1 = from.recentVehicleLocationN1();
    recentVehicleLocationN2 = from.recentVehicleLocationN2();
    numberOfPassengers = from.numberOfPassengers();
    additionalData = from.additionalData();
  }

  /** The format; version 2 by default. */
  public MsdBuilder version(MsdVersion value) {
    version = value;
    return this;
  }

  public MsdBuilder messageIdentifier(int value) {
    messageIdentifier = value;
    return this;
  }

  public MsdBuilder automaticActivation(boolean value) {
    automaticActivation = value;
    return this;
  }

  public MsdBuilder testCall(boolean value) {
    testCall = value;
    return this;
  }

  public MsdBuilder positionCanBeTrusted(boolean value) {
    positionCanBeTrusted = value;
    return this;
  }

  public MsdBuilder vehicleType(int value) {
    vehicleType = value;
    return this;
  }

  public MsdBuilder vin(String value) {
    vin = value;
    return this;
  }

  public MsdBuilder propulsion(Collection<Propulsion> values) {
    propulsion = EnumSet.noneOf(Propulsion.class);
    propulsion.addAll(values);
    return this;
  }

  public MsdBuilder timestampSeconds(long value) {
    timestampSeconds = value;
    return this;
  }

  /** Both in milliarcseconds, north and east positive. */
  public MsdBuilder position(int newLatitudeMas, int newLongitudeMas) {
    latitudeMas = newLatitudeMas;
    longitudeMas = newLongitudeMas;
    return this;
  }

  /** In steps of 2 degrees; see {@link Msd#directionOfDegrees}. */
  public MsdBuilder direction(int value) {
    direction = value;
    return this;
  }

  public MsdBuilder recentVehicleLocationN1(@Nullable LocationDelta value) {
    recentVehicleLocationN1 = Optional.ofNullable(value);
    return this;
  }

  public MsdBuilder recentVehicleLocationN2(@Nullable LocationDelta value) {
    recentVehicleLocationN2 = Optional.ofNullable(value);
    return this;
  }

  public MsdBuilder numberOfPassengers(int value) {
    numberOfPassengers = OptionalInt.of(value);
    return this;
  }

  /** Leaves the number of passengers out. */
  public MsdBuilder noNumberOfPassengers() {
    numberOfPassengers = OptionalInt.empty();
    return this;
  }

  public MsdBuilder additionalData(@Nullable AdditionalData value) {
    additionalData = Optional.ofNullable(value);
    return this;
  }

  /**
   * @throws IllegalArgumentException names the value that is out of its range
   */
  public Msd build() {
    return new Msd(
        version,
        messageIdentifier,
        automaticActivation,
        testCall,
        positionCanBeTrusted,
        vehicleType,
        vin,
        propulsion,
        timestampSeconds,
        latitudeMas,
        longitudeMas,
        direction,
        recentVehicleLocationN1,
        recentVehicleLocationN2,
        numberOfPassengers,
        additionalData);
  }
}
