// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.BusException;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanBusContract;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.RealTimeline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bridge does what every bus does, and its bytes are those of its protocol. */
abstract class BridgedContract extends CanBusContract {
  static final String FRAME = "0000012303101112";

  final List<Throwable> errors = new CopyOnWriteArrayList<>();
  final List<BusException> broken = new CopyOnWriteArrayList<>();
  final RealTimeline timeline = new RealTimeline("bridge", errors::add);
  private final OtherEnd other = otherEnd();
  private final BridgedBus bus = join(other.address());

  abstract OtherEnd otherEnd();

  abstract BridgedBus join(String address);

  /** These frames as the other end has them. */
  abstract String wire(int number, int count, String frames);

  @AfterEach
  void close() {
    bus.close();
    other.close();
    timeline.close();
    assertEquals(List.of(), errors);
  }

  OtherEnd other() {
    return other;
  }

  @Override
  protected CanBus bus() {
    return bus;
  }

  @Override
  protected void settle() {
    CountDownLatch passed = new CountDownLatch(1);
    timeline.post("test", () -> timeline.after(50_000_000, passed::countDown));
    try {
      assertTrue(passed.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns when it has arrived: on a busy machine the way is longer than {@link #settle}. */
  @Override
  protected void provokeError() {
    List<Frame> errors = new CopyOnWriteArrayList<>();
    bus.listen("errors", (time, frame) -> errors.add(frame));
    other().say(wire(0, 1, "20000020080001020304050607"));
    for (int n = 0; n < 400 && errors.isEmpty(); n++) {
      settle();
    }
  }

  @Test
  void framesOfOneTurnGoOutTogetherAndInOrder() {
    CanNode node = bus.connect("a", (time, frame) -> {});
    timeline.post(
        "test",
        () -> {
          node.send(Frame.classic(0x123, (byte) 0x10, (byte) 0x11, (byte) 0x12));
          node.send(Frame.classic(0x7FF));
        });
    String both = FRAME + "000007ff00";
    assertEquals(both, withoutHeader(other().hear(both.length() / 2)));
  }

  String withoutHeader(String heard) {
    return heard;
  }

  @Test
  void whatTheOtherEndSendsIsHeardByAllNodes() {
    List<Frame> first = new CopyOnWriteArrayList<>();
    List<Frame> second = new CopyOnWriteArrayList<>();
    bus.connect("a", (time, frame) -> first.add(frame));
    bus.listen("b", (time, frame) -> second.add(frame));
    other().say(wire(0, 2, FRAME + "000003218c01202122232425262728292a2b"));
    for (int n = 0; n < 100 && second.size() < 2; n++) {
      settle();
    }
    assertEquals("[123#101112, 321##1202122232425262728292A2B]", first.toString());
    assertEquals(first, second);
  }
}
