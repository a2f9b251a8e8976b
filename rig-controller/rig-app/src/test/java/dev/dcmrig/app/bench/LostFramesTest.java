// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.Driver;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.TimestampSource;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.cucumber.SuiteRun;
import dev.dcmrig.run.cucumber.SuiteRun.Order;
import dev.dcmrig.run.cucumber.TagFilter;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.Judgement;
import dev.dcmrig.run.scenario.ScenarioLog;
import dev.dcmrig.run.scenario.ScenarioResult;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A lost frame on a bench is never silent, and no verdict about a DCM survives it. */
class LostFramesTest {
  private static final long SEED = 7;
  private static final String SCENARIO = "@SOS-08";
  private static final BusHealth THREE_LOST = new BusHealth(2, 0, 0, 0, 1);

  private final RigHome home = RigHome.find();
  private final BenchConfiguration configuration =
      BenchConfiguration.load(home, home.benches().resolve("emulated.yaml"), Drivers.TABLE);
  private final FeatureFiles features = FeatureFiles.of(home, configuration.file().features());
  private final List<String> noted = new ArrayList<>();
  private boolean outcomeSeen;
  private boolean cyclesAsked;

  /** Takes down what the bench notes; tells when a step has looked at the outcome. */
  private final class Notes implements ScenarioLog {
    @Override
    public ScenarioRecorder recorder() {
      return new NoRecorder() {
        @Override
        public void observation(
            long timeNanos, Subject source, String kind, Map<String, String> details) {
          noted.add(kind + " " + details);
        }
      };
    }

    @Override
    public void stepBegins() {}

    @Override
    public void step(long fromNanos, long toNanos, String text, Judgement judgement) {
      outcomeSeen |= text.startsWith("Then") || judgement.verdict() == Verdict.FAILED;
    }

    @Override
    public void conclude(Judgement judgement, long benchNanos) {}

    @Override
    public void discard() {}
  }

  /** An emulated bus that says at the end that it has lost some, as a kernel's would. */
  private class LossyBus implements CanBus {
    private final EmulatedBus bus;
    private final BusHealth health;

    LossyBus(EmulatedBus bus, BusHealth health) {
      this.bus = bus;
      this.health = health;
    }

    @Override
    public String uri() {
      return "socketcan:vcan0";
    }

    @Override
    public Set<BusCapability> capabilities() {
      return bus.capabilities();
    }

    @Override
    public BusHealth health() {
      return outcomeSeen ? health : BusHealth.WHOLE;
    }

    @Override
    public CanNode connect(String name, FrameListener listener) {
      return bus.connect(name, listener);
    }

    @Override
    public CanNode listen(String name, FrameListener listener) {
      listener.onTimestampSource(TimestampSource.SOFTWARE);
      return bus.listen(name, listener);
    }

    @Override
    public void close() {
      bus.close();
    }
  }

  @Test
  void aScenarioThatWouldHavePassedEndsAsError() {
    assertEquals(Verdict.PASSED, run(Set.of(), SCENARIO, BusHealth.WHOLE).verdict());
    ScenarioResult result = run(Set.of(), SCENARIO, THREE_LOST);
    assertEquals(Verdict.ERROR, result.verdict());
    assertTrue(
        result
            .judgement()
            .reason()
            .startsWith("the bench lost 3 frames on socketcan:vcan0 (2 dropped by the kernel"),
        () -> result.judgement().reason());
  }

  @Test
  void aScenarioThatWouldHaveFailedEndsAsErrorToo() {
    Set<String> defect = Set.of("sos-one-retry-too-many");
    assertEquals(Verdict.FAILED, run(defect, "@SOS-04", BusHealth.WHOLE).verdict());
    assertEquals(Verdict.ERROR, run(defect, "@SOS-04", THREE_LOST).verdict());
  }

  @Test
  void theCountsAndTheSourceOfTheTimesAreInTheEvidence() {
    run(Set.of(), SCENARIO, THREE_LOST);
    assertTrue(
        noted.contains("can.timestamps {channel=socketcan:vcan0, source=software}"),
        noted::toString);
    assertTrue(
        noted.contains(
            "can.dropped {channel=socketcan:vcan0, droppedByController=0, droppedByKernel=2,"
                + " lostOnTheWay=0, malformed=0, outOfOrder=0, overrun=0, unsent=1}"),
        noted::toString);
    assertTrue(noted.contains("scenario.ended {verdict=not passed}"), noted::toString);
  }

  /** A bus that learns of the losses of its own cycles only when it is asked. */
  private final class CyclingBus extends LossyBus {
    CyclingBus(EmulatedBus bus, BusHealth health) {
      super(bus, health);
    }

    @Override
    public BusHealth health() {
      return cyclesAsked ? super.health() : BusHealth.WHOLE;
    }

    @Override
    public CanNode connect(String name, FrameListener listener) {
      CanNode node = super.connect(name, listener);
      return new CanNode() {
        @Override
        public String name() {
          return node.name();
        }

        @Override
        public boolean send(Frame frame) {
          return node.send(frame);
        }

        @Override
        public long refused() {
          cyclesAsked = true;
          return node.refused();
        }

        @Override
        public void close() {
          node.close();
        }
      };
    }
  }

  @Test
  void whatTheBusOwnCyclesLostIsAskedForBeforeTheVerdict() {
    ScenarioResult result =
        run(Set.of(), SCENARIO, (bus, broken) -> new CyclingBus(bus, THREE_LOST));
    assertEquals(Verdict.ERROR, result.verdict());
  }

  @Test
  void theFirstCauseIsTheOneThatIsTold() {
    ScenarioResult result =
        run(
            Set.of(),
            SCENARIO,
            (bus, broken) -> {
              broken.accept(new BenchBroken("vcan0: the interface is down"));
              broken.accept(new BenchBroken("ECU 'body' has stopped"));
              return bus;
            });
    assertEquals("vcan0: the interface is down", result.judgement().reason());
  }

  private ScenarioResult run(Set<String> defects, String tag, BusHealth health) {
    return run(defects, tag, (bus, broken) -> new LossyBus(bus, health));
  }

  /** The first scenario that doesn't pass, or one that does. */
  private ScenarioResult run(
      Set<String> defects,
      String tag,
      BiFunction<EmulatedBus, Consumer<BenchBroken>, CanBus> buses) {
    noted.clear();
    outcomeSeen = false;
    Interruption interruption = new Interruption();
    TagFilter filter = TagFilter.of(tag, features.tags());
    SuiteRun.Plan plan = new SuiteRun.Plan(filter, Order.FEATURE, SEED, 1);
    List<ScenarioResult> results = new ArrayList<>();
    BenchConfiguration lossy =
        BenchConfiguration.load(
            home,
            configuration.file().path(),
            Drivers.TABLE.with(
                Driver.emulated(
                    Port.BUS,
                    site ->
                        buses.apply(
                            new EmulatedBus("emulated:vehicle", site.timeline(), BitRates.DEFAULT),
                            site::broke))));
    try (EmulatedBenches benches =
        new EmulatedBenches(home, lossy, defects, SEED, 1, interruption)) {
      new SuiteRun(features, plan, interruption)
          .run(
              scenario -> {
                outcomeSeen = false;
                cyclesAsked = false;
                return new Notes();
              },
              benches::open,
              OutputStream.nullOutputStream(),
              result -> {
                results.add(result);
                if (result.verdict() != Verdict.PASSED) {
                  interruption.request();
                }
              },
              thrown -> {});
    }
    return results.stream()
        .filter(result -> result.verdict() != Verdict.PASSED)
        .findFirst()
        .orElse(results.get(0));
  }
}
