package dev.dcmrig.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every bus does: the emulated one here, a kernel's socket and a bridge later. */
public abstract class CanBusContract {

  /** A bus with nobody on it. */
  protected abstract CanBus bus();

  /** Lets everything that was sent arrive. */
  protected abstract void settle();

  private static FrameListener into(List<Frame> list) {
    return (time, frame) -> list.add(frame);
  }

  @Test
  void aNodeReceivesTheFramesOfOthersAndNoneOfItsOwn() {
    List<Frame> a = new ArrayList<>();
    List<Frame> b = new ArrayList<>();
    CanNode first = bus().connect("a", into(a));
    CanNode second = bus().connect("b", into(b));
    first.send(Frame.classic(0x123, (byte) 1, (byte) 2));
    second.send(Frame.classic(0x456));
    settle();
    assertEquals(List.of(Frame.classic(0x456)), a);
    assertEquals(List.of(Frame.classic(0x123, (byte) 1, (byte) 2)), b);
  }

  @Test
  void everyKindOfFrameArrivesAsItWasSent() {
    List<Frame> seen = new ArrayList<>();
    CanNode sender = bus().connect("a", (time, frame) -> {});
    bus().connect("b", into(seen));
    List<Frame> sent =
        List.of(
            Frame.classic(0x001, new byte[8]),
            Frame.extended(0x12345678, (byte) 9),
            Frame.of(0x002, Frame.REMOTE, 4, new byte[0]),
            Frame.of(0x003, Frame.FD, 3, new byte[] {1, 2, 3}),
            Frame.fd(0x004, new byte[64]));
    for (Frame frame : sent) {
      sender.send(frame);
      settle();
    }
    assertEquals(sent, seen);
  }

  @Test
  void aSilentListenerHearsAllAndCanNotSend() {
    List<Frame> heard = new ArrayList<>();
    CanNode a = bus().connect("a", (time, frame) -> {});
    bus().connect("b", (time, frame) -> {});
    CanNode silent = bus().listen("recorder", into(heard));
    a.send(Frame.classic(0x100, (byte) 1));
    settle();
    assertEquals(List.of(Frame.classic(0x100, (byte) 1)), heard);
    assertFalse(silent.send(Frame.classic(0x101)));
    assertEquals(1, silent.refused());
  }

  @Test
  void aClosedNodeHearsAndSendsNothing() {
    List<Frame> heard = new ArrayList<>();
    CanNode a = bus().connect("a", (time, frame) -> {});
    bus().connect("b", (time, frame) -> {});
    CanNode closed = bus().connect("c", into(heard));
    closed.close();
    assertFalse(closed.send(Frame.classic(1)));
    a.send(Frame.classic(2));
    settle();
    assertEquals(List.of(), heard);
  }
}
