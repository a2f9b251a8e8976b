// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.host.Leash;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import dev.dcmrig.sim.pins.PinBoard;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DCMs that are processes; some are written in another language, some are no DCMs at all. */
@Tag("slow")
class ProcessDcmDriverTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String GREET =
      "import os,socket,sys,time\n"
          + "h,p=os.environ['DCM_ELECTRICAL'].rsplit(':',1)\n"
          + "s=socket.create_connection((h,int(p)))\n"
          + "say=lambda l:s.sendall((l+'\\n').encode())\n";

  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private RealTimeline timeline;
  private PinBoard pins;
  private EmulatedBus bus;
  private DcmDriver.Dcm fitted;

  @BeforeEach
  void wireABench() {
    timeline = new RealTimeline("test bench", failures::add);
    pins = new PinBoard(timeline);
    bus = new EmulatedBus("test", timeline, new BitRates(500_000, 500_000));
    pins.onLamp((time, lamp, brightness) -> seen.add(lamp + " " + brightness));
    pins.onDraw((time, amperes) -> seen.add("draw " + amperes));
    pins.speaker((time, samples) -> seen.add("hears " + samples[0] + " x" + samples.length));
    pins.microphone(samples -> Arrays.fill(samples, (short) 1234));
  }

  @AfterEach
  void stop() {
    if (fitted != null) {
      run(fitted::close);
    }
    timeline.close();
  }

  private <T> T on(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    timeline.post(
        "test",
        () -> {
          try {
            done.complete(work.get());
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private void run(Runnable work) {
    on(
        () -> {
          work.run();
          return true;
        });
  }

  private DcmDriver.Dcm fit(Duration limit, String... command) {
    return fit(limit, Set.of(), command);
  }

  private DcmDriver.Dcm fit(Duration limit, Set<String> defects, String... command) {
    DcmDriver driver =
        new ProcessDcmDriver(
            new ProcessDcmDriver.Plan(
                List.of(command),
                Path.of("."),
                "socketcan:vcan0",
                "tps",
                Path.of("tps.yaml"),
                Path.of("car.yaml"),
                defects),
            limit);
    DcmDriver.Modem modem =
        new DcmDriver.Modem(
            "127.0.0.1",
            1080,
            "001010000000001",
            "10.64.0.2",
            "sip:+61@x",
            "DCMR1G00000000001",
            java.nio.file.Path.of(""));
    fitted =
        on(
            () ->
                driver.fit(
                    new DcmDriver.Socket(timeline, bus, binding(), pins, modem, Seed.of(7))));
    return fitted;
  }

  private VehicleBinding binding() {
    RigHome home = RigHome.find();
    return VehicleFile.read(home, home.configs().resolve("vehicles/reference.yaml"), new Problems())
        .orElseThrow()
        .binding();
  }

  private static String python() {
    try {
      Process python = new ProcessBuilder("python3", "-c", "").start();
      assertEquals(0, python.waitFor());
      return "python3";
    } catch (IOException e) {
      assertFalse("true".equals(System.getenv("CI")), "python3 is missing: .ci/install-tools");
      assumeTrue(false, "left out: there is no python3 here");
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void sees(String expected) throws InterruptedException {
    String next = seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    assertEquals(expected, next, () -> "failures: " + failures);
  }

  private String failure() throws InterruptedException {
    Throwable failure = failures.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    assertTrue(failure instanceof BenchBroken, () -> "told: " + failure);
    return String.valueOf(failure.getMessage());
  }

  @Test
  void aDcmInAnotherLanguageLivesOnTheBench() throws Exception {
    DcmDriver.Dcm dcm = fit(LONG, python(), stranger());
    assertEquals("stranger 0.1 in a process of its own, profile tps", dcm.identity());
    run(() -> pins.supply(12.6));
    sees("GREEN 1.0");
    sees("draw 0.12");
    run(dcm::reset);
    sees("RED 1.0");
    run(() -> pins.sosSwitch(true));
    sees("hears 1234 x160");
    sees("hears 1234 x160");
    run(() -> pins.sosSwitch(false));
    assertTrue(dcm.failure().isEmpty());
    run(dcm::close);
    assertEquals(0, left());
    assertEquals(List.of(), List.copyOf(failures));
  }

  @Test
  void aDcmThatEndsEarlyBreaksTheBenchWithItsExitCodeAndLastWords() throws Exception {
    DcmDriver.Dcm dcm = fit(LONG, python(), stranger());
    run(() -> pins.condition(Line.SIM, Condition.OPEN));
    String told = failure();
    assertTrue(told.contains("ended with exit code 1"), told);
    assertTrue(told.endsWith("\n  this DCM can't live without a SIM"), told);
    assertEquals(told, dcm.failure().orElseThrow().getMessage());
    run(dcm::close);
  }

  @Test
  void aLineThatThePageDoesNotKnowBreaksTheBench() throws Exception {
    DcmDriver.Dcm dcm =
        fit(LONG, python(), "-c", GREET + "say('hello x 1');say('lamp BLUE 1');time.sleep(60)");
    String told = failure();
    assertTrue(told.contains("section 0): 'lamp BLUE 1': 'BLUE' is none of [GREEN, RED]"), told);
    run(dcm::close);
    assertEquals(0, left());
  }

  @Test
  void aLineThatIsTooLongBreaksTheBench() throws Exception {
    DcmDriver.Dcm dcm =
        fit(LONG, python(), "-c", GREET + "say('hello x 1');say('x'*4097);time.sleep(60)");
    String told = failure();
    assertTrue(told.startsWith("a line is longer than 4096 bytes: "), told);
    assertTrue(told.contains("is still running"), told);
    run(dcm::close);
  }

  @Test
  void aProgramThatIsNoDcmIsToldOfWithItsExitCode() {
    BenchBroken told =
        assertThrows(
            BenchBroken.class, () -> fit(LONG, "/bin/sh", "-c", "echo no radio >&2; exit 3"));
    assertTrue(told.getMessage().contains("ended with exit code 3"), told.getMessage());
    assertTrue(told.getMessage().endsWith("\n  no radio"), told.getMessage());
  }

  @Test
  void aProgramThatIsNotThereIsToldOfWithTheKeyOfTheBenchFile() {
    BenchBroken told = assertThrows(BenchBroken.class, () -> fit(LONG, "./no-such-dcm"));
    assertTrue(told.getMessage().contains("check 'dcm.command'"), told.getMessage());
  }

  @Test
  void aDcmThatDoesNotConnectIsEnded() {
    BenchBroken told =
        assertThrows(
            BenchBroken.class, () -> fit(Duration.ofSeconds(1), "/bin/sh", "-c", "sleep 60"));
    assertTrue(
        told.getMessage().startsWith("no DCM connected to DCM_ELECTRICAL within 1 s"),
        told.getMessage());
    assertEquals(0, left());
  }

  @Test
  void aDcmThatConnectsAndSaysNothingIsEnded() {
    BenchBroken told =
        assertThrows(
            BenchBroken.class,
            () -> fit(Duration.ofSeconds(20), python(), "-c", GREET + "time.sleep(60)"));
    assertTrue(told.getMessage().contains("not said 'hello NAME VERSION'"), told.getMessage());
    assertEquals(0, left());
  }

  @Test
  void aDcmThatSaysSomethingElseFirstIsRefused() {
    BenchBroken told =
        assertThrows(
            BenchBroken.class,
            () -> fit(LONG, python(), "-c", GREET + "say('lamp GREEN 1');time.sleep(60)"));
    assertTrue(told.getMessage().contains("first line is 'lamp ...'"), told.getMessage());
  }

  @Test
  void aDcmThatKnowsADefectHasIt() throws Exception {
    DcmDriver.Dcm dcm = fit(LONG, Set.of("red-for-green", "deaf"), python(), stranger());
    assertEquals(
        "stranger 0.1 in a process of its own, profile tps, seeded with deaf, red-for-green",
        dcm.identity());
    run(() -> pins.supply(12.6));
    sees("RED 1.0");
    sees("draw 0.12");
    run(dcm::close);
    assertEquals(0, left());
    assertEquals(List.of(), List.copyOf(failures));
  }

  @Test
  void aDcmThatDoesNotKnowADefectIsRefusedByItsId() {
    BenchBroken told =
        assertThrows(
            BenchBroken.class, () -> fit(LONG, Set.of("deaf", "sos-blind"), python(), stranger()));
    assertEquals(
        "the DCM does not know the seeded defect sos-blind: not among the 3 that it named after its"
            + " hello; leave --defect out, or let the DCM say 'defects ID ...'"
            + " (docs/DCM-INTERFACE.md, section 0)",
        told.getMessage());
    assertEquals(0, left());
  }

  @Test
  void aDcmThatNeverHeardOfDefectsIsRefusedWhenItIsToHaveOne() {
    BenchBroken goesOn =
        assertThrows(
            BenchBroken.class,
            () ->
                fit(
                    LONG,
                    Set.of("deaf"),
                    python(),
                    "-c",
                    GREET + "say('hello x 1');say('draw 0');time.sleep(60)"));
    assertTrue(goesOn.getMessage().contains("defect deaf: it named none"), goesOn.getMessage());
    BenchBroken waits =
        assertThrows(
            BenchBroken.class,
            () ->
                fit(
                    LONG,
                    Set.of("deaf"),
                    python(),
                    "-c",
                    GREET + "say('hello x 1');time.sleep(60)"));
    assertTrue(waits.getMessage().contains("not said 'defects ID ...'"), waits.getMessage());
    assertEquals(0, left());
  }

  @Test
  void aDcmMayNameItsDefectsUnaskedButNotLate() throws Exception {
    DcmDriver.Dcm dcm =
        fit(
            LONG,
            python(),
            "-c",
            GREET
                + "say('hello x 1');say('defects a b');say('draw 0.1');say('defects c');"
                + "time.sleep(60)");
    String told = failure();
    assertTrue(told.contains("'defects' after its list had ended"), told);
    run(dcm::close);
  }

  @Test
  void moreDefectsThanAnybodyHasAreRefused() throws Exception {
    DcmDriver.Dcm dcm =
        fit(
            LONG,
            python(),
            "-c",
            GREET
                + "say('hello x 1')\n"
                + "for i in range(1001): say('defects d%d' % i)\n"
                + "time.sleep(60)");
    String told = failure();
    assertTrue(told.contains("more than 1000 defects"), told);
    run(dcm::close);
  }

  /** Children that live, but for the one that watches for the rig's own end. */
  private static long left() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.isAlive() && child.pid() != Leash.guardian())
        .count();
  }

  private static String stranger() throws URISyntaxException {
    return Path.of(ProcessDcmDriverTest.class.getResource("stranger.py").toURI()).toString();
  }
}
