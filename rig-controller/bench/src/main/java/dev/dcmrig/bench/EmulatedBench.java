package dev.dcmrig.bench;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.BenchTime;
import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.Dut;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.api.Voice;
import dev.dcmrig.bench.DcmDriver.Dcm;
import dev.dcmrig.bench.DcmDriver.Modem;
import dev.dcmrig.bench.drivers.EmulatedFaults;
import dev.dcmrig.bench.drivers.EmulatedIndicator;
import dev.dcmrig.bench.drivers.EmulatedSupply;
import dev.dcmrig.bench.drivers.EmulatedVehicle;
import dev.dcmrig.bench.drivers.EmulatedVoice;
import dev.dcmrig.bench.drivers.Notebook;
import dev.dcmrig.bench.drivers.VirtualBenchTime;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.host.HostListener;
import dev.dcmrig.host.HostedVehicle;
import dev.dcmrig.host.VehicleCommand;
import dev.dcmrig.host.VehicleHost;
import dev.dcmrig.host.VehicleSetup;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.harness.Harness;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole bench in one process, on virtual time: car, bus, DCM, instruments, and the world outside.
 * Everything happens on the thread of the step that lets time pass.
 */
public final class EmulatedBench implements Bench {

  /** The SIM of the emulated DCM: the test network 001/01 of ITU-T E.212. */
  private static final String IMSI = "001010000000001";

  private static final String ADDRESS = "10.64.0.2";
  private static final String SUBSCRIBER = "+61491570156";
  private static final String SUBSCRIBER_URI = "sip:" + SUBSCRIBER + "@dcmrig.example;user=phone";

  private static final int CHANNEL = 0;

  private final BenchConfiguration configuration;
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final BenchTime time;
  private final Notebook notebook;
  private final EmulatedVehicle vehiclePort;
  private final EmulatedIndicator indicator;
  private final EmulatedFaults faults;
  private final EmulatedVoice voice;
  private final Outside outside;
  private final Dcm dcm;
  private final Closing closing;
  private @Nullable BenchBroken broken;

  /**
   * What a bench is bound to.
   *
   * @param checkpoint called now and then; throws when the run is to end
   */
  public record Parts(
      Vertx vertx, BusOpener buses, DcmDriver dcms, Outside.Opener outside, Runnable checkpoint) {}

  /** Opens the bus of a bench. */
  @FunctionalInterface
  public interface BusOpener {
    CanBus open(BenchConfiguration configuration, VirtualTimeline timeline);
  }

  /**
   * Opens a bench, with everything switched on but the ignition.
   *
   * @param name unique among the benches that are open, and fixed: the scenario's location
   */
  public static EmulatedBench open(
      String name,
      BenchConfiguration configuration,
      Parts parts,
      ScenarioRecorder recorder,
      Seed seed) {
    Closing closing = new Closing();
    try {
      return new EmulatedBench(name, configuration, parts, recorder, seed, closing);
    } catch (RuntimeException e) {
      // What was started before the failure must not outlive it.
      closing.close();
      throw e;
    }
  }

  private EmulatedBench(
      String name,
      BenchConfiguration configuration,
      Parts parts,
      ScenarioRecorder recorder,
      Seed seed,
      Closing closing) {
    this.configuration = configuration;
    this.closing = closing;
    this.time =
        new VirtualBenchTime(
            timeline,
            () -> {
              parts.checkpoint().run();
              checkHealth();
            });
    this.notebook = new Notebook(timeline, recorder);
    String vin = configuration.vehicle().vin();
    VehicleBinding binding = configuration.vehicle().binding();
    Harness harness = new Harness(timeline);
    EmulatedSupply supply = new EmulatedSupply(timeline, harness, recorder);
    this.indicator = new EmulatedIndicator(timeline, harness, recorder);
    this.faults = new EmulatedFaults(harness, notebook);
    CanBus bus = closing.add(parts.buses().open(configuration, timeline));
    bus.listen("recorder", (nanos, frame) -> recorder.frame(nanos, CHANNEL, frame));
    this.outside =
        closing.add(parts.outside().open(timeline, recorder, notebook, seed.of("world"), vin));
    this.voice = new EmulatedVoice(timeline, harness, () -> outside.centre().calls());
    Modem modem =
        new Modem(outside.proxyHost(), outside.proxyPort(), IMSI, ADDRESS, SUBSCRIBER_URI, vin);
    this.dcm =
        closing.add(
            parts
                .dcms()
                .fit(
                    new DcmDriver.Socket(
                        timeline, bus, binding.reader(timeline), harness, modem, seed.of("dcm"))));
    HostedVehicle vehicle =
        closing.add(
            new VehicleHost(parts.vertx(), new Failures())
                .deploy(
                    VehicleSetup.of(name, vin, timeline, bus, binding).withSupply(supply::volts)));
    this.vehiclePort = new EmulatedVehicle(vehicle, notebook);
  }

  /** What goes wrong inside the vehicle; whatever the DCM does from there on proves nothing. */
  private final class Failures implements HostListener {
    @Override
    public void ecuFailed(String name, String ecu, Throwable cause) {
      note("ecu.failed", Map.of("ecu", ecu, "cause", String.valueOf(cause)));
      broken = new BenchBroken("ECU '" + ecu + "' has stopped: " + cause, cause);
    }

    @Override
    public void commandFailed(String name, VehicleCommand command, Throwable cause) {
      note("command.failed", Map.of("command", command.toString(), "cause", String.valueOf(cause)));
      broken = new BenchBroken("the vehicle could not do " + command + ": " + cause, cause);
    }

    private void note(String kind, Map<String, String> details) {
      notebook.note(Subject.RIG, kind, details);
    }
  }

  private void checkHealth() {
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public String name() {
    return configuration.file().name();
  }

  @Override
  public BenchTime time() {
    return time;
  }

  @Override
  public Instant startedAt() {
    return timeline.epoch();
  }

  @Override
  public DcmProfile profile() {
    return configuration.profile();
  }

  @Override
  public Vehicle vehicle() {
    return vehiclePort;
  }

  @Override
  public Dut dut() {
    return new Dut() {
      @Override
      public String identity() {
        return dcm.identity();
      }

      @Override
      public String subscriberNumber() {
        return SUBSCRIBER;
      }

      @Override
      public void reset() {
        notebook.note(Subject.RIG, "dut.reset", Map.of());
        dcm.reset();
      }
    };
  }

  @Override
  public Indicator indicator() {
    return indicator;
  }

  @Override
  public Voice voice() {
    return voice;
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public RadioLink radioLink() {
    return outside.radioLink();
  }

  @Override
  public EmergencyCentre centre() {
    return outside.centre();
  }

  @Override
  public TelematicsService telematics() {
    return outside.telematics();
  }

  @Override
  public Observations observations() {
    return notebook;
  }

  /** The suite knows the verdict from the engine; the bench itself has nothing to conclude. */
  @Override
  public void conclude(Verdict verdict, String reason) {
    notebook.note(Subject.RIG, "scenario.ended", Map.of("verdict", verdict.word()));
  }

  @Override
  public void close() {
    closing.close();
  }
}
