// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.LoopBus;
import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.ecus.vehicle.VirtualVehicle;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A car of hil-configs on a loop bus in virtual time, and somebody who listens. */
public final class TestCar {
  public static final Path CONFIGS = Path.of(System.getProperty("rig.root"), "hil-configs");

  public final VirtualTimeline timeline = new VirtualTimeline();
  public final CanBus bus;
  public final VehicleBinding binding;
  public final VirtualVehicle vehicle;
  public final DomainReader reader;
  public final List<Seen> seen = new ArrayList<>();
  public final List<String> failures = new ArrayList<>();

  /** A frame and when it was seen. */
  public record Seen(long timeNanos, Frame frame) {}

  public TestCar(String vehicleFile) {
    this(vehicleFile, LoopBus::new);
  }

  /** The car on the emulated bus, with arbitration and frame times. */
  public static TestCar onWires(String vehicleFile) {
    return new TestCar(
        vehicleFile, line -> new EmulatedBus("emulated:vehicle", line, BitRates.DEFAULT));
  }

  /** The car on a bus that sends its cyclic messages by itself. */
  public static TestCar onSelfSendingBus(String vehicleFile) {
    return new TestCar(vehicleFile, SelfSendingBus::new);
  }

  /** A car whose file does not bind these values. */
  public static TestCar without(String vehicleFile, DomainValue... leftOut) {
    return new TestCar(binding(vehicleFile, leftOut), LoopBus::new);
  }

  private TestCar(String vehicleFile, Function<Timeline, CanBus> busOf) {
    this(binding(vehicleFile), busOf);
  }

  private TestCar(VehicleBinding language, Function<Timeline, CanBus> busOf) {
    bus = busOf.apply(timeline);
    binding = language;
    vehicle =
        new VirtualVehicle(
            "TESTVIN", timeline, bus, binding, (ecu, cause) -> failures.add(ecu + ": " + cause));
    reader = binding.reader(timeline);
    bus.connect(
        "listener",
        (time, frame) -> {
          seen.add(new Seen(time, frame));
          reader.onFrame(time, frame);
        });
  }

  public static VehicleBinding binding(String vehicleFile, DomainValue... leftOut) {
    Path file = CONFIGS.resolve("vehicles").resolve(vehicleFile);
    try {
      Map<String, Object> yaml =
          map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
      Dbc dbc = Dbc.read(CONFIGS.resolve(String.valueOf(yaml.get("dbc"))));
      Map<String, Object> bindings = new LinkedHashMap<>(map(yaml.get("bindings")));
      for (DomainValue value : leftOut) {
        bindings.remove(value.key());
      }
      return VehicleBinding.of(vehicleFile, dbc, bindings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object loaded) {
    return (Map<String, Object>) loaded;
  }

  public TestCar started() {
    vehicle.start();
    return this;
  }

  public void run(Duration duration) {
    timeline.runUntil(timeline.nowNanos() + duration.toNanos());
  }

  public void runMillis(long millis) {
    run(Duration.ofMillis(millis));
  }

  public String word(DomainValue value) {
    return reader.word(value);
  }

  public double number(DomainValue value) {
    return reader.number(value);
  }

  /** Frames seen of the message that carries the value. */
  public List<Seen> framesOf(DomainValue value) {
    return seen.stream().filter(s -> s.frame().id() == binding.message(value).id()).toList();
  }
}
