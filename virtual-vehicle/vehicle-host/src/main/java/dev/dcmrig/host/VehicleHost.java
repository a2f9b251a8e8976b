// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.HoldExpiredException;
import dev.dcmrig.sim.Patience;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Hosts vehicles as verticles of one Vert.x instance. What it is asked for blocks the caller until
 * it is done, with {@link Patience}; never call it on an event loop.
 *
 * <p>Does not own the Vert.x instance, the timelines or the buses: who made them closes them.
 */
public final class VehicleHost {

  /** Vert.x wants a limit for an answer; patience ends long before. */
  private static final Duration NEVER = Duration.ofHours(24);

  private final Vertx vertx;
  private final HostListener listener;

  /** The event bus is used from one context of its own, never from a foreign thread. */
  private final Context context;

  /** Two vehicles of one name would share an address. */
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  public VehicleHost(Vertx vertx, HostListener listener) {
    this.vertx = vertx;
    this.listener = listener;
    this.context = vertx.getOrCreateContext();
  }

  /**
   * Deploys a vehicle. Its ECUs start at the present instant of its timeline.
   *
   * @throws HostException when that isn't done in time
   */
  public HostedVehicle deploy(VehicleSetup setup) {
    if (!names.add(setup.name())) {
      throw new HostException(
          "there is a vehicle " + setup.name() + " already: give each vehicle a name of its own");
    }
    try {
      VehicleVerticle verticle = new VehicleVerticle(setup, listener);
      String id =
          await(setup, "deploying vehicle " + setup.name(), () -> vertx.deployVerticle(verticle));
      return new HostedVehicle(this, setup, verticle, id);
    } catch (RuntimeException e) {
      names.remove(setup.name());
      throw e;
    }
  }

  void command(VehicleSetup setup, VehicleCommand command) {
    await(
        setup,
        "commanding vehicle " + setup.name() + ": " + command,
        () ->
            vertx
                .eventBus()
                .request(
                    VehicleVerticle.address(setup.name()),
                    command.toJson(),
                    new DeliveryOptions().setSendTimeout(NEVER.toMillis()).setLocalOnly(true)));
  }

  void undeploy(VehicleSetup setup, String deploymentId) {
    await(setup, "undeploying vehicle " + setup.name(), () -> vertx.undeploy(deploymentId));
    names.remove(setup.name());
  }

  /** Runs an exchange on this host's context and waits for its end, while virtual time stands. */
  private <T> T await(VehicleSetup setup, String exchange, Supplier<Future<T>> begin) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException(exchange + " would block an event loop; call it elsewhere");
    }
    CompletableFuture<T> done = new CompletableFuture<>();
    Hold hold = setup.timeline().hold(exchange);
    try {
      context.runOnContext(
          ignored -> begin.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
      return Patience.await(done, exchange);
    } catch (HoldExpiredException e) {
      throw new HostException(exchange + " does not end; is an event loop blocked?", e);
    } catch (ExecutionException e) {
      throw new HostException(exchange + " failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException(exchange + " was interrupted", e);
    } finally {
      hold.release();
    }
  }
}
