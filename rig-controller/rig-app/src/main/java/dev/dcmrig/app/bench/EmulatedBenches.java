// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.app.environment.Environments;
import dev.dcmrig.app.fleet.FleetSettings;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.BoundBench;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.SeededDcm;
import dev.dcmrig.bench.process.ClockedProcesses;
import dev.dcmrig.can.socketcan.SocketCanBus;
import dev.dcmrig.can.socketcan.SocketCanException;
import dev.dcmrig.centre.defects.CentreDefect;
import dev.dcmrig.evidence.InputFile;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.defects.OtaServerDefect;
import dev.dcmrig.run.BenchProvider;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.RunInterrupted;
import dev.dcmrig.run.scenario.RunningScenario;
import dev.dcmrig.sim.HoldExpiredException;
import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.defect.SeededDefect;
import dev.dcmrig.telematics.defects.TelematicsDefect;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Opens a clean bench for each scenario; what is costly to start is shared. */
public final class EmulatedBenches implements BenchProvider.OpenBenches {

  /** {@code @profile-ecall-112} on a scenario: it needs a DCM with that profile. */
  private static final String PROFILE_TAG = "@profile-";

  private final BenchConfiguration configuration;
  private final Seed seed;
  private final Vertx vertx;
  private final Environments services;
  private final RigHome home;
  private final Set<String> defects;

  /** In what the DCM under test differs from the specified profile, by key. */
  private final Map<String, Object> changed;

  private final Interruption interruption;

  /** DCMs that wait for another scenario. */
  private final ClockedProcesses processes = new ClockedProcesses();

  /** The kernel's bus was there in this run: when it is not, it was lost, and is waited for. */
  private volatile boolean busWasThere;

  private final Map<String, Variant> variants = new ConcurrentHashMap<>();

  /** The bench with one DCM profile. */
  private record Variant(BenchConfiguration configuration, BoundBench.Parts parts) {}

  /**
   * @param defects ids of seeded defects, checked before
   * @param parallel scenarios that may be open at a time
   */
  public EmulatedBenches(
      RigHome home,
      BenchConfiguration configuration,
      Set<String> defects,
      long seed,
      int parallel,
      Interruption interruption) {
    this(home, configuration, defects, Map.of(), seed, parallel, interruption);
  }

  /**
   * As above, with a DCM that goes by other numbers than the specified profile has.
   *
   * @param changed values by their key: {@code sos.gap}
   */
  public EmulatedBenches(
      RigHome home,
      BenchConfiguration configuration,
      Set<String> defects,
      Map<String, Object> changed,
      long seed,
      int parallel,
      Interruption interruption) {
    this.configuration = configuration;
    this.seed = Seed.of(seed);
    this.home = home;
    this.defects = Set.copyOf(defects);
    this.changed = Map.copyOf(changed);
    this.interruption = interruption;
    this.vertx = RigVertx.create();
    this.services =
        new Environments(
            vertx,
            home.wiremock(),
            home.packages(),
            parallel,
            TelematicsDefect.rulesWith(defects),
            CentreDefect.rulesWith(defects),
            OtaServerDefect.rulesWith(defects));
    variants.put(configuration.specification().name(), variant(configuration));
  }

  /** A server of updates that runs somewhere else can't be told to have defects. */
  private void refuseDefectsOfAnotherServer(BenchConfiguration of) {
    String driver = of.file().choice(Port.UPDATES).name();
    if (driver.equals(BenchFile.EMULATED)) {
      return;
    }
    OtaServerDefect.catalogue().stream()
        .map(SeededDefect::id)
        .filter(defects::contains)
        .findFirst()
        .ifPresent(
            id -> {
              throw new ConfigurationException(
                  new Problem(
                      of.file().file(),
                      0,
                      "defect '"
                          + id
                          + "' is one of the rig's own update server, and '"
                          + driver
                          + "' is another",
                      "use a bench without 'services: updates', or leave --defect out"));
            });
  }

  private Variant variant(BenchConfiguration of) {
    Set<String> ofDcm =
        defects.stream()
            .filter(id -> !Defects.isOfService(id))
            .collect(Collectors.toUnmodifiableSet());
    if (!ofDcm.isEmpty() && !Defects.canBeSeededIn(of.file().dcmDriver())) {
      throw new ConfigurationException(
          new Problem(
              of.file().file(),
              0,
              "defects can't be seeded in a DCM by the driver '" + of.file().dcmDriver() + "'",
              "use a bench with 'driver: emulated', 'process' or 'container', or leave --defect"
                  + " out"));
    }
    refuseDefectsOfAnotherServer(of);
    EmulatedDcmDriver dcm =
        new EmulatedDcmDriver(
            DcmProfiles.read(of.profile(), changed), of.profile().name(), defects);
    return new Variant(
        of,
        new BoundBench.Parts(
            home,
            services::open,
            Map.of(
                Vertx.class,
                vertx,
                Environments.class,
                services,
                EmulatedDcmDriver.class,
                dcm,
                SeededDcm.class,
                new SeededDcm(ofDcm),
                ClockedProcesses.class,
                processes,
                FleetSettings.class,
                DcmProfiles.fleet(of.vehicle().binding(), of.profile())),
            this::checkInterruption));
  }

  private void checkInterruption() {
    if (interruption.isRequested()) {
      throw new RunInterrupted();
    }
  }

  /** The bench's own profile, or the one that a scenario asks for by its tag. */
  private Variant variantFor(FeatureScenario scenario) {
    String name =
        scenario.tags().stream()
            .filter(tag -> tag.startsWith(PROFILE_TAG))
            .map(tag -> tag.substring(PROFILE_TAG.length()))
            .findFirst()
            .orElse(configuration.specification().name());
    return variants.computeIfAbsent(
        name, wanted -> variant(configuration.withProfile(home, wanted)));
  }

  /** After a loss, waits for the interface to come back, if the bench file says so. */
  private void awaitBus(BenchFile file) {
    if (busWasThere && !file.reconnectWithin().isZero()) {
      try {
        SocketCanBus.await(
            file.channel(), file.reconnectWithin().toMillis(), this::checkInterruption);
      } catch (SocketCanException e) {
        // One wait is enough: what comes after it must not wait in vain as often as there are
        // scenarios.
        busWasThere = false;
        throw new BenchBroken(
            "waited "
                + file.reconnectWithin().toSeconds()
                + " s ('bus.reconnectWithin') for an interface that was lost, in vain: "
                + e.getMessage(),
            e);
      }
    }
  }

  @Override
  public Bench open(RunningScenario scenario) {
    Variant variant = variantFor(scenario.scenario());
    String id = scenario.scenario().id();
    awaitBus(configuration.file());
    BoundBench bench =
        BoundBench.open(
            id, variant.configuration(), variant.parts(), scenario.recorder(), seed.of(id));
    busWasThere = true;
    scenario.benchOpened(bench.time(), bench::failure, bench::misconduct);
    return bench;
  }

  @Override
  public List<InputFile> inputs() {
    return BenchInputs.of(home, configuration);
  }

  @Override
  public void close() {
    processes.close();
    services.close();
    try {
      Patience.await(vertx.close().toCompletionStage().toCompletableFuture(), "the end of Vert.x");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | HoldExpiredException e) {
      throw new BenchBroken("Vert.x could not be stopped: " + e, e);
    }
  }
}
