// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.CyclicTransmission;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.e2e.E2eChecker;
import dev.dcmrig.can.e2e.E2eProfile;
import dev.dcmrig.can.e2e.E2eProfile1;
import dev.dcmrig.can.e2e.E2eProfile1.DataIdMode;
import dev.dcmrig.can.e2e.E2eProfile2;
import dev.dcmrig.can.e2e.E2eProtector;
import dev.dcmrig.can.e2e.E2eStatus;
import dev.dcmrig.sim.RealTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node of a kernel's bus lets the kernel send; a raw socket beside it is the judge. */
class KernelTasksTest {
  private static final long SEED = 20_261_125;
  private static final long MILLI = 1_000_000;
  private static final int LENGTH = 4;
  private static final int BOUND_MILLIS = 20_000;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final List<Frame> own = new CopyOnWriteArrayList<>();
  private RealTimeline timeline;
  private SocketCanBus bus;
  private CanNode node;
  private RawSocket judge;

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  @BeforeEach
  void open() {
    timeline = new RealTimeline("kernel tasks", errors::add);
    bus = new SocketCanBus(KernelCan.NAME, timeline, errors::add);
    judge = RawSocket.open(KernelCan.NAME);
    node = bus.connect("sender", (time, frame) -> own.add(frame));
  }

  @AfterEach
  void close() {
    judge.close();
    bus.close();
    timeline.close();
    assertEquals(List.of(), errors);
  }

  /** All counters of one content. */
  private static Frame[] sequence(E2eProfile profile, int content) {
    E2eProtector protector = new E2eProtector(profile, LENGTH);
    Frame[] frames = new Frame[profile.counterValues()];
    for (int counter = 0; counter < frames.length; counter++) {
      byte[] data = {0, 0, (byte) content, (byte) (content >> 8)};
      protector.protect(data);
      frames[counter] = Frame.classic(0x110, data);
    }
    return frames;
  }

  /** What comes until there are so many, or what there is when nothing comes for 300 ms. */
  private List<Frame> seen(int atLeast) {
    List<Frame> seen = new ArrayList<>();
    for (int idle = 0; idle < 300 && seen.size() < atLeast; idle++) {
      int count = judge.receive();
      for (int index = 0; index < count; index++) {
        seen.add(judge.frame(index));
        idle = 0;
      }
      LibC.poll(Pointer.NULL, 0, 1);
    }
    return seen;
  }

  /** Whatever happens to a cycle, the receiver of its counter sees no fault. */
  private void noCounterJumps(Supplier<E2eProfile> profiles) {
    Random random = new Random(SEED);
    E2eProfile profile = profiles.get();
    CyclicTransmission cycle = node.cyclic(2 * MILLI, sequence(profile, 0));
    List<Frame> seen = new ArrayList<>();
    boolean running = false;
    for (int content = 1; content <= 150; content++) {
      Frame[] frames = sequence(profile, content);
      switch (random.nextInt(4)) {
        case 0 -> {
          cycle.start(frames);
          running = true;
        }
        case 1 -> {
          cycle.stop();
          running = false;
        }
        case 2 -> cycle.replace(frames);
        default -> {
          if (!running) {
            cycle.sendNext(frames);
          }
        }
      }
      seen.addAll(running ? seen(random.nextInt(4)) : List.of());
    }
    cycle.close();
    seen.addAll(seen(Integer.MAX_VALUE));
    E2eChecker checker = new E2eChecker(profile, LENGTH);
    assertEquals(E2eStatus.INITIAL, checker.check(seen.get(0)));
    for (Frame frame : seen.subList(1, seen.size())) {
      assertEquals(E2eStatus.OK, checker.check(frame), frame + " of " + seen);
    }
    assertTrue(seen.size() > 100, seen.size() + " frames");
  }

  @Test
  void noCounterOfProfile1Jumps() {
    noCounterJumps(() -> new E2eProfile1(0x110, DataIdMode.BOTH, 1));
  }

  @Test
  void noCounterOfProfile2Jumps() {
    noCounterJumps(() -> new E2eProfile2(new byte[E2eProfile2.LIST_LENGTH], 1));
  }

  @Test
  void aCycleThatWasNotStartedIsSilent() {
    node.cyclic(5 * MILLI, Frame.classic(1));
    assertEquals(List.of(), seen(1));
  }

  @Test
  void othersHearTheCycleAndTheNodeDoesNot() {
    List<Frame> heard = new CopyOnWriteArrayList<>();
    bus.connect("listener", (time, frame) -> heard.add(frame));
    node.cyclic(5 * MILLI, Frame.classic(0x123)).start(Frame.classic(0x123));
    seen(5);
    judge.send(Frame.classic(0x124));
    for (int n = 0; n < BOUND_MILLIS && !heard.contains(Frame.classic(0x124)); n++) {
      seen(1);
    }
    assertTrue(heard.contains(Frame.classic(0x123)), "heard " + heard);
    // The timeline tells one listener after the other.
    for (int n = 0; n < BOUND_MILLIS && own.isEmpty(); n++) {
      seen(1);
    }
    assertEquals(List.of(Frame.classic(0x124)), own);
  }

  @Test
  void theNextPlaceOfWhatIsStoppedIsKnown() {
    Frame[] frames = sequence(new E2eProfile1(0x110, DataIdMode.BOTH, 1), 0);
    CyclicTransmission cycle = node.cyclic(20 * MILLI, frames);
    assertEquals(0, cycle.next());
    cycle.start(frames);
    int sent = seen(3).size();
    cycle.stop();
    sent += seen(Integer.MAX_VALUE).size();
    // One frame may have gone out during the stop.
    int uncounted = Math.floorMod(sent - cycle.next(), frames.length);
    assertTrue(uncounted <= 1, sent + " sent, " + cycle.next() + " is next");
    cycle.sendNext(frames);
    sent++;
    assertEquals(uncounted, Math.floorMod(sent - cycle.next(), frames.length));
    assertEquals(List.of(frames[(sent - 1) % frames.length]), seen(1));
  }

  @Test
  void aClosedNodeSendsNothing() {
    CyclicTransmission cycle = node.cyclic(2 * MILLI, Frame.classic(1));
    cycle.start(Frame.classic(1));
    assertFalse(seen(3).isEmpty());
    node.close();
    seen(20);
    assertEquals(List.of(), seen(1));
    cycle.start(Frame.classic(1));
    assertEquals(List.of(), seen(1));
  }

  @Test
  void aClosedBusSendsNothing() {
    node.cyclic(2 * MILLI, Frame.classic(1)).start(Frame.classic(1));
    assertFalse(seen(3).isEmpty());
    bus.close();
    seen(20);
    assertEquals(List.of(), seen(1));
  }

  @Test
  void whatIsNoExchangeIsRefused() {
    CyclicTransmission cycle = node.cyclic(50 * MILLI, Frame.classic(1), Frame.classic(1));
    assertThrows(IllegalArgumentException.class, () -> cycle.replace(Frame.classic(1)));
    assertThrows(
        IllegalArgumentException.class, () -> cycle.start(Frame.classic(2), Frame.classic(2)));
    cycle.start(Frame.classic(1), Frame.classic(1));
    assertThrows(
        IllegalStateException.class, () -> cycle.sendNext(Frame.classic(1), Frame.classic(1)));
    CanNode silent = bus.listen("recorder", (time, frame) -> {});
    assertThrows(UnsupportedOperationException.class, () -> silent.cyclic(MILLI, Frame.classic(1)));
  }

  @Test
  void aBusOfThisKernelCanDoIt() {
    assertNull(bus.cyclicRefusal());
  }
}
