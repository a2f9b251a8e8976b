// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Observations;
import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.bench.driver.Choice;
import dev.dcmrig.bench.driver.DcmDriver.Modem;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.PinBoard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of one car are opened, each when it is first asked for. On the bench's thread.
 */
final class CarSite implements Site, FrameListener {
  private final BoundBench.Shared bench;
  private final String name;
  private final CarIdentity identity;
  private final Observations observations;
  private final ScenarioRecorder recorder;

  /** Behind the names of its seeds: empty for the bench's own car. */
  private final String suffix;

  private final PinBoard pins;
  private final List<FrameListener> hearers = new ArrayList<>();
  private final Map<Port<?>, Object> parts = new LinkedHashMap<>();
  private final Set<Port<?>> opening = new LinkedHashSet<>();
  private @Nullable Modem modem;

  /**
   * @param name unique among all vehicles that are hosted, and fixed
   * @param suffix behind the names of its seeds: empty for the bench's own car
   */
  CarSite(
      BoundBench.Shared bench,
      String name,
      CarIdentity identity,
      Observations observations,
      ScenarioRecorder recorder,
      String suffix) {
    this.bench = bench;
    this.name = name;
    this.identity = identity;
    this.observations = observations;
    this.recorder = recorder;
    this.suffix = suffix;
    this.pins = new PinBoard(bench.timeline());
  }

  CarIdentity identity() {
    return identity;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public BenchFacts facts() {
    return bench.facts();
  }

  @Override
  public <O extends Record> O options(Class<O> type) {
    throw new IllegalStateException("a car has no options; a driver asks the site it was given");
  }

  @Override
  public Timeline timeline() {
    return bench.timeline();
  }

  @Override
  public ScenarioRecorder recorder() {
    return recorder;
  }

  @Override
  public Observations observations() {
    return observations;
  }

  @Override
  public Seed seed() {
    return bench.seed();
  }

  @Override
  public PinBoard pins() {
    return pins;
  }

  @Override
  public void hear(FrameListener listener) {
    hearers.add(listener);
  }

  @Override
  public void onFrame(long timeNanos, Frame frame) {
    for (FrameListener hearer : hearers) {
      hearer.onFrame(timeNanos, frame);
    }
  }

  @Override
  public Environment environment() {
    return bench.environment(this);
  }

  @Override
  public Modem modem() {
    Modem known = modem;
    if (known == null) {
      Environment environment = environment();
      known =
          new Modem(
              environment.proxyHost(),
              environment.proxyPort(),
              identity.imsi(),
              identity.address(),
              identity.subscriberUri(),
              identity.vin(),
              environment.provision(identity.vin(), identity.imsi(), identity.address()),
              (host, port) -> environment.reaches(identity.imsi(), host, port));
      modem = known;
    }
    return known;
  }

  @Override
  public void broke(BenchBroken cause) {
    bench.health().broke(cause);
  }

  @Override
  public <T> T shared(Class<T> type) {
    return bench.parts().shared(type);
  }

  @Override
  public <P> P part(Port<P> port) {
    Object open = parts.get(port);
    if (open != null) {
      return port.type().cast(open);
    }
    if (!opening.add(port)) {
      throw new BenchBroken(
          "drivers wait for each other: " + opening + " and again " + port + "; one must go first");
    }
    Choice<P> choice = bench.configuration().file().choice(port);
    P part = choice.factory().open(new PortSite(this, choice, bench.seed().of(port + suffix)));
    opening.remove(port);
    if (!port.type().isInstance(part)) {
      throw new BenchBroken(
          "driver '"
              + choice.name()
              + "' of '"
              + port
              + "' has opened "
              + part
              + ", which is no "
              + port.type().getSimpleName());
    }
    if (part instanceof AutoCloseable closeable) {
      bench.closing().add(closeable);
    }
    parts.put(port, part);
    return part;
  }

  /** The site of one port: the car's, with the port's own options and seed. */
  private record PortSite(CarSite car, Choice<?> choice, Seed seed) implements Site {
    @Override
    public <O extends Record> O options(Class<O> type) {
      return type.cast(choice.options());
    }

    @Override
    public String name() {
      return car.name();
    }

    @Override
    public BenchFacts facts() {
      return car.facts();
    }

    @Override
    public Timeline timeline() {
      return car.timeline();
    }

    @Override
    public ScenarioRecorder recorder() {
      return car.recorder();
    }

    @Override
    public Observations observations() {
      return car.observations();
    }

    @Override
    public <P> P part(Port<P> port) {
      return car.part(port);
    }

    @Override
    public PinBoard pins() {
      return car.pins();
    }

    @Override
    public void hear(FrameListener listener) {
      car.hear(listener);
    }

    @Override
    public Environment environment() {
      return car.environment();
    }

    @Override
    public Modem modem() {
      return car.modem();
    }

    @Override
    public void broke(BenchBroken cause) {
      car.broke(cause);
    }

    @Override
    public <T> T shared(Class<T> type) {
      return car.shared(type);
    }
  }
}
