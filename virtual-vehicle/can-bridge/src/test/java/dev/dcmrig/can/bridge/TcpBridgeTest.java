// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.BusException;
import dev.dcmrig.can.Frame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** cannelloni over TCP. */
class TcpBridgeTest extends BridgedContract {
  private static final String GREETING = "43414e4e454c4c4f4e497631";
  private boolean greeted;

  @Override
  OtherEnd otherEnd() {
    return ((OtherEnd.Tcp) OtherEnd.tcp()).saying(GREETING);
  }

  @Override
  BridgedBus join(String address) {
    return BridgedBus.cannelloniTcp(address, timeline, broken::add);
  }

  @Override
  String wire(int number, int count, String frames) {
    return frames;
  }

  /** Reads over our greeting first. */
  @Override
  OtherEnd other() {
    if (!greeted) {
      greeted = true;
      assertEquals(GREETING, super.other().hear(12));
    }
    return super.other();
  }

  @Test
  void aFrameMayComeByteByByte() {
    List<Frame> heard = new CopyOnWriteArrayList<>();
    bus().connect("a", (time, frame) -> heard.add(frame));
    String three = FRAME.repeat(3);
    for (int at = 0; at < three.length(); at += 2) {
      other().say(three.substring(at, at + 2));
    }
    for (int n = 0; n < 100 && heard.size() < 3; n++) {
      settle();
    }
    assertEquals("[123#101112, 123#101112, 123#101112]", heard.toString());
  }

  @Test
  void whatIsNoFrameEndsTheConnectionWithTheReason() {
    other().say("0000012309" + "00".repeat(9));
    for (int n = 0; n < 100 && broken.isEmpty(); n++) {
      settle();
    }
    String why = String.valueOf(broken.get(0).getMessage());
    assertTrue(why.contains("does not know") && why.contains("0 to 8"), why);
  }

  @Test
  void anEndOfAnotherProtocolIsRefusedAtOnce() {
    try (OtherEnd web = ((OtherEnd.Tcp) OtherEnd.tcp()).saying("485454502f312e310d0a")) {
      String why = assertThrows(BusException.class, () -> join(web.address())).getMessage();
      assertTrue(why.contains("'HTTP/1.1??' and not 'CANNELLONIv1'"), why);
    }
  }

  @Test
  void anEndThatIsNotThereIsRefusedAtOnce() {
    OtherEnd gone = OtherEnd.tcp();
    gone.close();
    String why = assertThrows(BusException.class, () -> join(gone.address())).getMessage();
    assertTrue(why.contains("start the other end first"), why);
  }
}
