// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.dcm.exchange.FakeService;
import dev.dcmrig.dcm.exchange.RetryPlan;
import dev.dcmrig.dcm.modem.Modem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The session with a broker that says what it likes; packets as MQTT 3.1.1 writes them. */
class MqttChannelTest {
  private static final int CONNECT = 1;
  private static final int PUBACK = 4;
  private static final int SUBSCRIBE = 8;
  private static final int DISCONNECT = 14;
  private static final byte[] CONNACK = {0x20, 2, 0, 0};
  private static final byte[] SUBACK = {(byte) 0x90, 4, 0, 1, 1, 1};
  private static final byte[] SUBACK_OF_ANOTHER = {(byte) 0x90, 4, 0, 2, 1, 1};
  private static final int TOO_LONG = 300 * 1024;

  private final DcmParts parts = new DcmParts("telematics.retryJitter=0");
  private final FakeService broker = new FakeService(parts);
  private final List<byte[]> messages = new ArrayList<>();
  private int connected;
  private final MqttChannel channel =
      new MqttChannel(
          parts.context,
          parts.settings.mqtt(),
          new RetryPlan(parts.context, parts.settings.telematics(), DcmRules.REQUIRED),
          new Modem(parts.context),
          broker,
          new Told());

  private final class Told implements MqttChannel.Listener {
    @Override
    public void connected() {
      connected++;
    }

    @Override
    public void message(String topic, byte[] payload) {
      assertEquals("orders", topic);
      messages.add(payload);
    }
  }

  @BeforeEach
  void open() {
    channel.boot();
    pass(0);
  }

  private void pass(int seconds) {
    parts.passMillis(seconds * 1000L);
  }

  private void subscribed() {
    broker.last().says(CONNACK);
    broker.last().says(SUBACK);
  }

  /** An order with QoS 1 and this payload. */
  private static byte[] publish(int packetId, int payloadBytes) {
    byte[] topic = "dcmrig/v1/vehicles/VIN/orders".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(0x32);
    int left = 2 + topic.length + 2 + payloadBytes;
    for (; left > 127; left >>= 7) {
      packet.write(left & 127 | 128);
    }
    packet.write(left);
    packet.write(0);
    packet.write(topic.length);
    packet.writeBytes(topic);
    packet.write(0);
    packet.write(packetId);
    byte[] payload = new byte[payloadBytes];
    Arrays.fill(payload, (byte) 'x');
    packet.writeBytes(payload);
    return packet.toByteArray();
  }

  /** Types of the packets that the DCM has sent on a connection. */
  private static List<Integer> sent(FakeService.Connection connection) {
    return connection.sent.stream().map(bytes -> (bytes[0] & 0xf0) >> 4).toList();
  }

  private static boolean isClean(FakeService.Connection connection) {
    return (connection.sent.get(0)[9] & 2) != 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4096, 4097, 70_000, 250_000})
  void whateverCanBeReadIsHandedOnAndAcknowledged(int bytes) {
    subscribed();
    byte[] packet = publish(7, bytes);
    for (int at = 0; at < packet.length; at += 16_384) {
      broker.last().says(Arrays.copyOfRange(packet, at, Math.min(packet.length, at + 16_384)));
    }
    assertEquals(1, messages.size());
    assertEquals(bytes, messages.get(0).length);
    assertEquals(List.of(CONNECT, SUBSCRIBE, PUBACK), sent(broker.last()));
    assertEquals(7, broker.last().sent.get(2)[3]);
  }

  @Test
  void whatCanNeverBeReadDoesNotMakeItDeafForEver() {
    for (int n = 1; n <= 3; n++) {
      assertEquals(n, broker.connections.size());
      assertFalse(isClean(broker.last()));
      subscribed();
      broker.last().says(publish(7, TOO_LONG));
      pass(6);
    }
    FakeService.Connection clearing = broker.last();
    assertTrue(isClean(clearing), "the broker is to forget what it has");
    broker.last().says(CONNACK);
    pass(0);
    assertEquals(List.of(CONNECT, DISCONNECT), sent(clearing));
    assertEquals(5, broker.connections.size());
    assertFalse(isClean(broker.last()), "and to keep from now on what comes");
    subscribed();
    assertEquals(4, connected);
    broker.last().says(publish(8, 100));
    assertEquals(1, messages.size());
  }

  @Test
  void failuresLongApartMakeNobodyForget() {
    for (int n = 0; n < 5; n++) {
      subscribed();
      broker.last().says(publish(7, TOO_LONG));
      pass(6);
      subscribed();
      pass(20 * 60);
      broker.last().says(new byte[] {(byte) 0xd0, 0});
      broker.last().ends(true);
      pass(6);
    }
    assertTrue(broker.connections.stream().noneMatch(MqttChannelTest::isClean));
  }

  @Test
  void aSubscriptionThatNobodyHasAskedForBreaksTheConnection() {
    broker.last().says(SUBACK);
    assertEquals(0, connected);
    assertFalse(broker.last().isOpen());
  }

  @Test
  void theAnswerToAnotherSubscriptionIsNone() {
    broker.last().says(CONNACK);
    broker.last().says(SUBACK_OF_ANOTHER);
    assertEquals(0, connected);
    assertFalse(broker.last().isOpen());
  }

  @Test
  void aSecondAnswerToOneSubscriptionIsNoNewSession() {
    subscribed();
    broker.last().says(SUBACK);
    assertEquals(1, connected);
    assertFalse(broker.last().isOpen());
  }

  @Test
  void anOrderBeforeTheSessionIsThereIsNone() {
    broker.last().says(publish(7, 10));
    assertEquals(0, messages.size());
    assertFalse(broker.last().isOpen());
  }

  @Test
  void anOrderThatWaitedMayComeBeforeTheSubscriptionIsAcknowledged() {
    broker.last().says(CONNACK);
    broker.last().says(publish(7, 10));
    broker.last().says(SUBACK);
    assertEquals(1, messages.size());
    assertEquals(1, connected);
  }

  @Test
  void aPingsAnswerDoesNotStandForTheSubscriptions() {
    broker.last().says(CONNACK);
    broker.last().says(new byte[] {(byte) 0xd0, 0});
    FakeService.Connection first = broker.last();
    pass(10);
    assertFalse(first.isOpen(), "mqtt.answerTimeout is over");
  }
}
