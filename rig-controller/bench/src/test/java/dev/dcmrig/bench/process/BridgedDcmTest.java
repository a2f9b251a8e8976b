// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.pins.PinBoard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DCMs in Python that reach an emulated bus by datagrams, as docs/DCM-INTERFACE.md has them. */
@Tag("slow")
class BridgedDcmTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String GREET =
      "import os,socket,time\n"
          + "h,p=os.environ['DCM_ELECTRICAL'].rsplit(':',1)\n"
          + "s=socket.create_connection((h,int(p)))\n"
          + "say=lambda l:s.sendall((l+'\\n').encode())\n"
          + "c=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
          + "w,h,p=os.environ['DCM_CAN'].split(':')\n"
          + "c.connect((h,int(p)))\n";

  private final RealTimeline timeline = new RealTimeline("test bench", failure -> {});
  private final PinBoard pins = new PinBoard(timeline);
  private final EmulatedBus bus = new EmulatedBus("test", timeline, new BitRates(500_000, 500_000));
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private Dcm fitted;

  @AfterEach
  void stop() {
    Dcm dcm = fitted;
    if (dcm != null) {
      on(
          () -> {
            dcm.close();
            return true;
          });
    }
    timeline.close();
  }

  private <T> T on(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, task -> timeline.post("test", task)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static String python() {
    String why = "python3 is missing: .ci/install-tools";
    try {
      if (new ProcessBuilder("python3", "-c", "").start().waitFor() == 0) {
        return "python3";
      }
    } catch (IOException e) {
      why += " (" + e.getMessage() + ")";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if ("true".equals(System.getenv("CI"))) {
      fail(why);
    }
    abort(why);
    throw new IllegalStateException(why);
  }

  private Dcm fit(String script) {
    List<String> command = List.of(python(), "-c", GREET + script);
    fitted = on(() -> BridgedDcm.fit(bus, timeline, can -> driver(command, can)));
    return fitted;
  }

  private Dcm driver(List<String> command, String can) {
    RigHome home = RigHome.find();
    Path vehicle = home.configs().resolve("vehicles/reference.yaml");
    return new ProcessDcmDriver(
            new ProcessDcmDriver.Plan(
                command, Path.of("."), can, "tps", Path.of("tps.yaml"), vehicle, Set.of()),
            LONG)
        .fit(
            new DcmDriver.Socket(
                timeline,
                bus,
                VehicleFile.read(home, vehicle, new Problems()).orElseThrow().binding(),
                pins,
                new DcmDriver.Modem(
                    "127.0.0.1", 1080, "001010000000001", "10.64.0.2", "sip:+61@x", "V", vehicle),
                Seed.of(7)));
  }

  private void sees(String expected) throws InterruptedException {
    assertEquals(expected, seen.poll(LONG.toSeconds(), TimeUnit.SECONDS));
  }

  /** It answers each frame 111#0708 by 222#0A. */
  @Test
  void aDcmWithoutCanInItsKernelIsOnTheBus() throws Exception {
    CanNode car =
        on(() -> bus.connect("car", (time, frame) -> seen.add(frame.id() + " " + frame.at(0))));
    Dcm dcm =
        fit(
            "c.send(bytes([2,0,0,0,0]))\n"
                + "say('hello by-hand 1')\n"
                + "n=0\n"
                + "while True:\n"
                + "  d=c.recv(2048)\n"
                + "  if d[:2]+d[3:]==bytes([2,0,0,1,0,0,1,0x11,2,7,8]):\n"
                + "    c.send(bytes([2,0,n,0,1,0,0,2,0x22,1,10]))\n"
                + "    n+=1\n");
    for (int n = 0; n < 3; n++) {
      on(() -> car.send(Frame.classic(0x111, (byte) 7, (byte) 8)));
      sees("546 10");
    }
    assertEquals(Optional.empty(), dcm.failure());
  }

  @Test
  void aDcmThatNeverJoinsTheBusIsTold() {
    String why =
        assertThrows(BenchBroken.class, () -> fit("say('hello deaf 1')\ntime.sleep(60)\n"))
            .getMessage();
    assertTrue(why.contains("sent no datagram to DCM_CAN, cannelloni:127.0.0.1:"), why);
  }

  @Test
  void aDcmWhoseDatagramsAreNoneIsTold() throws Exception {
    Dcm dcm =
        fit(
            "c.send(bytes([2,0,0,0,0]))\n"
                + "say('hello wrong 1')\n"
                + "c.send(bytes([1,0,0,0,0]))\n"
                + "time.sleep(60)\n");
    String why = "";
    for (int n = 0; n < 2_000 && why.isEmpty(); n++) {
      why = dcm.failure().map(broken -> String.valueOf(broken.getMessage())).orElse("");
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertTrue(why.contains("The first was a datagram that is none: version 1; 2 is known"), why);
  }
}
