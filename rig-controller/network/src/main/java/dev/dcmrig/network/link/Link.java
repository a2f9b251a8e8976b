// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.network.broker.Broker;
import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The radio link: a SOCKS5 proxy (docs/DCM-INTERFACE.md, 2.1) that carries messages, each at its
 * time on the timeline, in the order of (arrival, order of sending). It is the far end of what the
 * DCM encrypts (docs/decisions/0009). This is its port to the steps, and where its parts meet. On
 * the timeline's thread, but for what says otherwise.
 *
 * <p>Does not simulate: radio cells, retransmission below IP, bandwidth, reordering.
 */
public final class Link implements RadioLink {
  private final PieceConduct pieces = new PieceConduct();
  private final Timeline timeline;
  private final NetworkMap map;
  private final String edgeToken;
  private final Reception reception;
  private final LinkJournal journal;
  private final Flows flows;
  private final Deliveries deliveries;
  private final LinkFaults faults;
  private final SmsCentre shortMessages = new SmsCentre(this);
  private final FarSides farSides;
  private final Orders orders;
  private final ProxyAnswers proxyAnswers = new ProxyAnswers();

  private volatile @Nullable LinkNetwork network;

  /** 0: there is no update server. */
  private volatile int updatesPort;

  /** By path, which answers of the update server come at one byte a second. */
  private volatile Predicate<String> slowUpdates = path -> false;

  private volatile Predicate<String> endlessUpdates = path -> false;

  /**
   * @param edgeToken what the link shows to the telematics service, so that it is believed whose
   *     certificate it saw
   */
  public Link(
      Timeline timeline,
      ScenarioRecorder recorder,
      Observations observations,
      Seed.Stream random,
      NetworkMap map,
      RunAuthority authority,
      Broker broker,
      String edgeToken) {
    this.timeline = timeline;
    this.map = map;
    this.edgeToken = edgeToken;
    this.reception = new Reception(random);
    this.journal = new LinkJournal(timeline, recorder, observations, map);
    this.flows = new Flows(timeline, reception, journal);
    this.deliveries = new Deliveries(timeline, reception, flows, journal);
    this.faults = new LinkFaults(flows::resetAll);
    this.farSides = new FarSides(this, authority, shortMessages);
    this.orders = new Orders(broker, flows);
  }

  // Its parts.

  Timeline timeline() {
    return timeline;
  }

  String edgeToken() {
    return edgeToken;
  }

  Reception reception() {
    return reception;
  }

  LinkJournal journal() {
    return journal;
  }

  Flows flows() {
    return flows;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  LinkFaults faults() {
    return faults;
  }

  FarSides farSides() {
    return farSides;
  }

  /** How pieces of files are asked for. */
  PieceConduct pieces() {
    return pieces;
  }

  Orders orders() {
    return orders;
  }

  ProxyAnswers proxyAnswers() {
    return proxyAnswers;
  }

  String addressOf(String vin) {
    String address = map.addressOf(vin);
    if (address == null) {
      throw new BenchBroken("the network knows no vehicle '" + vin + "'; name a car of this bench");
    }
    return address;
  }

  // Its sockets.

  /** The real port of the proxy. */
  public int port() {
    return network().port();
  }

  /** Opens the proxy, on the context that calls. */
  public Future<?> listen(Vertx vertx, Context context, int realCentrePort, int telematicsPort) {
    LinkNetwork own = new LinkNetwork(this, map, vertx, context, realCentrePort, telematicsPort);
    network = own;
    return own.listen();
  }

  /**
   * Opens the proxy at one more address of this machine, for one guest: others are strangers there.
   *
   * @param guest who is served; may be known later than he comes
   * @return its port
   */
  public Future<Integer> listen(InetAddress here, CompletionStage<InetAddress> guest) {
    return network().listen(here, guest);
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
    map.vehicle(vin, address);
    network().sim(imsi, address);
  }

  /**
   * Whether a modem may ask the proxy for a connection: not without coverage. The try is noted as
   * one that the proxy has refused.
   */
  public boolean reaches(String imsi, String host, int port) {
    return network().reaches(imsi, host, port);
  }

  /** A connection to what stands behind a flow: who is told what comes. */
  ServiceConnection toService(Flow flow, ServiceConnection.Listener listener) throws IOException {
    int port = flow.service == Flow.Service.UPDATES ? updatesPort : network().telematicsPort();
    return ServiceConnection.open(port, flow.source(), listener);
  }

  /** The update server is there, at this real port; before that nobody answers its name. */
  public void updatesAt(int realPort) {
    updatesPort = realPort;
  }

  /** Answers of the update server to these paths come at one byte a second from now on. */
  public void slowUpdates(Predicate<String> paths) {
    slowUpdates = paths;
  }

  /** Whether the answer to a request comes at one byte a second. */
  boolean isSlow(Flow flow, String path) {
    return flow.service == Flow.Service.UPDATES && slowUpdates.test(path);
  }

  /**
   * Answers of the update server to these are 100 MB long, as their head says, and come piece by
   * piece until the DCM has closed the connection.
   *
   * @param paths whether a path is one of them
   */
  public void endlessUpdates(Predicate<String> paths) {
    endlessUpdates = paths;
  }

  /** Whether an answer is 100 MB long. */
  boolean isEndless(Flow flow, String path) {
    return flow.service == Flow.Service.UPDATES && endlessUpdates.test(path);
  }

  boolean isServed(Flow.Service service) {
    return service != Flow.Service.UPDATES || updatesPort > 0;
  }

  // What the service sends.

  /**
   * Publishes to a topic of a vehicle, as the service does.
   *
   * @param part the topic's last part: {@code orders} or {@code commands}
   */
  public void publish(String vin, String part, String payload) {
    orders.publish(vin, addressOf(vin), part, payload);
  }

  /** A short message from the service. */
  public void page(String vin, String sender, String text) {
    shortMessages.send(addressOf(vin), sender, text);
  }

  // The port.

  /** What can go wrong between DCM and service. */
  public BackendFaults backendFaults() {
    return faults;
  }

  @Override
  public void coverage(Coverage now) {
    reception.coverage(now);
    if (now == Coverage.NONE) {
      flows.cutAll();
    }
    journal.coverage(now);
  }

  @Override
  public void latency(Duration oneWay) {
    reception.latency(oneWay);
  }

  @Override
  public void cutAfter(int bytes) {
    deliveries.cutAfter(bytes);
  }

  @Override
  public List<Registration> registrations(String vin) {
    return journal.registrations(addressOf(vin)).all();
  }

  @Override
  public List<Connection> connections(String vin) {
    return journal.connections(addressOf(vin)).all();
  }

  @Override
  public List<VoicePacket> voice(String vin) {
    return journal.voice(addressOf(vin)).all();
  }

  @Override
  public List<Attempt> attempts(String vin) {
    return journal.attempts(addressOf(vin)).all();
  }

  @Override
  public List<HttpExchange> http() {
    return journal.http().all();
  }

  @Override
  public List<Received> received() {
    return journal.http().received();
  }

  @Override
  public List<MqttPacket> mqtt() {
    return journal.mqtt().all();
  }

  @Override
  public void sms(String vin, String sender, String text) {
    shortMessages.send(addressOf(vin), sender, text);
  }

  @Override
  public void endlessSms(String vin, int characters) {
    shortMessages.endless(addressOf(vin), characters);
  }

  @Override
  public void proxyAnswers(ProxyRequest request, ProxyAnswer answer, int times) {
    proxyAnswers.arm(request, answer, times);
  }

  /** Closes every connection. */
  public void close() {
    flows.close();
    LinkNetwork open = network;
    if (open != null) {
      journal.strangers(open.strangers(), open.datagramsOfStrangers());
      open.close();
    }
  }
}
