// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import dev.dcmrig.ecus.vehicle.VirtualVehicle;
import java.util.concurrent.atomic.AtomicBoolean;

/** A vehicle that runs in a {@link VehicleHost}. Thread-safe, but for {@link #vehicle()}. */
public final class HostedVehicle implements AutoCloseable {
  private final VehicleHost host;
  private final VehicleSetup setup;
  private final VehicleVerticle verticle;
  private final String deploymentId;
  private final AtomicBoolean closed = new AtomicBoolean();

  HostedVehicle(
      VehicleHost host, VehicleSetup setup, VehicleVerticle verticle, String deploymentId) {
    this.host = host;
    this.setup = setup;
    this.verticle = verticle;
    this.deploymentId = deploymentId;
  }

  public String name() {
    return setup.name();
  }

  public String vin() {
    return setup.vin();
  }

  /**
   * Hands a command to the vehicle and returns when it is queued on its timeline, at the present
   * instant. Virtual time stands meanwhile.
   *
   * @throws HostException when it isn't queued while the host has patience
   */
  public void command(VehicleCommand command) {
    host.command(setup, command);
  }

  /** The vehicle itself; belongs to its timeline's thread. */
  public VirtualVehicle vehicle() {
    return verticle.vehicle();
  }

  /** Takes the vehicle off; does nothing the second time. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      host.undeploy(setup, deploymentId);
    }
  }
}
