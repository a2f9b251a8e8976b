package dev.dcmrig.world.link;

import dev.dcmrig.api.RadioLink;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.ScenarioRecorder.Delivery;
import dev.dcmrig.evidence.ScenarioRecorder.Protocol;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.world.link.Flow.Service;
import dev.dcmrig.world.net.CountedSocket;
import dev.dcmrig.world.net.NetworkMap;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The radio link: a SOCKS5 proxy (docs/DCM-INTERFACE.md, 2.1) that carries messages, each at its
 * time on the timeline, in the order of (arrival, order of sending).
 *
 * <p>Does not simulate: radio cells, retransmission below IP, bandwidth, reordering.
 */
public final class Link implements RadioLink {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String VEHICLE = "10.64.0.2";
  private static final Duration WEAK_LATENCY = Duration.ofMillis(400);
  private static final int WEAK_LOSS_ONE_IN = 5;
  private static final Pattern CLOSE =
      Pattern.compile("\\r\\nconnection: *close *\\r\\n", Pattern.CASE_INSENSITIVE);

  private final Timeline timeline;
  private final ScenarioRecorder recorder;
  private final Seed.Stream random;
  private final NetworkMap map;
  private final int telematicsPort;
  private final AttemptLog attempts = new AttemptLog();
  private final HttpLog http = new HttpLog();
  private final List<Flow> flows = new ArrayList<>();
  private final List<MediaRelay> relays = new ArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile Coverage coverage = Coverage.GOOD;
  private Duration latency = Duration.ofMillis(20);
  private int cutAfter = -1;
  private @Nullable Vertx vertx;
  private @Nullable Context context;
  private @Nullable NetClient client;
  private @Nullable NetServer server;
  private int centrePort;
  private volatile int port;

  public Link(
      Timeline timeline,
      ScenarioRecorder recorder,
      Seed.Stream random,
      NetworkMap map,
      int telematicsPort) {
    this.timeline = timeline;
    this.recorder = recorder;
    this.random = random;
    this.map = map;
    this.telematicsPort = telematicsPort;
  }

  Timeline timeline() {
    return timeline;
  }

  /** The real port of the proxy. */
  public int port() {
    return port;
  }

  /** Opens the proxy, on the context that calls. */
  public Future<?> listen(Vertx onVertx, Context onContext, int realCentrePort) {
    vertx = onVertx;
    context = onContext;
    centrePort = realCentrePort;
    client = onVertx.createNetClient();
    NetServer proxy = onVertx.createNetServer();
    server = proxy;
    proxy.connectHandler(socket -> new SocksHandshake(socket, this::requested));
    return proxy.listen(0, LOOPBACK).onSuccess(listening -> port = listening.actualPort());
  }

  // On the network's thread.

  private void requested(SocksHandshake handshake, int command, String host, int toPort) {
    if (command == SocksHandshake.UDP_ASSOCIATE) {
      associate(handshake);
      return;
    }
    Service service = Flow.Service.of(host, toPort);
    if (command != SocksHandshake.CONNECT || service == null) {
      handshake.reply(
          service == null ? SocksHandshake.HOST_UNREACHABLE : SocksHandshake.COMMAND_NOT_SUPPORTED,
          0);
      return;
    }
    int number = numbers.incrementAndGet();
    boolean covered = coverage != Coverage.NONE;
    Flow flow = new Flow(this, number, service, VEHICLE);
    timeline.post(flow.source() + "/connect", () -> connection(flow, covered));
    if (!covered) {
      handshake.reply(SocksHandshake.NETWORK_UNREACHABLE, 0);
      return;
    }
    connect(handshake, flow);
  }

  private void connect(SocksHandshake handshake, Flow flow) {
    NetClient connector = client;
    Context on = context;
    if (connector == null || on == null) {
      return;
    }
    NetSocket near = handshake.socket();
    near.pause();
    int realPort = flow.service == Service.TELEMATICS ? telematicsPort : centrePort;
    connector
        .connect(realPort, LOOPBACK)
        .onSuccess(
            far -> {
              map.flow(far.localAddress().port(), flow.source() + ">" + flow.address);
              CountedSocket vehicle =
                  new CountedSocket(
                      timeline, on, near, flow.source() + "/up", flow.vehicleListener());
              flow.open(
                  vehicle,
                  flow.service == Service.TELEMATICS
                      ? new OpaqueSide(on, far, flow)
                      : new CountedSide(on, far, flow));
              near.resume();
              handshake.reply(SocksHandshake.SUCCEEDED, 0);
            })
        .onFailure(cause -> handshake.reply(SocksHandshake.GENERAL_FAILURE, 0));
  }

  private void associate(SocksHandshake handshake) {
    Vertx on = vertx;
    Context at = context;
    if (coverage == Coverage.NONE || on == null || at == null) {
      handshake.reply(SocksHandshake.NETWORK_UNREACHABLE, 0);
      return;
    }
    int number = numbers.incrementAndGet();
    MediaRelay relay = new MediaRelay(this, map, VEHICLE, number);
    relay.bind(
        on,
        at,
        boundPort -> {
          if (boundPort < 0) {
            handshake.reply(SocksHandshake.GENERAL_FAILURE, 0);
            return;
          }
          timeline.post(String.format("link/%05d/associate", number), () -> relays.add(relay));
          new CountedSocket(
              timeline,
              at,
              handshake.socket(),
              String.format("link/%05d/control", number),
              new CountedSocket.Listener() {
                @Override
                public void read(byte[] bytes) {}

                @Override
                public void closed() {
                  relays.remove(relay);
                  relay.close();
                }
              });
          handshake.reply(SocksHandshake.SUCCEEDED, boundPort);
        });
  }

  /** Towards the centre, which counts what it reads. */
  private final class CountedSide implements Flow.ServiceSide {
    private final CountedSocket socket;

    CountedSide(Context on, NetSocket far, Flow flow) {
      socket =
          new CountedSocket(
              timeline,
              on,
              far,
              flow.source() + "/down",
              new CountedSocket.Listener() {
                @Override
                public void read(byte[] bytes) {
                  flow.readFromService(bytes);
                }

                @Override
                public void closed() {
                  closedByService(flow);
                }
              });
    }

    @Override
    public void write(byte[] bytes) {
      socket.write(bytes);
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /**
   * Towards a server that can't count: an exchange holds time from the request to the end of its
   * response.
   */
  private final class OpaqueSide implements Flow.ServiceSide {
    private final Context on;
    private final NetSocket far;
    private final Flow flow;
    private volatile @Nullable Hold exchange;
    private volatile boolean closed;

    private boolean serverEnded;

    /** The request asks the server to close: then its close is part of the exchange. */
    private volatile boolean closesAfter;

    OpaqueSide(Context on, NetSocket far, Flow flow) {
      this.on = on;
      this.far = far;
      this.flow = flow;
      far.handler(
          buffer -> {
            flow.readFromService(buffer.getBytes());
            if (responses.isWhole(buffer.getBytes()) && !closesAfter) {
              release();
            }
          });
      far.endHandler(ignored -> ended());
      far.closeHandler(ignored -> ended());
    }

    private final ResponseWatch responses = new ResponseWatch();

    /** Vert.x tells of an end and of a close, in either order; the flow is told once. */
    private void ended() {
      if (!serverEnded) {
        serverEnded = true;
        if (!closed) {
          flow.serviceEnded();
        }
      }
      release();
    }

    private void release() {
      Hold held = exchange;
      if (held != null) {
        held.release();
      }
    }

    @Override
    public void write(byte[] bytes) {
      closesAfter = CLOSE.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find();
      exchange = timeline.hold("HTTP exchange of flow " + flow.number);
      on.runOnContext(
          ignored -> {
            responses.next();
            far.write(Buffer.buffer(bytes)).onFailure(cause -> release());
          });
    }

    @Override
    public void close() {
      closed = true;
      on.runOnContext(ignored -> far.close());
    }
  }

  /** Tells when a response is whole. */
  private static final class ResponseWatch {
    private boolean whole;
    private dev.dcmrig.world.net.MessageFramer framer = newFramer();

    private dev.dcmrig.world.net.MessageFramer newFramer() {
      return new dev.dcmrig.world.net.MessageFramer(message -> whole = true);
    }

    void next() {
      whole = false;
      framer = newFramer();
    }

    boolean isWhole(byte[] bytes) {
      framer.read(bytes);
      return whole;
    }
  }

  // On the timeline's thread.

  private Duration now() {
    return Duration.ofNanos(timeline.nowNanos());
  }

  private void connection(Flow flow, boolean granted) {
    record(
        Protocol.CONNECTION,
        flow.address,
        flow.service.address,
        granted ? Delivery.DELIVERED : Delivery.REFUSED,
        ("connect " + flow.service.host).getBytes(StandardCharsets.UTF_8));
    if (flow.service == Service.CENTRE) {
      attempts.requested(now(), flow.number, granted);
    }
    if (granted) {
      flows.add(flow);
    }
    timeline.changed();
  }

  void arrived(Flow flow, boolean up, byte[] message) {
    if (coverage == Coverage.NONE) {
      drop(flow, up, message);
      return;
    }
    timeline.after(delay().toNanos(), () -> deliver(flow, up, message));
  }

  private Duration delay() {
    return coverage == Coverage.WEAK ? latency.plus(WEAK_LATENCY) : latency;
  }

  private void drop(Flow flow, boolean up, byte[] message) {
    record(flow, up, Delivery.DROPPED, message);
  }

  private void deliver(Flow flow, boolean up, byte[] message) {
    if (flow.isDead()) {
      drop(flow, up, message);
      return;
    }
    if (up && cutAfter >= 0 && flow.service == Service.CENTRE) {
      byte[] part = java.util.Arrays.copyOf(message, Math.min(cutAfter, message.length));
      cutAfter = -1;
      drop(flow, true, message);
      flow.writeUp(part);
      cut(flow);
      return;
    }
    record(flow, up, Delivery.DELIVERED, message);
    if (flow.service.protocol == Protocol.SIP) {
      if (flow.service == Service.CENTRE) {
        attempts.passed(now(), flow.number, up, message);
      }
    } else {
      http.passed(now(), flow.number, up, message);
    }
    if (up) {
      flow.writeUp(message);
    } else {
      flow.writeDown(message);
    }
    timeline.changed();
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
    if (flow.isDead()) {
      return;
    }
    flow.cut();
    flows.remove(flow);
    if (flow.service == Service.CENTRE) {
      attempts.end(now(), flow.number);
    }
    record(
        Protocol.CONNECTION,
        flow.address,
        flow.service.address,
        Delivery.DELIVERED,
        "close".getBytes(StandardCharsets.UTF_8));
    timeline.changed();
  }

  void datagram(String from, String to, byte[] payload, Runnable send) {
    boolean lost =
        coverage == Coverage.NONE
            || (coverage == Coverage.WEAK && random.nextInt(WEAK_LOSS_ONE_IN) == 0);
    if (lost) {
      record(Protocol.RTP, from, to, Delivery.DROPPED, payload);
      return;
    }
    timeline.after(
        delay().toNanos(),
        () -> {
          boolean delivered = coverage != Coverage.NONE;
          record(
              Protocol.RTP, from, to, delivered ? Delivery.DELIVERED : Delivery.DROPPED, payload);
          if (delivered) {
            send.run();
          }
        });
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
    return List.of();
  }

  @Override
  public void sms(String sender, String text) {
    throw new UnsupportedOperationException("comes with the world's part");
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
    NetServer proxy = server;
    if (proxy != null) {
      proxy.close();
    }
    NetClient connector = client;
    if (connector != null) {
      connector.close();
    }
  }
}
