// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import static dev.dcmrig.can.binding.DomainValue.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.LoopBus;
import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.can.binding.DomainReader.Protection;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.Disturbance;
import dev.dcmrig.ecus.Ecu;
import dev.dcmrig.ecus.EcuContext;
import dev.dcmrig.ecus.body.Ignition;
import dev.dcmrig.ecus.chassis.Gear;
import dev.dcmrig.ecus.gnss.Reception;
import dev.dcmrig.ecus.navigation.NavigationState;
import dev.dcmrig.sim.VirtualTimeline;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VehicleHostTest {
  private static Vertx vertx;

  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final LoopBus bus = new LoopBus(timeline);
  private final VehicleBinding binding = Cars.reference(UnaryOperator.identity());
  private final DomainReader reader = binding.reader(timeline);
  private final VehicleHost host = new VehicleHost(vertx, listener());
  private int frames;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private HostListener listener() {
    return new HostListener() {
      @Override
      public void ecuFailed(String vehicle, String ecu, Throwable cause) {
        failures.add(vehicle + "/" + ecu + ": " + cause.getMessage());
      }

      @Override
      public void commandFailed(String vehicle, VehicleCommand command, Throwable cause) {
        failures.add(vehicle + " " + command + ": " + cause.getMessage());
      }
    };
  }

  private HostedVehicle deploy(String name) {
    bus.connect(
        "listener",
        (time, frame) -> {
          frames++;
          reader.onFrame(time, frame);
        });
    return host.deploy(VehicleSetup.of(name, "VIN", timeline, bus, binding));
  }

  private void runMillis(long millis) {
    timeline.runUntil(timeline.nowNanos() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void everyCommandArrivesAsWhatItSays() {
    HostedVehicle car = deploy("all");
    runMillis(500);
    car.command(VehicleCommand.ignition(Ignition.ON));
    car.command(VehicleCommand.openDoors());
    car.command(VehicleCommand.occupantsUnknown());
    car.command(VehicleCommand.occupants(4));
    car.command(VehicleCommand.pressSos());
    car.command(VehicleCommand.position(-37.5, 144.25, 90));
    car.command(VehicleCommand.drive(36));
    car.command(VehicleCommand.gear(Gear.D));
    car.command(VehicleCommand.parked(false));
    car.command(VehicleCommand.reception(Reception.WEAK));
    car.command(VehicleCommand.navigation(NavigationState.FAULTY));
    car.command(VehicleCommand.battery(11.8));
    car.command(VehicleCommand.crash(55));
    assertEquals("OFF", reader.word(IGNITION), "no time has passed");
    runMillis(500);
    assertEquals("ON", reader.word(IGNITION));
    assertEquals("OPEN", reader.word(DOORS));
    assertEquals(4, reader.number(PASSENGERS));
    assertEquals("PRESSED", reader.word(SOS_BUTTON));
    assertEquals(-37.5, reader.number(LATITUDE), 1e-6);
    assertEquals(36, reader.number(SPEED), 1e-6);
    assertEquals("D", reader.word(GEAR));
    assertEquals("NO", reader.word(PARKED));
    assertEquals("NONE", reader.word(GNSS_FIX));
    assertEquals("FAULTY", reader.word(NAVIGATION));
    assertEquals(11.8, reader.number(BATTERY_VOLTAGE), 0.01);
    assertEquals("YES", reader.word(AIRBAG_DEPLOYED));
    assertEquals(55, reader.number(IMPACT_LEVEL), 0.05);

    car.command(VehicleCommand.closeDoors());
    car.command(VehicleCommand.releaseSos());
    car.command(VehicleCommand.impact(77));
    car.command(VehicleCommand.deployAirbag());
    car.command(VehicleCommand.crank());
    runMillis(300);
    assertEquals("CLOSED", reader.word(DOORS));
    assertEquals("RELEASED", reader.word(SOS_BUTTON));
    assertEquals(77, reader.number(IMPACT_LEVEL), 0.05);
    assertEquals(9.5, reader.number(BATTERY_VOLTAGE), 0.01);
    car.command(VehicleCommand.pressSos(Duration.ofMillis(400)));
    runMillis(200);
    assertEquals("PRESSED", reader.word(SOS_BUTTON));
    runMillis(400);
    assertEquals("RELEASED", reader.word(SOS_BUTTON));
    car.command(VehicleCommand.disturb(AIRBAG_DEPLOYED, Disturbance.WRONG_CRC));
    runMillis(100);
    assertEquals(Protection.INVALID, reader.protection(AIRBAG_DEPLOYED));
    car.command(VehicleCommand.undisturb(AIRBAG_DEPLOYED));
    car.command(VehicleCommand.disconnectBattery());
    // The airbag's reserve lasts a little longer than the battery.
    runMillis(200);
    frames = 0;
    runMillis(500);
    assertEquals(0, frames);
    car.command(VehicleCommand.reconnectBattery(12.2));
    runMillis(500);
    assertEquals(12.2, reader.number(BATTERY_VOLTAGE), 0.01);
    assertTrue(failures.isEmpty(), failures.toString());
  }

  @Test
  void theSupplyIsFollowed() {
    List<Double> volts = new ArrayList<>();
    HostedVehicle car =
        host.deploy(
            VehicleSetup.of("supplied", "VIN", timeline, bus, binding).withSupply(volts::add));
    car.command(VehicleCommand.disconnectBattery());
    car.command(VehicleCommand.reconnectBattery(12));
    runMillis(10);
    assertEquals(List.of(12.6, 0.0, 12.0), volts);
  }

  @Test
  void aCommandThatCantBeCarriedOutIsReportedAndTheVehicleGoesOn() {
    HostedVehicle car = deploy("strict");
    car.command(VehicleCommand.impact(1000));
    runMillis(100);
    assertEquals(1, failures.size());
    assertTrue(
        failures.get(0).startsWith("strict IMPACT {\"peakG\":1000.0}: an impact of 1000.0 g"),
        failures.toString());
    assertTrue(reader.has(AIRBAG_DEPLOYED));
  }

  @Test
  void anEcuThatThrowsIsReportedAndItsVehicleAndItsNeighboursGoOn() {
    LoopBus otherBus = new LoopBus(timeline);
    DomainReader other = binding.reader(timeline);
    otherBus.connect("listener", other);
    host.deploy(VehicleSetup.of("neighbour", "VIN2", timeline, otherBus, binding));
    bus.connect("listener", reader);
    host.deploy(
        VehicleSetup.of("ill", "VIN", timeline, bus, binding)
            .withEcus(List.of(VehicleHostTest::faulty)));
    runMillis(1000);
    assertEquals(List.of("ill/faulty: no more memory for seats"), failures);
    long last = timeline.nowNanos() - TimeUnit.MILLISECONDS.toNanos(21);
    assertTrue(reader.receivedNanos(AIRBAG_DEPLOYED) > last);
    assertTrue(other.receivedNanos(AIRBAG_DEPLOYED) > last);
  }

  private static Ecu faulty(EcuContext context) {
    return new CyclicEcu(
        "faulty",
        context,
        0,
        List.of(context.binding().writer(context.binding().dbc().message("LightStatus")))) {
      @Override
      protected boolean beforeSend(dev.dcmrig.can.binding.DomainWriter writer) {
        throw new IllegalStateException("no more memory for seats");
      }
    };
  }

  @Test
  void twoVehiclesOfOneNameAreRefusedUntilTheFirstIsGone() {
    HostedVehicle first = deploy("twin");
    HostException refused = assertThrows(HostException.class, () -> deploy("twin"));
    assertTrue(refused.getMessage().contains("there is a vehicle twin already"));
    first.close();
    first.close();
    deploy("twin");
  }

  @Test
  void aVehicleThatWasTakenOffSendsNothingAndTakesNoCommand() {
    HostedVehicle car = deploy("gone");
    runMillis(100);
    car.close();
    runMillis(1);
    frames = 0;
    runMillis(500);
    assertEquals(0, frames);
    HostException refused =
        assertThrows(HostException.class, () -> car.command(VehicleCommand.pressSos()));
    assertTrue(refused.getMessage().contains("commanding vehicle gone: PRESS_SOS failed"));
  }

  @Test
  void whatIsNoCommandIsAnsweredWithAFailure() throws Exception {
    deploy("picky");
    CompletableFuture<Object> answer =
        vertx
            .eventBus()
            .request(VehicleVerticle.address("picky"), new JsonObject().put("verb", "FLY"))
            .toCompletionStage()
            .toCompletableFuture()
            .thenApply(message -> message);
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> answer.get(30, TimeUnit.SECONDS));
    ReplyException reply = (ReplyException) failed.getCause();
    assertEquals(VehicleVerticle.NOT_A_COMMAND, reply.failureCode());
    assertEquals("no command: {\"verb\":\"FLY\"}", reply.getMessage());
  }

  @Test
  void anEventLoopIsNeverBlocked() throws Exception {
    HostedVehicle car = deploy("loop");
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    vertx.runOnContext(
        ignored -> {
          try {
            car.command(VehicleCommand.pressSos());
            thrown.complete(null);
          } catch (IllegalStateException e) {
            thrown.complete(e);
          }
        });
    assertTrue(thrown.get(30, TimeUnit.SECONDS).getMessage().contains("would block an event loop"));
  }

  @Test
  void aFleetSendsInRealTimeAndEndsCleanly() throws Exception {
    int count = 30;
    CountDownLatch seen = new CountDownLatch(count * 50);
    Fleet fleet = new Fleet(vertx, listener(), 2, cause -> failures.add(cause.toString()));
    try {
      fleet.add(
          count,
          binding,
          line -> {
            LoopBus own = new LoopBus(line);
            own.connect("listener", (time, frame) -> seen.countDown());
            return own;
          });
      fleet.vehicles().get(7).command(VehicleCommand.ignition(Ignition.ON));
      assertTrue(seen.await(60, TimeUnit.SECONDS), seen.getCount() + " frames are missing");
      assertEquals(count, fleet.vehicles().size());
      assertFalse(fleet.vehicles().get(3).vin().isEmpty());
    } finally {
      fleet.close();
    }
    assertTrue(failures.isEmpty(), failures.toString());
  }
}
