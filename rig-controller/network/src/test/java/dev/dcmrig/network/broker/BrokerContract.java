// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.VirtualTimeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every broker must do for the DCM of {@code V5}, packet by packet (MQTT 3.1.1). */
public abstract class BrokerContract {
  private static final String ORDERS = "dcmrig/v1/vehicles/V5/orders";
  private static final String CONNECTED = "20020000";
  private static final String SESSION_PRESENT = "20020100";
  private static final String GRANTED = "9003000101";
  private static final String PING = "c000";

  private final VirtualTimeline timeline = new VirtualTimeline();
  private Broker broker;

  /** Makes a broker that serves this timeline. */
  protected abstract Broker open(VirtualTimeline of) throws Exception;

  @BeforeEach
  protected void listen() throws Exception {
    broker = open(timeline);
    broker.listen().await(60, TimeUnit.SECONDS);
  }

  @AfterEach
  protected void close() throws Exception {
    if (broker != null) {
      broker.close().await(60, TimeUnit.SECONDS);
    }
  }

  /** One connection of a client, and what it was told. */
  private final class Client implements Broker.Client {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Broker.Connection connection;

    Client(String name) {
      connection = broker.connect(name, this);
    }

    /** Sends packets, and waits until the broker has said all that it has to say. */
    List<String> send(String... packets) {
      for (String packet : packets) {
        connection.send(HexFormat.of().parseHex(packet));
      }
      return take();
    }

    List<String> take() {
      AtomicBoolean quiet = new AtomicBoolean();
      connection.whenQuiet(() -> quiet.set(true));
      timeline.runUntil(timeline.nowNanos());
      assertTrue(quiet.get(), "the broker does not become quiet at the same instant");
      List<String> taken = new ArrayList<>(heard);
      heard.removeAll(taken);
      return taken;
    }

    /** A broker that is a process of its own takes its time to end a connection. */
    void awaitEnd() throws InterruptedException {
      boolean ended =
          Patience.await(
              millis -> {
                timeline.runUntil(timeline.nowNanos());
                if (!closed.get()) {
                  Thread.sleep(millis);
                }
                return closed.get();
              });
      assertTrue(ended, "the connection is still there");
    }

    @Override
    public void packet(byte[] packet) {
      heard.add(HexFormat.of().formatHex(packet));
    }

    @Override
    public void refused(String why) {}

    @Override
    public void closed() {
      closed.set(true);
    }
  }

  private static String utf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return String.format("%04x", bytes.length) + HexFormat.of().formatHex(bytes);
  }

  private static String packet(String first, String rest) {
    return first + String.format("%02x", rest.length() / 2) + rest;
  }

  private static String connect(boolean clean) {
    return packet("10", utf("MQTT") + "04" + (clean ? "02" : "00") + "003c" + utf("V5"));
  }

  private static String subscribe(String filter) {
    return packet("82", "0001" + utf(filter) + "01");
  }

  private static String delivered(String first, String identifier, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    return packet(first, utf(ORDERS) + identifier + HexFormat.of().formatHex(payload));
  }

  private void publish(String topic, String payload) {
    AtomicBoolean taken = new AtomicBoolean();
    broker.publish(topic, payload.getBytes(StandardCharsets.UTF_8), () -> taken.set(true));
    timeline.runUntil(timeline.nowNanos());
    assertTrue(taken.get(), "the broker has not taken the message at the same instant");
  }

  @Test
  void aPublicationReachesItsSubscriberWithQosOne() {
    Client client = new Client("V5");
    assertEquals(List.of(CONNECTED, GRANTED), client.send(connect(true), subscribe(ORDERS)));
    publish(ORDERS, "order");
    assertEquals(List.of(delivered("32", "0001", "order")), client.take());
    assertEquals(List.of(), client.send("40020001"));
  }

  @Test
  void messagesComeInTheOrderInWhichTheyWerePublished() {
    Client client = new Client("V5");
    client.send(connect(true), subscribe(ORDERS));
    publish(ORDERS, "a");
    publish(ORDERS, "b");
    publish(ORDERS, "c");
    assertEquals(
        List.of(
            delivered("32", "0001", "a"),
            delivered("32", "0002", "b"),
            delivered("32", "0003", "c")),
        client.take());
  }

  @Test
  void whatWasPublishedWhileTheClientWasAwayWaitsInItsSession() {
    Client first = new Client("V5");
    first.send(connect(false), subscribe(ORDERS));
    first.connection.close();
    timeline.runUntil(timeline.nowNanos());
    publish(ORDERS, "late");
    List<String> told = new Client("V5").send(connect(false));
    assertEquals(SESSION_PRESENT, told.get(0));
    assertEquals(List.of(delivered("32", "0001", "late")), told.subList(1, told.size()));
  }

  @Test
  void whatWasNotAcknowledgedComesAgainMarkedAsSuch() {
    Client first = new Client("V5");
    first.send(connect(false), subscribe(ORDERS));
    publish(ORDERS, "twice");
    first.take();
    first.connection.close();
    timeline.runUntil(timeline.nowNanos());
    assertEquals(
        List.of(SESSION_PRESENT, delivered("3a", "0001", "twice")),
        new Client("V5").send(connect(false)));
  }

  @Test
  void anothersOrdersNeverReachAClient() {
    Client client = new Client("V5");
    client.send(connect(true), subscribe("dcmrig/v1/vehicles/V6/orders"), subscribe("#"));
    publish("dcmrig/v1/vehicles/V6/orders", "not for V5");
    assertEquals(List.of(), client.take());
  }

  @Test
  void aSecondConnectionOfTheSameClientEndsTheFirst() throws InterruptedException {
    Client first = new Client("V5");
    first.send(connect(false));
    Client second = new Client("V5");
    assertEquals(List.of(SESSION_PRESENT), second.send(connect(false)));
    first.awaitEnd();
    assertFalse(second.closed.get());
  }

  @Test
  void aPingIsAnsweredAndADisconnectEndsTheConnection() {
    Client client = new Client("V5");
    client.send(connect(true));
    assertEquals(List.of("d000"), client.send(PING));
    timeline.runUntil(Duration.ofSeconds(50).toNanos());
    assertEquals(List.of("d000"), client.send(PING), "within one and a half of its keep-alive");
    assertEquals(List.of(), client.send("e000"));
  }

  @Test
  void aFirstPacketThatIsNoConnectEndsTheConnection() throws InterruptedException {
    Client client = new Client("V5");
    client.send(PING);
    client.awaitEnd();
  }
}
