// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import java.net.DatagramSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** cannelloni over UDP. */
class UdpBridgeTest extends BridgedContract {

  @Override
  OtherEnd otherEnd() {
    return OtherEnd.udp();
  }

  @Override
  BridgedBus join(String address) {
    return BridgedBus.cannelloni(address, timeline, broken::add);
  }

  @Override
  String wire(int number, int count, String frames) {
    return String.format("0200%02x%04x", number, count) + frames;
  }

  @Override
  String withoutHeader(String heard) {
    assertEquals("0200", heard.substring(0, 4));
    assertEquals("0002", heard.substring(6, 10));
    return heard.substring(10);
  }

  @Test
  void anEndThatJoinsSaysSoBeforeAnyFrame() {
    assertEquals("0200000000", ((OtherEnd.Udp) other()).datagram());
    assertEquals("0200000000", ((OtherEnd.Udp) other()).datagram(), "and each second");
    CanNode node = bus().connect("a", (time, frame) -> {});
    node.send(Frame.classic(1));
    assertEquals("0200000001" + "0000000100", other().hear(0), "with the number of the next one");
  }

  @Test
  void anEndThatSendsToAFixedPortIsJoined() throws Exception {
    int port;
    try (DatagramSocket free = new DatagramSocket(0)) {
      port = free.getLocalPort();
    }
    List<Frame> heard = new CopyOnWriteArrayList<>();
    try (OtherEnd fixed = OtherEnd.udp();
        BridgedBus joined = join(fixed.address() + ":" + port)) {
      joined.connect("a", (time, frame) -> heard.add(frame));
      ((OtherEnd.Udp) fixed).sendTo(port, wire(0, 1, FRAME));
      for (int n = 0; n < 100 && heard.isEmpty(); n++) {
        settle();
      }
      assertEquals("[123#101112]", heard.toString());
    }
  }

  @Test
  void aDatagramIsNeverLongerThanAnEthernetFrameCarries() {
    CanNode node = bus().connect("a", (time, frame) -> {});
    timeline.post(
        "test",
        () -> {
          for (int n = 0; n < 60; n++) {
            node.send(Frame.fd(0x100, new byte[64]));
          }
        });
    int frames = 0;
    while (frames < 60) {
      String heard = other().hear(0);
      assertTrue(heard.length() / 2 <= 1472, () -> heard.length() / 2 + " bytes");
      frames += Integer.parseInt(heard.substring(6, 10), 16);
    }
    assertEquals(60, frames);
  }

  @Test
  void whatIsLostOrLateIsCounted() {
    List<Frame> heard = new CopyOnWriteArrayList<>();
    bus().connect("a", (time, frame) -> heard.add(frame));
    for (int number : new int[] {7, 8, 11, 10, 13}) {
      other().say(wire(number, 1, FRAME));
    }
    for (int n = 0; n < 100 && heard.size() < 5; n++) {
      settle();
    }
    assertEquals(5, heard.size(), "what is late is handed over");
    assertEquals(new BusHealth(0, 0, 0, 0, 0, 2, 1), bus().health());
    assertEquals(3, bus().health().lost(), "and makes the bench unfit to judge");
  }

  @Test
  void whatIsNoDatagramIsCountedAndWhatFollowsIsRead() {
    List<Frame> heard = new CopyOnWriteArrayList<>();
    bus().connect("a", (time, frame) -> heard.add(frame));
    other().say("47455420");
    other().say(wire(0, 2, FRAME));
    other().say(wire(1, 1, FRAME));
    for (int n = 0; n < 100 && heard.isEmpty(); n++) {
      settle();
    }
    assertEquals(1, heard.size());
    assertEquals(2, bus().health().malformed());
  }

  @Test
  void anEndThatHasGoneIsSaid() {
    other().close();
    CanNode node = bus().connect("a", (time, frame) -> {});
    for (int n = 0; n < 100 && broken.isEmpty(); n++) {
      node.send(Frame.classic(1));
      settle();
    }
    assertEquals(1, broken.size());
    String why = String.valueOf(broken.get(0).getMessage());
    assertTrue(why.contains("nobody listens there"), why);
  }
}
