// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.ecus.Disturbance;
import dev.dcmrig.ecus.body.Ignition;
import dev.dcmrig.ecus.chassis.Gear;
import dev.dcmrig.ecus.gnss.Reception;
import dev.dcmrig.ecus.navigation.NavigationState;
import dev.dcmrig.ecus.power.CrankProfile;
import dev.dcmrig.ecus.vehicle.VirtualVehicle;
import dev.dcmrig.uds.data.FlashFaults;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.BiConsumer;

/** What can be said to a vehicle over the event bus; the arguments stand beside the verb. */
enum Verb {
  IGNITION((car, args) -> car.body().ignition(Ignition.valueOf(args.getString("position")))),
  OPEN_DOORS((car, args) -> car.body().openDoors()),
  CLOSE_DOORS((car, args) -> car.body().closeDoors()),
  DEPLOY_AIRBAG((car, args) -> car.airbag().deploy()),
  IMPACT((car, args) -> car.airbag().impact(args.getDouble("peakG"))),
  CRASH((car, args) -> car.crash(args.getDouble("peakG"))),
  OCCUPANTS((car, args) -> car.airbag().occupants(args.getInteger("count"))),
  OCCUPANTS_UNKNOWN((car, args) -> car.airbag().occupantsUnknown()),
  PRESS_SOS((car, args) -> car.sosPanel().press()),
  PRESS_SOS_FOR(
      (car, args) -> car.sosPanel().press(Duration.ofNanos(args.getLong("durationNanos")))),
  RELEASE_SOS((car, args) -> car.sosPanel().release()),
  POSITION(
      (car, args) ->
          car.gnss()
              .position(
                  args.getDouble("latitude"),
                  args.getDouble("longitude"),
                  args.getDouble("course"))),
  DRIVE((car, args) -> car.drive(args.getDouble("speedKmh"))),
  GEAR((car, args) -> car.chassis().gear(Gear.valueOf(args.getString("gear")))),
  PARKED((car, args) -> car.chassis().parked(args.getBoolean("parked"))),
  RECEPTION((car, args) -> car.gnss().reception(Reception.valueOf(args.getString("reception")))),
  NAVIGATION(
      (car, args) -> car.navigation().state(NavigationState.valueOf(args.getString("state")))),
  BATTERY((car, args) -> car.battery().rest(args.getDouble("volts"))),
  DISCONNECT_BATTERY((car, args) -> car.battery().disconnect()),
  RECONNECT_BATTERY((car, args) -> car.battery().reconnect(args.getDouble("volts"))),
  CRANK((car, args) -> car.battery().crank(CrankProfile.NORMAL)),
  DISTURB(
      (car, args) ->
          car.disturb(
              DomainValue.valueOf(args.getString("value")),
              Disturbance.valueOf(args.getString("disturbance")))),
  UNDISTURB((car, args) -> car.undisturb(DomainValue.valueOf(args.getString("value")))),
  FAIL_FLASHING(
      (car, args) ->
          car.failFlashing(
              args.getString("ecu"),
              FlashFaults.Step.valueOf(args.getString("step")),
              args.getInteger("times")));

  @SuppressWarnings("ImmutableEnumChecker") // The lambdas hold no state.
  private final BiConsumer<VirtualVehicle, JsonObject> action;

  Verb(BiConsumer<VirtualVehicle, JsonObject> action) {
    this.action = action;
  }

  void apply(VirtualVehicle vehicle, JsonObject arguments) {
    action.accept(vehicle, arguments);
  }
}
