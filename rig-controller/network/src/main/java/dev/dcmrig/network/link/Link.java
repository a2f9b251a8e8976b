// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.ScenarioRecorder.Delivery;
import dev.dcmrig.evidence.ScenarioRecorder.Protocol;
import dev.dcmrig.network.broker.Broker;
import dev.dcmrig.network.link.Flow.Service;
import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.network.pki.ServerIdentity;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The radio link: a SOCKS5 proxy (docs/DCM-INTERFACE.md, 2.1) that carries messages, each at its
 * time on the timeline, in the order of (arrival, order of sending). It is the far end of what the
 * DCM encrypts (docs/decisions/0009). On the timeline's thread, but for what says otherwise.
 *
 * <p>Does not simulate: radio cells, retransmission below IP, bandwidth, reordering.
 */
public final class Link implements RadioLink {
  /** The first vehicle of a bench: attempts and calls are about it. */
  private static final String FIRST_VEHICLE = "10.64.0.2";

  private static final Duration WEAK_LATENCY = Duration.ofMillis(400);
  private static final int WEAK_LOSS_ONE_IN = 5;

  private final Timeline timeline;
  private final ScenarioRecorder recorder;
  private final Seed.Stream random;
  private final NetworkMap map;
  private final RunAuthority authority;
  private final String edgeToken;
  private final AttemptLog attempts = new AttemptLog();
  private final HttpLog http = new HttpLog();
  private final MqttLog mqtt = new MqttLog();
  private final LinkFaults faults;
  private final SmsCentre shortMessages = new SmsCentre(this);
  private final Set<Flow> flows = new LinkedHashSet<>();
  private final List<MediaRelay> relays = new ArrayList<>();

  /** Address by VIN. */
  private final Map<String, String> vehicles = new HashMap<>();

  private volatile Coverage coverage = Coverage.GOOD;
  private Duration latency = Duration.ofMillis(20);
  private int cutAfter = -1;
  private volatile @Nullable LinkNetwork network;

  /**
   * @param edgeToken what the link shows to the telematics service, so that it is believed whose
   *     certificate it saw
   */
  public Link(
      Timeline timeline,
      ScenarioRecorder recorder,
      Seed.Stream random,
      NetworkMap map,
      RunAuthority authority,
      String edgeToken) {
    this.timeline = timeline;
    this.recorder = recorder;
    this.random = random;
    this.map = map;
    this.authority = authority;
    this.edgeToken = edgeToken;
    this.faults = new LinkFaults(this::resetAll);
  }

  Timeline timeline() {
    return timeline;
  }

  String edgeToken() {
    return edgeToken;
  }

  LinkFaults faults() {
    return faults;
  }

  /** What can go wrong between DCM and service. */
  public BackendFaults backendFaults() {
    return faults;
  }

  /** The real port of the proxy. */
  public int port() {
    return network().port();
  }

  /** Opens the proxy, on the context that calls. */
  public Future<?> listen(
      Vertx vertx, Context context, int realCentrePort, int telematicsPort, Broker broker) {
    LinkNetwork own =
        new LinkNetwork(this, map, vertx, context, realCentrePort, telematicsPort, broker);
    network = own;
    return own.listen();
  }

  private LinkNetwork network() {
    LinkNetwork open = network;
    if (open == null) {
      throw new IllegalStateException("the link has not been opened");
    }
    return open;
  }

  /** Makes a vehicle's SIM known. */
  public void provision(String vin, String imsi, String address) {
    vehicles.put(vin, address);
    network().sim(imsi, address);
  }

  /** Any thread. */
  boolean isCovered() {
    return coverage != Coverage.NONE;
  }

  void onNetwork(Runnable task) {
    network().run(task);
  }

  /** A connection to the service; name of its thread, and who is told what comes. */
  ServiceConnection toTelematics(String name, ServiceConnection.Listener listener)
      throws IOException {
    return ServiceConnection.open(network().telematicsPort(), name, listener);
  }

  /** On the network's thread. */
  Future<NetSocket> toBroker(String vin) {
    return network().broker().connect(vin);
  }

  private Duration now() {
    return Duration.ofNanos(timeline.nowNanos());
  }

  // Connections.

  void connection(Flow flow, boolean granted) {
    record(
        Protocol.CONNECTION,
        flow.address,
        flow.service.address,
        granted ? Delivery.DELIVERED : Delivery.REFUSED,
        bytes("connect " + flow.service.host));
    if (flow.service == Service.CENTRE && flow.vehicle.equals(FIRST_VEHICLE)) {
      attempts.requested(now(), flow.number, granted);
    }
    if (granted) {
      flows.add(flow);
    }
    timeline.changed();
  }

  /** The far side of a connection that is not relayed. */
  void openFarSide(Flow flow, @Nullable Fault fault) {
    if (flow.service == Service.SMS) {
      flow.farSide(shortMessages.open(flow, flow.vehicle));
    } else if (fault == Fault.OLD_TLS) {
      flow.farSide(new OldTlsLeg(this, flow));
    } else {
      flow.farSide(
          new TlsLeg(
              this,
              flow,
              engine(flow.service, identity(fault)),
              identity(fault) != ServerIdentity.GOOD,
              tls ->
                  flow.service == Service.BROKER
                      ? new MqttLeg(this, tls)
                      : new HttpLeg(this, tls)));
    }
  }

  private static ServerIdentity identity(@Nullable Fault fault) {
    if (fault == null) {
      return ServerIdentity.GOOD;
    }
    return switch (fault) {
      case CERTIFICATE_EXPIRED -> ServerIdentity.EXPIRED;
      case CERTIFICATE_NOT_YET_VALID -> ServerIdentity.NOT_YET_VALID;
      case CERTIFICATE_OF_ANOTHER_NAME -> ServerIdentity.ANOTHER_NAME;
      case CERTIFICATE_OF_UNKNOWN_AUTHORITY -> ServerIdentity.UNKNOWN_AUTHORITY;
      default -> ServerIdentity.GOOD;
    };
  }

  private SSLEngine engine(Service service, ServerIdentity identity) {
    SSLEngine engine = authority.server(service.host, identity).createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setNeedClientAuth(true);
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    engine.setSSLParameters(parameters);
    return engine;
  }

  void opened(MediaRelay relay) {
    relays.add(relay);
  }

  void closed(MediaRelay relay) {
    relays.remove(relay);
    relay.close();
  }

  void closedByVehicle(Flow flow) {
    if (!flow.isDead()) {
      // What was sent before the close arrives before it.
      timeline.after(delay().toNanos(), () -> cut(flow));
    }
  }

  void closedByService(Flow flow) {
    if (!flow.isDead()) {
      timeline.after(delay().toNanos(), () -> cut(flow));
    }
  }

  private void cut(Flow flow) {
    if (!flow.isDead()) {
      flow.cut();
      gone(flow, "close");
    }
  }

  /** Breaks a connection, both ways, now. */
  void reset(Flow flow) {
    if (!flow.isDead()) {
      flow.reset();
      gone(flow, "reset");
    }
  }

  /** Breaks a connection once what was sent before has been read. */
  void resetAfterDelivery(Flow flow) {
    timeline.after(delay().toNanos() + 1, () -> reset(flow));
  }

  private void resetAll(Service service) {
    for (Flow flow : List.copyOf(flows)) {
      if (flow.service == service) {
        // As an event of its own: what is under way now must not be lost by chance.
        timeline.after(1, () -> reset(flow));
      }
    }
  }

  private void gone(Flow flow, String word) {
    flows.remove(flow);
    if (flow.service == Service.CENTRE) {
      attempts.end(now(), flow.number);
    }
    record(
        Protocol.CONNECTION, flow.address, flow.service.address, Delivery.DELIVERED, bytes(word));
    timeline.changed();
  }

  // Messages.

  void arrived(Flow flow, boolean up, byte[] message) {
    if (!isCovered()) {
      drop(flow, up, message);
      return;
    }
    timeline.after(delay().toNanos(), () -> deliver(flow, up, message));
  }

  private Duration delay() {
    return coverage == Coverage.WEAK ? latency.plus(WEAK_LATENCY) : latency;
  }

  private void drop(Flow flow, boolean up, byte[] message) {
    if (flow.service.isRelayed()) {
      record(flow, up, Delivery.DROPPED, message);
    }
  }

  private void deliver(Flow flow, boolean up, byte[] message) {
    if (flow.isDead()) {
      drop(flow, up, message);
    } else if (!flow.service.isRelayed()) {
      flow.writeUp(message);
      timeline.changed();
    } else if (up && cutAfter >= 0 && flow.service == Service.CENTRE) {
      byte[] part = Arrays.copyOf(message, Math.min(cutAfter, message.length));
      cutAfter = -1;
      drop(flow, true, message);
      flow.writeUp(part);
      cut(flow);
    } else {
      record(flow, up, Delivery.DELIVERED, message);
      if (flow.service == Service.CENTRE) {
        attempts.passed(now(), flow.number, up, message);
      }
      if (up) {
        flow.writeUp(message);
      } else {
        flow.writeDown(message);
      }
      timeline.changed();
    }
  }

  /** A message has come out of a connection whose far end the link is. */
  void recordUp(Flow flow, byte[] message) {
    observe(flow, true, Delivery.DELIVERED, message);
  }

  /**
   * Bytes of such a far end for the DCM.
   *
   * @param message what they are in plain, to be recorded when they arrive; null for a part
   */
  void sendDown(Flow flow, byte[] wire, byte @Nullable [] message) {
    timeline.after(
        delay().toNanos(),
        () -> {
          boolean arrives = !flow.isDead() && isCovered();
          if (message != null) {
            observe(flow, false, arrives ? Delivery.DELIVERED : Delivery.DROPPED, message);
          }
          if (arrives) {
            flow.writeDown(wire);
          }
        });
  }

  private void observe(Flow flow, boolean up, Delivery delivery, byte[] message) {
    byte[] shown = Secrets.masked(flow.service.protocol, message);
    record(flow, up, delivery, shown);
    if (delivery == Delivery.DELIVERED) {
      if (flow.service.protocol == Protocol.HTTP) {
        http.passed(now(), flow.number, flow.vehicle, up, shown);
      } else if (flow.service.protocol == Protocol.MQTT) {
        mqtt.passed(now(), flow.vehicle, up, shown);
      }
    }
    timeline.changed();
  }

  /** What else can be said of a connection. */
  void note(Flow flow, String words) {
    record(
        Protocol.CONNECTION, flow.address, flow.service.address, Delivery.DELIVERED, bytes(words));
  }

  void datagram(String from, String to, byte[] payload, Runnable send) {
    boolean lost =
        !isCovered() || (coverage == Coverage.WEAK && random.nextInt(WEAK_LOSS_ONE_IN) == 0);
    if (lost) {
      record(Protocol.RTP, from, to, Delivery.DROPPED, payload);
      return;
    }
    timeline.after(
        delay().toNanos(),
        () -> {
          boolean delivered = isCovered();
          record(
              Protocol.RTP, from, to, delivered ? Delivery.DELIVERED : Delivery.DROPPED, payload);
          if (delivered) {
            send.run();
          }
        });
  }

  private static byte[] bytes(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }

  private void record(Flow flow, boolean up, Delivery delivery, byte[] message) {
    record(
        flow.service.protocol,
        up ? flow.address : flow.service.address,
        up ? flow.service.address : flow.address,
        delivery,
        message);
  }

  private void record(
      Protocol protocol, String from, String to, Delivery delivery, byte[] payload) {
    recorder.network(timeline.nowNanos(), protocol, from, to, delivery, payload);
  }

  // The broker.

  /**
   * Publishes to a topic of a vehicle, as the service does.
   *
   * @param part the topic's last part: {@code orders} or {@code commands}
   */
  public void publish(String vin, String part, String payload) {
    Hold hold = timeline.hold("publication to " + vin);
    onNetwork(
        () ->
            network()
                .broker()
                .publish("dcmrig/v1/vehicles/" + vin + "/" + part, bytes(payload))
                .onComplete(
                    result -> {
                      timeline.post("broker/" + vin, () -> published(vin, result));
                      hold.release();
                    }));
  }

  private void published(String vin, AsyncResult<?> result) {
    if (result.failed()) {
      throw new BenchBroken(
          "the broker did not take a message to " + vin + ": " + result.cause(), result.cause());
    }
    barrier(vin);
  }

  /** Somebody else connects to the broker as this vehicle. */
  void takeOver(String vin) {
    Hold hold = timeline.hold("takeover of the session of " + vin);
    network()
        .takeOver(
            vin,
            () -> {
              timeline.post("broker/" + vin, () -> barrier(vin));
              hold.release();
            });
  }

  private void barrier(String vin) {
    for (MqttLeg leg : legsOf(vehicles.getOrDefault(vin, ""))) {
      leg.barrier();
    }
  }

  /** A fault of the broker that comes while another exchange is under way. */
  void brokerFault(Fault fault, Flow during) {
    for (MqttLeg leg : legsOf(during.vehicle)) {
      leg.play(fault);
    }
  }

  private List<MqttLeg> legsOf(String vehicle) {
    List<MqttLeg> legs = new ArrayList<>();
    for (Flow flow : flows) {
      if (flow.vehicle.equals(vehicle)
          && flow.serviceSide() instanceof TlsLeg tls
          && tls.inside() instanceof MqttLeg leg) {
        legs.add(leg);
      }
    }
    return legs;
  }

  /** A short message from the service. */
  public void page(String vin, String sender, String text) {
    shortMessages.send(vehicles.getOrDefault(vin, ""), sender, text);
  }

  // The port.

  @Override
  public void coverage(Coverage now) {
    coverage = now;
    if (now == Coverage.NONE) {
      for (Flow flow : List.copyOf(flows)) {
        cut(flow);
      }
    }
    recorder.reading(
        timeline.nowNanos(),
        "radio link",
        "coverage",
        switch (now) {
          case GOOD -> 1;
          case WEAK -> 0.5;
          case NONE -> 0;
        },
        "1");
  }

  @Override
  public void latency(Duration oneWay) {
    latency = oneWay;
  }

  @Override
  public void cutAfter(int bytes) {
    cutAfter = bytes;
  }

  @Override
  public List<Attempt> attempts() {
    return attempts.all();
  }

  @Override
  public List<HttpExchange> http() {
    return http.all();
  }

  @Override
  public List<MqttPacket> mqtt() {
    return mqtt.all();
  }

  @Override
  public void sms(String sender, String text) {
    shortMessages.send(FIRST_VEHICLE, sender, text);
  }

  /** Closes every connection. */
  public void close() {
    for (Flow flow : List.copyOf(flows)) {
      flow.cut();
    }
    flows.clear();
    for (MediaRelay relay : List.copyOf(relays)) {
      relay.close();
    }
    relays.clear();
    LinkNetwork open = network;
    if (open != null) {
      open.close();
    }
  }
}
