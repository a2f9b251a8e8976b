// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.bus.Buses;
import dev.dcmrig.app.environment.World;
import dev.dcmrig.app.environment.WorldServices;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.DcmDriver;
import dev.dcmrig.bench.EmulatedBench;
import dev.dcmrig.bench.Outside;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.process.ProcessDcmDriver;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.socketcan.SocketCanBus;
import dev.dcmrig.can.socketcan.SocketCanException;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.evidence.InputFile;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.run.BenchProvider;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.RunInterrupted;
import dev.dcmrig.run.scenario.RunningScenario;
import dev.dcmrig.sim.HoldExpiredException;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.host.Patience;
import dev.dcmrig.telematics.defects.TelematicsDefect;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Opens a clean emulated bench for each scenario; what is costly to start is shared. */
public final class EmulatedBenches implements BenchProvider.OpenBenches {

  /** {@code @profile-ecall-112} on a scenario: it needs a DCM with that profile. */
  private static final String PROFILE_TAG = "@profile-";

  /** Wall-clock time that Vert.x gets to stop. */
  private static final int STOP_BOUND_SECONDS = 10;

  private final BenchConfiguration configuration;
  private final Seed seed;
  private final Vertx vertx;
  private final WorldServices services;
  private final RigHome home;
  private final Set<String> defects;
  private final Interruption interruption;
  private final EmulatedBench.BusOpener buses;

  /** The kernel's bus was there in this run: when it is not, it was lost, and is waited for. */
  private volatile boolean busWasThere;

  private final Map<String, Variant> variants = new ConcurrentHashMap<>();

  /** The bench with one DCM profile. */
  private record Variant(BenchConfiguration configuration, EmulatedBench.Parts parts) {}

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
    this(home, configuration, defects, seed, parallel, interruption, EmulatedBenches::bus);
  }

  /** With other buses than those of the bench file. */
  EmulatedBenches(
      RigHome home,
      BenchConfiguration configuration,
      Set<String> defects,
      long seed,
      int parallel,
      Interruption interruption,
      EmulatedBench.BusOpener buses) {
    this.buses = buses;
    this.configuration = configuration;
    this.seed = Seed.of(seed);
    this.home = home;
    this.defects = Set.copyOf(defects);
    this.interruption = interruption;
    this.vertx = RigVertx.create();
    this.services =
        new WorldServices(
            vertx,
            home.wiremock(),
            home.packages(),
            parallel,
            TelematicsDefect.rulesWith(defects),
            configuration.file().usesMosquitto());
    variants.put(configuration.profile().name(), variant(configuration));
  }

  private Variant variant(BenchConfiguration of) {
    return new Variant(
        of,
        new EmulatedBench.Parts(
            vertx,
            buses,
            driver(of),
            (timeline, recorder, observations, worldSeed) ->
                outside(services.open(timeline, recorder, observations, worldSeed)),
            this::checkInterruption));
  }

  private DcmDriver driver(BenchConfiguration of) {
    DcmSettings settings = DcmProfiles.read(of.profile());
    BenchFile file = of.file();
    if (!file.dcmDriver().equals(BenchFile.PROCESS)) {
      return new EmulatedDcmDriver(settings, of.profile().name(), defects);
    }
    if (!defects.stream().allMatch(Defects::isOfService)) {
      throw new ConfigurationException(
          new Problem(
              file.file(),
              0,
              "defects can't be seeded in a DCM that is a process of its own",
              "use a bench with 'driver: emulated', or leave --defect out"));
    }
    return new ProcessDcmDriver(
        new ProcessDcmDriver.Plan(
            file.dcmCommand(),
            home.root(),
            file.busUri(),
            of.profile().name(),
            home.root().resolve(of.profile().file()),
            file.vehicle()));
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
            .orElse(configuration.profile().name());
    return variants.computeIfAbsent(
        name, wanted -> variant(configuration.withProfile(home, wanted)));
  }

  private static CanBus bus(
      BenchConfiguration bench, Timeline timeline, Consumer<BenchBroken> broken) {
    BenchFile file = bench.file();
    try {
      return Buses.open(
          BusAddress.parse(file.busUri()),
          timeline,
          new BitRates(file.bitRate(), file.dataBitRate()),
          cause -> broken.accept(new BenchBroken(String.valueOf(cause.getMessage()), cause)));
    } catch (SocketCanException e) {
      throw new BenchBroken(String.valueOf(e.getMessage()), e);
    }
  }

  /** After a loss, waits for the interface to come back, if the bench file says so. */
  private void awaitBus(BenchFile file) {
    if (!BenchFile.isKernelBus(file.busUri())) {
      return;
    }
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
    EmulatedBench bench =
        EmulatedBench.open(
            id, variant.configuration(), variant.parts(), scenario.recorder(), seed.of(id));
    busWasThere = true;
    scenario.benchOpened(bench.time(), bench::failure);
    return bench;
  }

  @Override
  public List<InputFile> inputs() {
    return BenchInputs.of(home, configuration);
  }

  static Outside outside(World world) {
    return new Outside() {
      @Override
      public String proxyHost() {
        return world.proxyHost();
      }

      @Override
      public int proxyPort() {
        return world.proxyPort();
      }

      @Override
      public RadioLink radioLink() {
        return world.radioLink();
      }

      @Override
      public EmergencyCentre centre() {
        return world.centre();
      }

      @Override
      public TelematicsService telematics() {
        return world.telematics();
      }

      @Override
      public Backend backend() {
        return world.backend();
      }

      @Override
      public Path provision(String vin, String imsi, String address) {
        return world.provision(vin, imsi, address);
      }

      @Override
      public void close() {
        world.close();
      }
    };
  }

  @Override
  public void close() {
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
