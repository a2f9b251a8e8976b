// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.BenchTime;
import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.Measurements;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.emulated.Notebook;
import dev.dcmrig.bench.emulated.RecordedMeasurements;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bench as its file says: each port filled by the driver that is named, on virtual time or in
 * real time. Everything happens on the one thread of its {@link BenchClock}.
 */
public final class BoundBench implements Bench {

  private final BenchConfiguration configuration;
  private final BenchClock clock;
  private final Measurements measurements;
  private final Observations notebook;
  private final @Nullable BusWatch watch;
  private final Map<Class<?>, Object> parts = new LinkedHashMap<>();
  private final Map<String, Vehicle> vehicles = new LinkedHashMap<>();
  private final Dcm dcm;
  private final OtherCars others;
  private final Supplier<Map<String, String>> restbus;
  private final Closing closing;
  private final BenchHealth health = new BenchHealth();
  private @Nullable RequirementNotMet misconduct;

  /**
   * What the benches of a run share.
   *
   * @param home where the rig's files are
   * @param environments opens the environment of the car
   * @param shared by its type, for drivers
   * @param checkpoint called now and then; throws when the run is to end
   */
  public record Parts(
      RigHome home,
      Environment.Opener environments,
      Map<Class<?>, Object> shared,
      Runnable checkpoint) {

    public Parts {
      shared = Map.copyOf(shared);
    }

    <T> T shared(Class<T> type) {
      Object value = shared.get(type);
      if (value == null) {
        throw new IllegalStateException("this run shares no " + type.getSimpleName());
      }
      return type.cast(value);
    }
  }

  /** What all cars of a bench share. On its thread. */
  static final class Shared {
    private final BenchConfiguration configuration;
    private final BenchFacts facts;
    private final Parts parts;
    private final Timeline timeline;
    private final BenchHealth health;
    private final Seed seed;
    private final Closing closing;
    private @Nullable Environment environment;

    Shared(
        BenchConfiguration configuration,
        Parts parts,
        Timeline timeline,
        BenchHealth health,
        Seed seed,
        Closing closing) {
      this.configuration = configuration;
      this.facts = configuration.facts(parts.home());
      this.parts = parts;
      this.timeline = timeline;
      this.health = health;
      this.seed = seed;
      this.closing = closing;
    }

    BenchConfiguration configuration() {
      return configuration;
    }

    BenchFacts facts() {
      return facts;
    }

    Parts parts() {
      return parts;
    }

    Timeline timeline() {
      return timeline;
    }

    BenchHealth health() {
      return health;
    }

    Seed seed() {
      return seed;
    }

    Closing closing() {
      return closing;
    }

    /** One for all cars; the first that asks opens it. */
    Environment environment(Site by) {
      Environment open = environment;
      if (open == null) {
        open = closing.add(parts.environments().open(by));
        environment = open;
      }
      return open;
    }
  }

  /**
   * Opens a bench, with everything switched on but the ignition.
   *
   * @param name unique among the benches that are open, and fixed: the scenario's location
   */
  public static BoundBench open(
      String name,
      BenchConfiguration configuration,
      Parts parts,
      ScenarioRecorder recorder,
      Seed seed) {
    Closing closing = new Closing();
    try {
      return new BoundBench(name, configuration, parts, recorder, seed, closing);
    } catch (RuntimeException | Error e) {
      // What was started before the failure must not outlive it.
      try {
        closing.close();
      } catch (RuntimeException | Error second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private BoundBench(
      String name,
      BenchConfiguration configuration,
      Parts parts,
      ScenarioRecorder recorder,
      Seed seed,
      Closing closing) {
    this.configuration = configuration;
    this.closing = closing;
    Runnable checkpoint =
        () -> {
          parts.checkpoint().run();
          checkHealth();
        };
    this.clock =
        closing.add(
            configuration.file().virtualTime()
                ? new VirtualClock(checkpoint)
                : new RealClock(name, checkpoint, health::failed));
    Closing onThread = new Closing();
    closing.add(() -> clock.finish(onThread::close));
    Assembly assembly =
        clock.call(
            () ->
                new Assembly(
                    name,
                    new Shared(configuration, parts, clock.timeline(), health, seed, onThread),
                    new Notebook(clock.timeline(), recorder),
                    recorder));
    this.watch = assembly.watch;
    this.measurements =
        clock.reachable(
            Measurements.class,
            new RecordedMeasurements(
                clock.timeline(), recorder, configuration.file().decisionRule()));
    this.notebook = clock.reachable(Observations.class, assembly.notebook);
    assembly.parts.forEach(this::reach);
    vehicles.put(assembly.identity.vin(), clock.reachable(Vehicle.class, assembly.vehicle));
    this.dcm = assembly.dcm;
    this.others = assembly.others;
    this.restbus = () -> clock.call(assembly.restbus);
  }

  private <P> void reach(Class<P> type, Object part) {
    parts.put(type, clock.reachable(type, type.cast(part)));
  }

  private void checkHealth() {
    BusWatch bus = watch;
    if (bus != null && bus.hasLost()) {
      noteLosses(bus);
    }
    health.check();
  }

  private void noteLosses(BusWatch bus) {
    clock.call(bus::losses).ifPresent(health::broke);
  }

  /**
   * Why this bench could not judge, if so: whatever the steps said, the scenario ends as error.
   * Final once {@link #ended} has been called.
   */
  public Optional<BenchBroken> failure() {
    return health.failure();
  }

  /**
   * What a DCM of this bench has done that none may do, if so: a scenario does not pass by it.
   * Final once {@link #ended} has been called.
   */
  public Optional<RequirementNotMet> misconduct() {
    return Optional.ofNullable(misconduct);
  }

  @Override
  public String name() {
    return configuration.file().name();
  }

  @Override
  public BenchTime time() {
    return clock.time();
  }

  @Override
  public Instant startedAt() {
    return clock.timeline().epoch();
  }

  @Override
  public DcmProfile specification() {
    return configuration.specification();
  }

  @Override
  public Measurements measurements() {
    return measurements;
  }

  @Override
  public <P> P part(Class<P> type) {
    Object part = parts.get(type);
    if (part == null) {
      throw new BenchBroken(
          "bench "
              + name()
              + " has no "
              + type.getSimpleName()
              + "; it has "
              + parts.keySet().stream().map(Class::getSimpleName).toList());
    }
    return type.cast(part);
  }

  @Override
  public Vehicle vehicle(String vin) {
    Vehicle vehicle = vehicles.get(vin);
    if (vehicle == null) {
      throw new BenchBroken(
          "bench " + name() + " has no car '" + vin + "'; name one of " + vehicles.keySet());
    }
    return vehicle;
  }

  @Override
  public String addVehicle() {
    OtherCars.Opened opened = clock.call(others::open);
    vehicles.put(opened.vin(), clock.reachable(Vehicle.class, opened.vehicle()));
    return opened.vin();
  }

  @Override
  public Observations observations() {
    return notebook;
  }

  @Override
  public void ended(boolean passed) {
    // Asks the bus for what its own cycles lost, which is too costly to be asked all the time.
    Map<String, String> sent = restbus.get();
    BusWatch bus = watch;
    if (bus != null) {
      noteLosses(bus);
    }
    dcm.failure().ifPresent(health::broke);
    others.dcms().forEach(other -> other.failure().ifPresent(health::broke));
    misconduct =
        clock
            .call(
                () ->
                    Stream.concat(Stream.of(dcm), others.dcms().stream())
                        .flatMap(each -> each.misconduct().stream())
                        .findFirst())
            .orElse(null);
    if (!configuration.file().virtualTime()) {
      // Who says when a frame goes out matters where time is real; a virtual one has no choice.
      notebook.note(Subject.RIG, "restbus", sent);
    }
    boolean judged = passed && health.failure().isEmpty() && misconduct == null;
    notebook.note(
        Subject.RIG, "scenario.ended", Map.of("verdict", judged ? "passed" : "not passed"));
  }

  @Override
  public void close() {
    closing.close();
  }
}
