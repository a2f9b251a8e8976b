// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.TestSite;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanBusContract;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of a bus, held by a program; and what only such a bus does. */
class ExecBusTest extends CanBusContract {
  private static final Duration STEP = Duration.ofMillis(100);

  private final VirtualTimeline timeline = new VirtualTimeline();
  private TestSite site;
  private CanBus bus;

  @BeforeEach
  void open() throws URISyntaxException {
    Path program = Path.of(ExecBusTest.class.getResource("bus.py").toURI());
    bus = open(List.of("python3", program.toString()));
  }

  private CanBus open(List<String> command) {
    site =
        new TestSite(
            timeline, new ExecBusOptions(command, Duration.ofSeconds(20), STEP, Optional.empty()));
    return new ExecBusDriver().open(site);
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Override
  protected CanBus bus() {
    return bus;
  }

  @Override
  protected void settle() {
    timeline.runUntil(timeline.nowNanos() + STEP.toNanos());
  }

  @Override
  protected void provokeError() {
    bus.connect("who asks for an error", (time, frame) -> {}).send(Frame.classic(0x666));
  }

  @Test
  void framesOfTheProgramArriveInTheirStepAndTimeStandsMeanwhile() {
    List<Long> times = new ArrayList<>();
    List<Frame> frames = new ArrayList<>();
    bus.connect(
        "b",
        (time, frame) -> {
          times.add(time);
          frames.add(frame);
        });
    timeline.runUntil(Duration.ofSeconds(6).toNanos());
    assertEquals(List.of(Frame.classic(0x456, (byte) 1, (byte) 2)), frames);
    assertEquals(List.of(Duration.ofSeconds(5).toNanos()), times);
  }

  @Test
  void theProgramStandsInTheDocumentAsItIs() throws IOException {
    try (InputStream program = ExecBusTest.class.getResourceAsStream("bus.py")) {
      String document = Files.readString(RigHome.find().root().resolve("docs/DRIVERS.md"));
      String text = new String(program.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(document.contains("```python\n" + text + "```"), text);
    }
  }

  @Test
  void aFrameThatTheProgramDoesNotTakeIsRefused() {
    List<Frame> heard = new ArrayList<>();
    bus.connect("b", (time, frame) -> heard.add(frame));
    CanNode sender = bus.connect("a", (time, frame) -> {});
    assertFalse(sender.send(Frame.classic(0x667)));
    assertEquals(1, sender.refused());
    settle();
    assertEquals(List.of(), heard);
  }

  @Test
  void aLineThatIsNoFrameBreaksTheBench() {
    bus.close();
    bus =
        open(
            List.of(
                "python3",
                "-c",
                "import sys\n"
                    + "for line in sys.stdin:\n"
                    + "  n = line.split(',')[0].split(':')[1]\n"
                    + "  if n != '1': print('{\"frame\":\"12\"}')\n"
                    + "  print('{\"id\":' + n + '}', flush=True)\n"));
    BenchBroken thrown = assertThrows(BenchBroken.class, this::settle);
    String said = String.valueOf(thrown.getMessage());
    assertTrue(said.startsWith("the program 'python3' of 'bus' broke the rules"), said);
    assertFalse(site.broken.isEmpty());
  }
}
