// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every bus does: the emulated one here, a kernel's socket and a bridge later. */
public abstract class CanBusContract {

  /** A bus with nobody on it. */
  protected abstract CanBus bus();

  /** Lets everything that was sent arrive. */
  protected abstract void settle();

  /** Makes the bus report an error to those who listen. */
  protected abstract void provokeError();

  private boolean can(BusCapability capability) {
    return bus().capabilities().contains(capability);
  }

  private CanNode silentNode(String name) {
    return bus().connect(name, (time, frame) -> {});
  }

  /** Listeners are called on the timeline's thread, and a test looks from its own. */
  private static List<Frame> frames() {
    return Collections.synchronizedList(new ArrayList<>());
  }

  private static FrameListener into(List<Frame> list) {
    return (time, frame) -> list.add(frame);
  }

  private List<Frame> sentAndSeen(List<Frame> sent) {
    List<Frame> seen = frames();
    CanNode sender = silentNode("a");
    bus().connect("b", into(seen));
    for (Frame frame : sent) {
      assertTrue(sender.send(frame));
      settle();
    }
    return seen;
  }

  @Test
  void aNodeReceivesTheFramesOfOthersAndNoneOfItsOwn() {
    List<Frame> a = frames();
    List<Frame> b = frames();
    CanNode first = bus().connect("a", into(a));
    CanNode second = bus().connect("b", into(b));
    first.send(Frame.classic(0x123, (byte) 1, (byte) 2));
    second.send(Frame.classic(0x456));
    settle();
    assertEquals(List.of(Frame.classic(0x456)), a);
    assertEquals(List.of(Frame.classic(0x123, (byte) 1, (byte) 2)), b);
    assertEquals(List.of("a", "b"), List.of(first.name(), second.name()));
  }

  @Test
  void everyKindOfClassicFrameArrivesAsItWasSent() {
    List<Frame> sent =
        List.of(
            Frame.classic(0x001, new byte[8]),
            Frame.classic(0x7FF),
            Frame.extended(0x12345678, (byte) 9),
            Frame.extended(0x1FFFFFFF),
            Frame.extended(0x001, (byte) 1),
            Frame.of(0x002, Frame.REMOTE, 4, new byte[0]),
            Frame.classic(0x003, new byte[8]).withRawDlc(12));
    assertEquals(sent, sentAndSeen(sent));
  }

  @Test
  void anFdFrameKeepsItsFlagsAndStaysFdWithEightBytesAndFewer() {
    assumeTrue(can(BusCapability.FD), "this bus carries classic frames only");
    List<Frame> sent = new ArrayList<>();
    for (int code = 0; code <= 15; code++) {
      int length = Frame.fdLength(code);
      byte[] data = new byte[length];
      java.util.Arrays.fill(data, (byte) (0xA0 + code));
      sent.add(Frame.of(0x100 + code, Frame.FD, length, data));
    }
    sent.add(Frame.of(0x120, Frame.FD | Frame.BRS, 3, new byte[3]));
    sent.add(Frame.of(0x121, Frame.FD | Frame.ESI, 3, new byte[3]));
    sent.add(
        Frame.of(0x12345678, Frame.EXTENDED | Frame.FD | Frame.BRS | Frame.ESI, 1, new byte[1]));
    assertEquals(sent, sentAndSeen(sent));
  }

  @Test
  void anFdFrameIsRefusedWithTheReasonWhereNoneCanGo() {
    assumeFalse(can(BusCapability.FD), "this bus carries FD frames");
    CanNode node = silentNode("a");
    Frame frame = Frame.fd(1, new byte[1]);
    String reason =
        assertThrows(IllegalArgumentException.class, () -> node.send(frame)).getMessage();
    assertTrue(reason.contains("classic frames only"), reason);
    assertTrue(node.send(Frame.classic(1)), "and goes on");
  }

  @Test
  void theFramesOfANodeKeepTheirOrderWhenNoneIsMoreUrgent() {
    List<Frame> seen = frames();
    CanNode sender = silentNode("a");
    bus().connect("b", into(seen));
    List<Frame> sent = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      Frame frame = Frame.classic(0x300 + n / 20, (byte) n);
      sent.add(frame);
      assertTrue(sender.send(frame));
    }
    settle();
    assertEquals(sent, seen);
  }

  @Test
  void noNodeCanSendAnErrorFrame() {
    CanNode node = silentNode("a");
    Frame error = Frame.of(0x20, Frame.ERROR, 8, new byte[8]);
    assertThrows(IllegalArgumentException.class, () -> node.send(error));
  }

  @Test
  void aSilentListenerHearsAllAndCanNotSend() {
    List<Frame> heard = frames();
    CanNode a = silentNode("a");
    silentNode("b");
    CanNode silent = bus().listen("recorder", into(heard));
    a.send(Frame.classic(0x100, (byte) 1));
    settle();
    assertEquals(List.of(Frame.classic(0x100, (byte) 1)), heard);
    assertFalse(silent.send(Frame.classic(0x101)));
    assertFalse(silent.send(Frame.classic(0x102)));
    assertEquals(2, silent.refused());
    settle();
    assertEquals(1, heard.size());
  }

  @Test
  void errorFramesReachThoseWhoListenAndNobodyElse() {
    List<Frame> listener = frames();
    List<Frame> node = frames();
    bus().listen("recorder", into(listener));
    bus().connect("node", into(node));
    provokeError();
    settle();
    assertTrue(listener.stream().anyMatch(Frame::isError), listener::toString);
    assertTrue(node.stream().noneMatch(Frame::isError), node::toString);
  }

  @Test
  void aClosedNodeHearsAndSendsNothing() {
    List<Frame> heard = frames();
    CanNode a = silentNode("a");
    silentNode("b");
    CanNode closed = bus().connect("c", into(heard));
    closed.close();
    closed.close();
    assertFalse(closed.send(Frame.classic(1)));
    assertFalse(closed.send(Frame.classic(1)));
    assertEquals(2, closed.refused());
    a.send(Frame.classic(2));
    settle();
    assertEquals(List.of(), heard);
  }

  @Test
  void whatBecomesOfAFrameWhoseNodeClosesAtOnceIsDeclared() {
    List<Frame> heard = frames();
    bus().connect("b", into(heard));
    CanNode other = silentNode("c");
    CanNode hasty = silentNode("a");
    assertTrue(hasty.send(Frame.classic(0x111)));
    hasty.close();
    settle();
    List<Frame> expected = new ArrayList<>();
    if (can(BusCapability.DELIVERS_AFTER_CLOSE)) {
      expected.add(Frame.classic(0x111));
    }
    assertEquals(expected, heard);
    other.send(Frame.classic(0x222));
    settle();
    expected.add(Frame.classic(0x222));
    assertEquals(expected, heard);
  }

  @Test
  void aNodeThatComesBackUnderItsNameIsANewOne() {
    List<Frame> heard = frames();
    bus().connect("b", into(heard));
    silentNode("a").close();
    assertTrue(silentNode("a").send(Frame.classic(0x111)));
    settle();
    assertEquals(List.of(Frame.classic(0x111)), heard);
  }

  @Test
  void timesGoForwardAndTheirSourceIsToldBeforeTheFirstFrame() {
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    List<TimestampSource> sources = Collections.synchronizedList(new ArrayList<>());
    CanNode sender = silentNode("a");
    bus()
        .connect(
            "b",
            new FrameListener() {
              @Override
              public void onFrame(long timeNanos, Frame frame) {
                times.add(timeNanos);
                assertEquals(can(BusCapability.TIMESTAMP_SOURCES), !sources.isEmpty());
              }

              @Override
              public void onTimestampSource(TimestampSource source) {
                sources.add(source);
              }
            });
    for (int n = 0; n < 10; n++) {
      sender.send(Frame.classic(0x100));
    }
    settle();
    assertEquals(10, times.size());
    assertEquals(times.stream().sorted().toList(), times);
    assertTrue(times.get(0) >= 0);
    assertEquals(can(BusCapability.TIMESTAMP_SOURCES) ? 1 : 0, sources.size());
  }

  @Test
  void aBusThatLostNothingSaysSo() {
    CanNode sender = silentNode("a");
    silentNode("b");
    sender.send(Frame.classic(1));
    settle();
    assertEquals(BusHealth.WHOLE, bus().health());
  }

  @Test
  void aBusMayBeClosedTwiceAndThenCarriesNothing() {
    List<Frame> heard = frames();
    CanNode sender = silentNode("a");
    bus().connect("b", into(heard));
    bus().close();
    bus().close();
    sender.send(Frame.classic(1));
    sender.close();
    settle();
    assertEquals(List.of(), heard);
  }
}
