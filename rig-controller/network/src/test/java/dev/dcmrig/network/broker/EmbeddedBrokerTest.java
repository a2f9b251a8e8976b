// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rig's broker as a client meets it, packet by packet (MQTT 3.1.1). */
class EmbeddedBrokerTest {
  private static final String ORDERS = "dcmrig/v1/vehicles/V5/orders";
  private static final String CONNACK = "20020000";
  private static final String SESSION_PRESENT = "20020100";

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final EmbeddedBroker broker = new EmbeddedBroker(timeline);

  /** One connection of a client, and what it was told. */
  private final class Client implements Broker.Client {
    final List<String> heard = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    final Broker.Connection connection;
    boolean closed;

    Client(String name) {
      connection = broker.connect(name, this);
    }

    Client send(String... packets) {
      for (String packet : packets) {
        connection.send(HexFormat.of().parseHex(packet));
      }
      return this;
    }

    @Override
    public void packet(byte[] packet) {
      heard.add(HexFormat.of().formatHex(packet));
    }

    @Override
    public void refused(String why) {
      refusals.add(why);
    }

    @Override
    public void closed() {
      closed = true;
    }

    List<String> take() {
      List<String> taken = List.copyOf(heard);
      heard.clear();
      return taken;
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String utf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return String.format("%04x", bytes.length) + hex(bytes);
  }

  private static String packet(String first, String rest) {
    return first + String.format("%02x", rest.length() / 2) + rest;
  }

  /** CONNECT without flags but this byte. */
  private static String connect(String flags, String client) {
    return packet("10", utf("MQTT") + "04" + flags + "003c" + utf(client));
  }

  private static final String V5 = connect("00", "V5");

  private static String subscribe(String filter, int qos) {
    return packet("82", "0001" + utf(filter) + String.format("%02x", qos));
  }

  private void publish(String topic, String payload) {
    broker.publish(topic, payload.getBytes(StandardCharsets.UTF_8), () -> {});
  }

  private static List<String> file(String name) throws IOException {
    try (InputStream in = EmbeddedBrokerTest.class.getResourceAsStream("/cases/mqtt/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private Client play(String file, String name) throws IOException {
    return new Client(name).send(file(file).toArray(String[]::new));
  }

  @Test
  void levelFiveIsRefusedByACode() throws IOException {
    Client client = play("connect-level5.hex", "V8");
    assertEquals(List.of("20020001"), client.heard);
    assertTrue(client.closed);
    assertTrue(client.refusals.get(0).contains("3.1.2-2"), client.refusals::toString);
  }

  @Test
  void aSubscribeWithoutAFilterEndsTheConnection() throws IOException {
    Client client = new Client("V5").send(V5).send(file("subscribe-empty.hex").get(0));
    assertEquals(List.of(CONNACK), client.heard);
    assertTrue(client.closed);
    assertEquals(1, client.refusals.size());
  }

  @Test
  void qosZeroIsGrantedAndKept() throws IOException {
    Client client = play("subscribe-qos0.hex", "V2");
    assertEquals(List.of(CONNACK, "9003000100"), client.take());
    publish("dcmrig/v1/vehicles/V2/orders", "x");
    assertEquals(List.of(packet("30", utf("dcmrig/v1/vehicles/V2/orders") + "78")), client.take());
  }

  @Test
  void unsubscribeIsAcknowledgedAndEndsDeliveries() throws IOException {
    Client client = play("unsubscribe.hex", "V5");
    assertEquals(List.of(CONNACK, "9003000101", "b0020002"), client.take());
    publish(ORDERS, "x");
    assertEquals(List.of(), client.take());
    client.send(
        "a2200003001c" + hex("dcmrig/v1/vehicles/V5/others".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(List.of("b0020003"), client.take(), "also when there was nothing (3.10.4-5)");
  }

  /** What ends a connection that has come up, and the statement that says so. */
  @ParameterizedTest
  @CsvSource({
    "10 second CONNECT,100e00044d5154540400003c00025635,3.1.0-2",
    "SUBSCRIBE with flags 0,8006000100016101,malformed",
    "SUBSCRIBE with identifier 0,8206000000016101,malformed",
    "SUBSCRIBE of QoS 3,8206000100016103,malformed",
    "SUBSCRIBE with reserved bits,8206000100016105,3-8.3-4",
    "SUBSCRIBE with bit 7,8206000100016181,3-8.3-4",
    "SUBSCRIBE with a NUL,820700010002610001,1.5.3",
    "SUBSCRIBE with no UTF-8,820700010002c32801,1.5.3",
    "SUBSCRIBE to nothing,82050001000001,4.7.3-1",
    "SUBSCRIBE a#,820700010002612301,4.7.1-2",
    "SUBSCRIBE #/a,82080001000323 2f6101,4.7.1-2",
    "SUBSCRIBE a+,820700010002612b01,4.7.1-2",
    "UNSUBSCRIBE of nothing,a2020001,3.10.3-2",
    "UNSUBSCRIBE with flags 0,a00500010001 61,malformed",
    "PUBLISH,3004000161 62,PUBLISH",
    "PUBREC,50020001,QoS 2",
    "PUBREL,62020001,QoS 2",
    "CONNACK,20020000,only a server",
    "PINGRESP,d000,only a server",
    "PINGREQ with flags,c100,malformed",
    "AUTH,f000,malformed",
    "reserved 0,0000,malformed",
    "length of five bytes,c080808080 00,malformed"
  })
  void whatEndsAConnection(String name, String packet, String why) {
    Client client = new Client("V5").send(V5);
    client.take();
    client.send(packet.replace(" ", ""));
    assertTrue(client.closed, name);
    assertEquals(List.of(), client.heard, name);
    assertTrue(client.refusals.get(0).contains(why), () -> name + ": " + client.refusals);
  }

  /** What a first packet must not be. */
  @ParameterizedTest
  @CsvSource({
    "reserved flag,100e00044d5154540401003c00025635,malformed,",
    "will of QoS 3,101400044d515454041c003c00025635000174 00016d,3.1.2-14,",
    "will flags without a will,100e00044d5154540408003c00025635,3.1.2-13,",
    "password without a name,101400044d5154540440003c000256350004aabbccdd,3.1.2-22,",
    "MQIsdp 3,101000064d51497364700300 003c00025635,3.1.2-2,20020001",
    "another's identifier,100e00044d5154540400003c00025636,certificate of V5,20020002",
    "no identifier,100c00044d5154540402003c0000,certificate of V5,20020002",
    "bytes behind the end,100f00044d5154540400003c0002563500,malformed,",
    "PINGREQ,c000,3.1.0-1,",
    "SUBSCRIBE,8206000100016101,3.1.0-1,",
    "GET,474554202f,no,"
  })
  void whatIsNoBeginning(String name, String packet, String why, String answer) {
    Client client = new Client("V5").send(packet.replace(" ", ""));
    assertTrue(client.closed, name);
    assertEquals(answer == null ? List.of() : List.of(answer), client.heard, name);
    assertTrue(client.refusals.get(0).contains(why), () -> name + ": " + client.refusals);
    client.send(V5);
    assertEquals(answer == null ? 0 : 1, client.heard.size(), "nothing is taken any more");
  }

  @Test
  void whatWasNotAcknowledgedComesAgainToTheSameSession() {
    Client first = new Client("V5").send(V5, subscribe(ORDERS, 1));
    publish(ORDERS, "a");
    publish(ORDERS, "b");
    first.send("40020001");
    first.connection.close();
    publish(ORDERS, "c");
    Client second = new Client("V5").send(V5);
    assertEquals(
        List.of(
            SESSION_PRESENT,
            packet("3a", utf(ORDERS) + "0002" + hex("b".getBytes(StandardCharsets.US_ASCII))),
            packet("32", utf(ORDERS) + "0003" + hex("c".getBytes(StandardCharsets.US_ASCII)))),
        second.take());
  }

  @Test
  void aCleanSessionKeepsNothing() {
    new Client("V5").send(V5, subscribe(ORDERS, 1)).connection.close();
    Client clean = new Client("V5").send(connect("02", "V5"));
    assertEquals(List.of(CONNACK), clean.take());
    publish(ORDERS, "a");
    assertEquals(List.of(), clean.take());
    clean.send(subscribe(ORDERS, 1)).connection.close();
    Client after = new Client("V5").send(V5);
    assertEquals(List.of(CONNACK), after.take(), "3.1.2-6");
    publish(ORDERS, "b");
    assertEquals(List.of(), after.take());
  }

  @Test
  void aSecondClientOfTheSameNameEndsTheFirst() {
    Client first = new Client("V5").send(V5);
    Client second = new Client("V5").send(V5);
    assertTrue(first.closed);
    assertEquals(List.of(), first.refusals);
    assertEquals(List.of(SESSION_PRESENT), second.heard);
  }

  @Test
  void onlyOwnTopicsAreGranted() {
    Client client = new Client("V5").send(V5);
    client.take();
    client.send(subscribe("dcmrig/v1/vehicles/V6/orders", 1), subscribe("#", 1));
    client.send(subscribe("dcmrig/v1/vehicles/+/orders", 1));
    client.send(subscribe("dcmrig/v1/vehicles/V5/#", 2));
    assertEquals(List.of("9003000180", "9003000180", "9003000180", "9003000101"), client.take());
    publish("dcmrig/v1/vehicles/V6/orders", "x");
    assertEquals(List.of(), client.take());
    publish(ORDERS, "x");
    assertEquals(1, client.take().size());
  }

  @Test
  void overlappingSubscriptionsBringAMessageOnce() {
    Client client =
        new Client("V5").send(V5, subscribe(ORDERS, 0), subscribe("dcmrig/v1/vehicles/V5/+", 1));
    client.take();
    publish(ORDERS, "x");
    assertEquals(List.of(packet("32", utf(ORDERS) + "000178")), client.take());
  }

  @Test
  void aSilentClientIsGoneAfterOneAndAHalfOfItsKeepAlive() {
    Client client = new Client("V5").send(V5);
    timeline.runUntil(Duration.ofSeconds(80).toNanos());
    client.send("c000");
    timeline.runUntil(Duration.ofSeconds(169).toNanos());
    assertEquals(List.of(), client.refusals);
    timeline.runUntil(Duration.ofSeconds(170).toNanos());
    assertTrue(client.closed);
    assertTrue(client.refusals.get(0).contains("3.1.2-24"), client.refusals::toString);
  }

  @Test
  void afterADisconnectNothingIsTaken() {
    Client client = new Client("V5").send(V5, "e000");
    client.take();
    client.send("c000");
    assertEquals(List.of(), client.heard);
    assertEquals(List.of(), client.refusals);
  }
}
