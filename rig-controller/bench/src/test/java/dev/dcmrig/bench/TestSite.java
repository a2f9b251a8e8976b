// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Observations;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.bench.driver.DcmDriver.Modem;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.emulated.Notebook;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.PinBoard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A site with pins and nothing else, on virtual time or any other. */
public final class TestSite implements Site {
  private final Timeline timeline;
  private final boolean virtualTime;
  private final Record options;
  private final PinBoard pins;
  private final Notebook notebook;

  /** Read once: a part asks often. */
  private @Nullable BenchFacts facts;

  public final List<BenchBroken> broken;

  public TestSite(Timeline timeline, Record options) {
    this(
        timeline,
        options,
        new PinBoard(timeline),
        new Notebook(timeline, NoRecorder.INSTANCE),
        new CopyOnWriteArrayList<>());
  }

  private TestSite(
      Timeline timeline,
      Record options,
      PinBoard pins,
      Notebook notebook,
      List<BenchBroken> broken) {
    this.timeline = timeline;
    this.virtualTime = timeline instanceof VirtualTimeline;
    this.options = options;
    this.pins = pins;
    this.notebook = notebook;
    this.broken = broken;
  }

  /** The same site for a part of another port, with that one's options. */
  public TestSite with(Record others) {
    return new TestSite(timeline, others, pins, notebook, broken);
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public BenchFacts facts() {
    BenchFacts known = facts;
    if (known == null) {
      known = read();
      facts = known;
    }
    return known;
  }

  private BenchFacts read() {
    RigHome home = RigHome.find();
    Path vehicle = home.configs().resolve("vehicles/reference.yaml");
    VehicleFile file = VehicleFile.read(home, vehicle, new Problems()).orElseThrow();
    return new BenchFacts(
        "test",
        home.root(),
        virtualTime,
        "emulated:vehicle",
        false,
        500_000,
        2_000_000,
        file.vin(),
        vehicle,
        file.binding(),
        file.busSleepAfter(),
        file.diagnostics(),
        "tps",
        home.configs().resolve("dcm-profiles/tps.yaml"));
  }

  @Override
  public <O extends Record> O options(Class<O> type) {
    return type.cast(options);
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public ScenarioRecorder recorder() {
    return NoRecorder.INSTANCE;
  }

  @Override
  public Observations observations() {
    return notebook;
  }

  @Override
  public Seed seed() {
    return Seed.of(7);
  }

  @Override
  public <P> P part(Port<P> port) {
    throw new AssertionError("there is no " + port);
  }

  @Override
  public PinBoard pins() {
    return pins;
  }

  @Override
  public void hear(FrameListener listener) {
    throw new AssertionError("there is no bus");
  }

  @Override
  public Environment environment() {
    throw new AssertionError("there is no environment");
  }

  @Override
  public Modem modem() {
    throw new AssertionError("there is no modem");
  }

  @Override
  public void broke(BenchBroken cause) {
    broken.add(cause);
  }

  @Override
  public <T> T shared(Class<T> type) {
    throw new AssertionError("nothing is shared");
  }

  /** What was noted, a line each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notebook.all().forEach(note -> notes.add(note.kind() + " " + note.details()));
    return notes;
  }
}
