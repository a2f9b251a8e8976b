// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.vehicle;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.CyclicSending;
import dev.dcmrig.ecus.DiagnosticBus;
import dev.dcmrig.ecus.Disturbance;
import dev.dcmrig.ecus.Ecu;
import dev.dcmrig.ecus.EcuContext;
import dev.dcmrig.ecus.EcuFailureListener;
import dev.dcmrig.ecus.EcuTrust;
import dev.dcmrig.ecus.NetworkManagement;
import dev.dcmrig.ecus.airbag.AirbagEcu;
import dev.dcmrig.ecus.body.BodyEcu;
import dev.dcmrig.ecus.chassis.ChassisEcu;
import dev.dcmrig.ecus.gnss.GnssEcu;
import dev.dcmrig.ecus.navigation.NavigationEcu;
import dev.dcmrig.ecus.power.MainBattery;
import dev.dcmrig.ecus.power.PowerEcu;
import dev.dcmrig.ecus.restbus.Restbus;
import dev.dcmrig.ecus.sospanel.SosPanelEcu;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.FlashFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/**
 * A vehicle without its DCM: ECUs that meet on one bus, fed by one main battery. It plays the
 * world's part: what happens to the car reaches each ECU that would notice. Belongs to the
 * timeline's thread.
 */
public final class VirtualVehicle {
  private final String vin;
  private final EcuContext context;
  private final NetworkManagement network;
  private final DiagnosticBus testers;
  private final MainBattery battery;
  private final AirbagEcu airbag;
  private final BodyEcu body;
  private final PowerEcu power;
  private final GnssEcu gnss;
  private final SosPanelEcu sosPanel;
  private final ChassisEcu chassis;
  private final NavigationEcu navigation;
  private final List<Ecu> ecus = new ArrayList<>();

  /** Its bus sleeps after {@link NetworkManagement#DEFAULT_SLEEP_AFTER}. */
  public VirtualVehicle(
      String vin,
      Timeline timeline,
      CanBus bus,
      VehicleBinding binding,
      EcuFailureListener failures) {
    this(
        vin,
        timeline,
        bus,
        binding,
        NetworkManagement.DEFAULT_SLEEP_AFTER,
        CarDiagnostics.NONE,
        failures);
  }

  /** Its ECUs verify no software by themselves. */
  public VirtualVehicle(
      String vin,
      Timeline timeline,
      CanBus bus,
      VehicleBinding binding,
      Duration busSleepAfter,
      CarDiagnostics diagnostics,
      EcuFailureListener failures) {
    this(vin, timeline, bus, binding, busSleepAfter, diagnostics, Map.of(), failures);
  }

  /**
   * @param busSleepAfter from the last thing that happened in the car to silence, ignition off
   * @param diagnostics how its ECUs are asked, and what they answer
   * @param trust by name of the ECU: what the factory has put into it, asked for once, late
   * @param failures told of each ECU whose software threw
   */
  public VirtualVehicle(
      String vin,
      Timeline timeline,
      CanBus bus,
      VehicleBinding binding,
      Duration busSleepAfter,
      CarDiagnostics diagnostics,
      Map<String, Supplier<EcuTrust>> trust,
      EcuFailureListener failures) {
    this.vin = vin;
    network = new NetworkManagement(timeline, busSleepAfter);
    testers = new DiagnosticBus(diagnostics, vin, timeline, bus, trust);
    context = new EcuContext(timeline, bus, binding, network, testers, failures);
    battery = new MainBattery(timeline);
    airbag = new AirbagEcu(context);
    body = new BodyEcu(context);
    power = new PowerEcu(context, battery);
    gnss = new GnssEcu(context);
    sosPanel = new SosPanelEcu(context);
    chassis = new ChassisEcu(context);
    navigation = new NavigationEcu(context);
    ecus.addAll(
        List.of(airbag, body, power, gnss, sosPanel, chassis, navigation, new Restbus(context)));
  }

  public String vin() {
    return vin;
  }

  /** What a further ECU of this car is built from. */
  public EcuContext context() {
    return context;
  }

  /** Needs each frame of the bus, this car's own, too, if the ECUs are to answer a tester. */
  public FrameListener testers() {
    return testers;
  }

  /** The next so many times an ECU goes wrong at a step while it takes software. */
  public void failFlashing(String ecu, FlashFaults.Step step, int times) {
    testers.faults(ecu).next(step, times);
  }

  /** Whether its bus sleeps. */
  public boolean isAsleep() {
    return network.isAsleep();
  }

  /** Adds an ECU before {@link #start()}. */
  public void add(Ecu ecu) {
    ecus.add(ecu);
  }

  /** Starts all ECUs. */
  public void start() {
    for (Ecu ecu : ecus) {
      battery.follow(ecu::supply);
      ecu.start();
    }
    network.start();
  }

  /** Stops all ECUs for good. */
  public void stop() {
    network.stop();
    ecus.forEach(Ecu::stop);
  }

  public List<Ecu> ecus() {
    return List.copyOf(ecus);
  }

  public AirbagEcu airbag() {
    return airbag;
  }

  public BodyEcu body() {
    return body;
  }

  public PowerEcu power() {
    return power;
  }

  public GnssEcu gnss() {
    return gnss;
  }

  public SosPanelEcu sosPanel() {
    return sosPanel;
  }

  public ChassisEcu chassis() {
    return chassis;
  }

  public NavigationEcu navigation() {
    return navigation;
  }

  public MainBattery battery() {
    return battery;
  }

  /** Follows the main battery's voltage, for instance for the DCM's supply pin. */
  public void followSupply(DoubleConsumer follower) {
    battery.follow(follower);
  }

  /** One crash: impact, and airbags that fire. */
  public void crash(double peakG) {
    airbag.impact(peakG);
    airbag.deploy();
  }

  /** Drives straight on: wheels and position move at this speed. */
  public void drive(double speedKmh) {
    gnss.drive(speedKmh);
    chassis.speed(speedKmh);
  }

  /** A deliberate fault of the message that carries the value. */
  public void disturb(DomainValue value, Disturbance disturbance) {
    sender(value).disturb(value, disturbance);
  }

  /** Ends all faults of the message that carries the value. */
  public void undisturb(DomainValue value) {
    sender(value).undisturb(value);
  }

  /** Who has sent the cyclic messages so far: the bus by itself, or the timeline. */
  public List<CyclicSending> sendings() {
    List<CyclicSending> all = new ArrayList<>();
    for (Ecu ecu : ecus) {
      if (ecu instanceof CyclicEcu cyclic) {
        all.addAll(cyclic.sendings());
      }
    }
    return all;
  }

  /** Frames that the ECUs' controllers could not take so far. */
  public long refused() {
    long sum = 0;
    for (Ecu ecu : ecus) {
      sum += ecu instanceof CyclicEcu cyclic ? cyclic.refused() : 0;
    }
    return sum;
  }

  private CyclicEcu sender(DomainValue value) {
    for (Ecu ecu : ecus) {
      if (ecu instanceof CyclicEcu cyclic && cyclic.carries(value)) {
        return cyclic;
      }
    }
    throw new IllegalStateException("no ECU sends " + value.key());
  }
}
