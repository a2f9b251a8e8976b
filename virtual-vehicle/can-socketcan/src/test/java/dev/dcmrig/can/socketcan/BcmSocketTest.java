// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import dev.dcmrig.can.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kernel's broadcast manager; a raw socket beside it is the judge of what was sent. */
class BcmSocketTest {
  private static final long MILLI = 1_000_000;
  private static final int BOUND_MILLIS = 20_000;

  private RawSocket judge;
  private BcmSocket manager;

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  @BeforeEach
  void open() {
    judge = RawSocket.open(KernelCan.NAME);
    manager = BcmSocket.open(KernelCan.NAME);
  }

  @AfterEach
  void close() {
    manager.close();
    judge.close();
  }

  private record Seen(long epochNanos, Frame frame) {}

  /** What comes until there are so many, or what there is when nothing comes for 300 ms. */
  private List<Seen> seen(int atLeast) {
    List<Seen> seen = new ArrayList<>();
    for (int idle = 0; idle < 300 && seen.size() < atLeast; idle++) {
      int count = judge.receive();
      for (int index = 0; index < count; index++) {
        seen.add(new Seen(judge.stampNanos(index), judge.frame(index)));
        idle = 0;
      }
      LibC.poll(Pointer.NULL, 0, 1);
    }
    return seen;
  }

  private static List<Integer> firstBytes(List<Seen> seen) {
    return seen.stream().map(one -> one.frame().at(0) & 0xFF).toList();
  }

  /** Frames of one identifier; the first byte counts from 0, the second is {@code content}. */
  private static Frame[] counters(int length, int content) {
    Frame[] frames = new Frame[length];
    for (int index = 0; index < length; index++) {
      frames[index] = Frame.classic(0x110, (byte) index, (byte) content);
    }
    return frames;
  }

  @Test
  void aSequenceGoesRoundInItsCycle() {
    manager.cyclic(0, 0, 20 * MILLI, counters(3, 7));
    List<Seen> seen = seen(7);
    assertEquals(List.of(0, 1, 2, 0, 1, 2, 0), firstBytes(seen).subList(0, 7));
    for (int index = 1; index < 7; index++) {
      // A busy machine may be late, but never early.
      assertTrue(seen.get(index).epochNanos() - seen.get(index - 1).epochNanos() > 19 * MILLI);
    }
  }

  @Test
  void aCountInTheFirstIntervalThenTheSecond() {
    manager.cyclic(4, 10 * MILLI, 150 * MILLI, counters(2, 0));
    List<Seen> seen = seen(6);
    assertEquals(List.of(0, 1, 0, 1, 0, 1), firstBytes(seen).subList(0, 6));
    assertTrue(seen.get(4).epochNanos() - seen.get(3).epochNanos() > 149 * MILLI);
    BcmMessage expiry = manager.receive(BOUND_MILLIS);
    assertNotNull(expiry);
    assertTrue(expiry.isExpiry());
    assertEquals(0x110, expiry.rawId());
  }

  @Test
  void aCountWithoutASecondIntervalEndsIt() {
    manager.cyclic(3, 5 * MILLI, 0, counters(1, 0));
    assertEquals(3, seen(10).size());
  }

  @Test
  void contentsChangeWithoutRestartAndThePlaceStays() {
    manager.cyclic(0, 0, 10 * MILLI, counters(15, 0));
    List<Seen> seen = new ArrayList<>(seen(8));
    for (int content = 1; content <= 20; content++) {
      manager.change(counters(15, content));
      seen.addAll(seen(3));
    }
    for (int index = 0; index < seen.size(); index++) {
      assertEquals(index % 15, seen.get(index).frame().at(0), "frame " + index);
    }
    assertEquals(20, seen.get(seen.size() - 1).frame().at(1));
    for (int index = 1; index < seen.size(); index++) {
      assertTrue(seen.get(index).epochNanos() - seen.get(index - 1).epochNanos() > 9 * MILLI);
    }
  }

  @Test
  void aRestartBeginsWithTheFirstFrameAgain() {
    manager.cyclic(0, 0, 20 * MILLI, counters(9, 0));
    seen(2);
    manager.restart(counters(9, 1));
    List<Seen> seen = seen(20);
    seen.removeIf(one -> one.frame().at(1) == 0);
    assertEquals(List.of(0, 1, 2), firstBytes(seen).subList(0, 3));
  }

  @Test
  void aHaltedTaskKeepsItsPlaceAndSendsWhenItIsTold() {
    manager.cyclic(0, 0, 3 * MILLI, counters(15, 0));
    List<Seen> seen = new ArrayList<>(seen(20));
    for (int round = 0; round < 10; round++) {
      manager.halt(counters(15, 0));
      seen.addAll(seen(100));
      int before = seen.size();
      manager.announce(counters(15, 1));
      manager.announce(counters(15, 1));
      seen.addAll(seen(100));
      assertEquals(before + 2, seen.size());
      manager.cyclic(0, 0, 3 * MILLI, counters(15, 2));
      seen.addAll(seen(4));
    }
    for (int index = 0; index < seen.size(); index++) {
      assertEquals(index % 15, seen.get(index).frame().at(0), "frame " + index);
    }
  }

  @Test
  void theCountThatIsLeftTellsHowManyWereSent() {
    manager.cyclic(10, 20 * MILLI, 0, counters(15, 0));
    int sent = seen(3).size();
    BcmMessage status = manager.status(counters(15, 0)[0]);
    assertTrue(status.count() <= 10 - sent, status.count() + " left, seen " + sent);
    assertEquals(20 * MILLI, status.firstNanos());
    assertEquals(List.of(counters(15, 0)), status.frames());
    assertEquals(10, sent + seen(Integer.MAX_VALUE).size());
    assertEquals(0, manager.status(counters(15, 0)[0]).count());
  }

  @Test
  void aDeletedTaskIsSilentAndUnknown() {
    manager.cyclic(0, 0, 5 * MILLI, counters(1, 0));
    seen(2);
    manager.delete(counters(1, 0)[0]);
    seen(100);
    assertEquals(0, seen(1).size());
    SocketCanException refusal =
        assertThrows(SocketCanException.class, () -> manager.status(counters(1, 0)[0]));
    assertEquals(
        "vcan0: the broadcast manager refuses task 110: there is no such task; set it up before you"
            + " ask for it",
        refusal.getMessage());
  }

  @Test
  void aSequenceCanNotGrow() {
    manager.cyclic(0, 0, 500 * MILLI, counters(2, 0));
    assertTrue(
        assertThrows(SocketCanException.class, () -> manager.change(counters(3, 0)))
            .getMessage()
            .endsWith("the sequence was shorter before; delete the task first"));
  }

  @Test
  void theLongestSequenceOfFdFramesIsTaken() {
    Frame[] frames = new Frame[BcmMessage.MAX_FRAMES];
    for (int index = 0; index < frames.length; index++) {
      byte[] data = new byte[64];
      data[0] = (byte) index;
      frames[index] = Frame.fd(0x7FF, data);
    }
    manager.cyclic(0, 0, MILLI, frames);
    List<Seen> seen = seen(300);
    for (int index = 0; index < 300; index++) {
      assertEquals(frames[index % 256], seen.get(index).frame());
    }
    assertEquals(256, manager.status(frames[0]).frames().size());
  }

  @Test
  void aWatchReportsOnlyWhatItsMaskShows() {
    Frame key = Frame.classic(0x222);
    manager.watch(key, 0, 0, Frame.classic(0x222, (byte) 0xF0, (byte) 0));
    for (int first : new int[] {0x10, 0x11, 0x1F, 0x20, 0x20}) {
      judge.send(Frame.classic(0x222, (byte) first, (byte) first));
    }
    assertEquals(List.of(0x10, 0x20), reported(2));
    assertNull(manager.receive(50));
    manager.unwatch(key);
    judge.send(Frame.classic(0x222, (byte) 0x30, (byte) 0));
    assertNull(manager.receive(50));
  }

  private List<Integer> reported(int count) {
    List<Integer> first = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      BcmMessage report = manager.receive(BOUND_MILLIS);
      assertNotNull(report);
      assertTrue(report.isChange());
      first.add(report.frames().get(0).at(0) & 0xFF);
    }
    return first;
  }

  @Test
  void aMessageThatStaysAwayIsMissedOnceAndItsReturnIsReported() {
    manager.watch(Frame.classic(0x223), 60 * MILLI, 0, Frame.classic(0x223, (byte) 0xFF));
    BcmMessage missed = manager.receive(BOUND_MILLIS);
    assertNotNull(missed);
    assertTrue(missed.isTimeout());
    judge.send(Frame.classic(0x223, (byte) 5));
    assertEquals(List.of(5), reported(1));
    BcmMessage again = manager.receive(BOUND_MILLIS);
    assertNotNull(again);
    assertTrue(again.isTimeout());
  }

  @Test
  void aThrottledWatchReportsTheLatest() {
    manager.watch(Frame.classic(0x224), 0, 400 * MILLI, Frame.classic(0x224, (byte) 0xFF));
    Frame[] burst = new Frame[9];
    for (int first = 1; first <= 9; first++) {
      burst[first - 1] = Frame.classic(0x224, (byte) first);
    }
    judge.send(burst, 0, burst.length);
    assertEquals(List.of(1, 9), reported(2));
    assertNull(manager.receive(50));
  }

  @Test
  void aMultiplexedMessageIsWatchedForEachSelector() {
    manager.watch(
        Frame.classic(0x225),
        0,
        0,
        Frame.classic(0x225, (byte) 0xFF, (byte) 0),
        Frame.classic(0x225, (byte) 1, (byte) 0xFF),
        Frame.classic(0x225, (byte) 2, (byte) 0x0F));
    judge.send(Frame.classic(0x225, (byte) 1, (byte) 0x10));
    judge.send(Frame.classic(0x225, (byte) 2, (byte) 0x10));
    judge.send(Frame.classic(0x225, (byte) 2, (byte) 0x20));
    judge.send(Frame.classic(0x225, (byte) 1, (byte) 0x20));
    judge.send(Frame.classic(0x225, (byte) 3, (byte) 0x20));
    assertEquals(List.of(1, 2, 1), reported(3));
    assertNull(manager.receive(50));
  }

  @Test
  void aRemoteFrameIsAnswered() {
    Frame answer = Frame.extended(0x1234567, (byte) 9);
    manager.answerRemote(answer);
    judge.send(Frame.of(0x1234567, Frame.EXTENDED | Frame.REMOTE, 1, new byte[0]));
    assertEquals(answer, seen(1).get(0).frame());
  }

  @Test
  void reportsWaitWhileATaskIsAskedFor() {
    manager.watch(Frame.classic(0x226), 0, 0, Frame.classic(0x226, (byte) 0xFF));
    manager.cyclic(0, 0, 500 * MILLI, counters(1, 0));
    judge.send(Frame.classic(0x226, (byte) 4));
    manager.status(counters(1, 0)[0]);
    assertEquals(List.of(4), reported(1));
  }

  @Test
  void oneFrameWithoutATask() {
    manager.once(Frame.fd(0x333, new byte[12]));
    assertEquals(Frame.fd(0x333, new byte[12]), seen(1).get(0).frame());
  }
}
