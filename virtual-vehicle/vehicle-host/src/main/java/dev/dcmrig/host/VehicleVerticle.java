// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import dev.dcmrig.ecus.EcuContext;
import dev.dcmrig.ecus.EcuFailureListener;
import dev.dcmrig.ecus.vehicle.VirtualVehicle;
import dev.dcmrig.sim.Timeline;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/**
 * One vehicle in a verticle. Commands come over the event bus and are queued to the vehicle's
 * timeline; the answer says that they are queued. Frames never come near the event bus.
 */
final class VehicleVerticle extends VerticleBase {

  /** Failure code of an answer to a message that is no command. */
  static final int NOT_A_COMMAND = 1;

  private final VehicleSetup setup;
  private final HostListener listener;
  private final VirtualVehicle vehicle;
  private final String source;

  VehicleVerticle(VehicleSetup setup, HostListener listener) {
    this.setup = setup;
    this.listener = listener;
    this.source = "vehicle/" + setup.name();
    EcuFailureListener failures = (ecu, cause) -> listener.ecuFailed(setup.name(), ecu, cause);
    this.vehicle =
        new VirtualVehicle(
            setup.vin(),
            setup.timeline(),
            setup.bus(),
            setup.binding(),
            setup.busSleepAfter(),
            setup.diagnostics(),
            setup.trust(),
            failures);
    EcuContext context = vehicle.context();
    setup.extraEcus().forEach(made -> vehicle.add(made.apply(context)));
  }

  static String address(String vehicleName) {
    return "dcmrig.vehicle." + vehicleName + ".command";
  }

  VirtualVehicle vehicle() {
    return vehicle;
  }

  @Override
  public Future<?> start() {
    vertx.eventBus().<JsonObject>localConsumer(address(setup.name()), this::receive);
    timeline()
        .post(
            source,
            () -> {
              setup.ear().accept(vehicle.testers());
              vehicle.followSupply(setup.supply());
              vehicle.start();
            });
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    timeline().post(source, vehicle::stop);
    return Future.succeededFuture();
  }

  private Timeline timeline() {
    return setup.timeline();
  }

  private void receive(Message<JsonObject> message) {
    VehicleCommand command;
    try {
      command = VehicleCommand.fromJson(message.body());
    } catch (IllegalArgumentException e) {
      message.fail(NOT_A_COMMAND, "no command: " + message.body().encode());
      return;
    }
    timeline().post(source, () -> carryOut(command));
    message.reply(true);
  }

  private void carryOut(VehicleCommand command) {
    try {
      command.applyTo(vehicle);
    } catch (RuntimeException e) {
      listener.commandFailed(setup.name(), command, e);
    }
  }
}
