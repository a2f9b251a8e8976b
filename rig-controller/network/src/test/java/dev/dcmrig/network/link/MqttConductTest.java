// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.sim.VirtualTimeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a strict broker objects to beyond the standard, packet by packet. */
class MqttConductTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final List<String> wrongs = new ArrayList<>();
  private final MqttConduct conduct = new MqttConduct(timeline, wrongs::add);

  private static byte[] packet(int first, int... rest) {
    byte[] packet = new byte[rest.length + 2];
    packet[0] = (byte) first;
    packet[1] = (byte) rest.length;
    for (int index = 0; index < rest.length; index++) {
      packet[index + 2] = (byte) rest[index];
    }
    return packet;
  }

  private static byte[] connect(int flags, int keepAlive) {
    return packet(0x10, 0, 4, 'M', 'Q', 'T', 'T', 4, flags, keepAlive >> 8, keepAlive, 0, 1, 'x');
  }

  private static byte[] publish(int qos, int identifier) {
    return packet(0x30 | qos << 1, 0, 1, 't', identifier >> 8, identifier, '?');
  }

  private void after(long seconds) {
    timeline.runUntil(timeline.nowNanos() + TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void aRightSessionIsNotObjectedTo() {
    conduct.up(connect(0, 1_200));
    conduct.up(packet(0x82, 0, 1, 0, 1, 'a', 1, 0, 1, 'b', 1));
    conduct.down(publish(1, 7));
    conduct.up(packet(0x40, 0, 7));
    conduct.up(packet(0xC0));
    after(3_600);
    assertEquals(List.of(), wrongs);
  }

  @Test
  void aWillAUserNameAPasswordAndNoKeepAliveAreWrong() {
    conduct.up(connect(0x04, 60));
    conduct.up(connect(0x80, 60));
    conduct.up(connect(0x40, 60));
    conduct.up(connect(0, 0));
    assertEquals(4, wrongs.size(), wrongs::toString);
  }

  @Test
  void subscriptionsAreOfQos1() {
    conduct.up(packet(0x82, 0, 1, 0, 1, 'a', 1, 0, 1, 'b', 0));
    assertEquals(List.of("a subscription to b with QoS 0, not 1"), wrongs);
    conduct.up(packet(0x82, 0, 1, 0, 1, 'a', 2));
    assertEquals(2, wrongs.size());
  }

  @Test
  void whatIsNotAcknowledgedForAMinuteIsSaidOnceThen() {
    conduct.down(publish(1, 7));
    after(59);
    assertEquals(List.of(), wrongs);
    after(2);
    assertEquals(List.of("no PUBACK for a minute to packets [7]"), wrongs);
  }

  @Test
  void eachDeliveryHasOneAcknowledgement() {
    conduct.down(publish(1, 7));
    conduct.down(publish(1, 7));
    conduct.up(packet(0x40, 0, 7));
    after(61);
    assertEquals(1, wrongs.size(), "the duplicate");
    conduct.up(packet(0x40, 0, 7));
    conduct.up(packet(0x40, 0, 9));
    assertEquals("a PUBACK of packet 9, which was not sent", wrongs.get(1));
  }

  @Test
  void whatIsOfQos0OrOfAConnectionThatIsOverWaitsForNothing() {
    conduct.down(publish(0, 7));
    conduct.down(publish(1, 8));
    conduct.close();
    after(61);
    assertEquals(List.of(), wrongs);
  }

  @Test
  void aPacketThatIsTooShortIsNotReadBeyondItsEnd() {
    conduct.up(new byte[] {0x10, 0});
    conduct.up(new byte[] {(byte) 0x82, 2, 0, 1});
    conduct.down(new byte[] {0x32, 1, 0});
    assertEquals(List.of(), wrongs);
    assertEquals("t", new String(publish(0, 1), 4, 1, StandardCharsets.US_ASCII));
  }
}
