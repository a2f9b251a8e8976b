// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.evidence.network.Protocol;
import dev.dcmrig.network.wire.CountedSocket;
import dev.dcmrig.sip.SipStreamCutter;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the DCM to a service, through the link: two sockets and the messages between
 * them. What is read on the network's thread is posted; all else is on the timeline's.
 */
final class Flow {
  /** Where a flow goes. */
  enum Service {
    CENTRE("assist.dcmrig.example", 5060, "198.51.100.10:5060", Protocol.SIP),
    REGISTRAR("register.dcmrig.example", 5060, "198.51.100.10:5060", Protocol.SIP),
    TELEMATICS("telematics.dcmrig.example", 443, "198.51.100.20:443", Protocol.HTTP),
    BROKER("mqtt.dcmrig.example", 8883, "198.51.100.30:8883", Protocol.MQTT),
    SMS("sms.dcmrig.example", 2775, "198.51.100.40:2775", Protocol.SMS),
    UPDATES("ota.dcmrig.example", 443, "198.51.100.50:443", Protocol.HTTP);

    final String host;
    final int port;
    final String address;
    final Protocol protocol;

    Service(String host, int port, String address, Protocol protocol) {
      this.host = host;
      this.port = port;
      this.address = address;
      this.protocol = protocol;
    }

    /** Whether the link passes messages on as they come; otherwise it is their far end itself. */
    boolean isRelayed() {
      return protocol == Protocol.SIP;
    }

    /** By a name as DNS reads it: without case, and with a final dot or without (RFC 4343 3). */
    static @Nullable Service of(String host, int port) {
      String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
      for (Service service : values()) {
        if (service.host.equalsIgnoreCase(name) && service.port == port) {
          return service;
        }
      }
      return null;
    }
  }

  /** The first port of the DCM's connections, as the network sees them. */
  private static final int FIRST_PORT = 49_152;

  private static final int PORTS = 16_000;

  final int number;
  final Service service;
  final String vehicle;
  final String address;
  private final Link link;
  private final String source;
  private final SipStreamCutter up = new SipStreamCutter();
  private final SipStreamCutter down = new SipStreamCutter();
  private @Nullable CountedSocket vehicleSide;
  private @Nullable ServiceSide serviceSide;
  private boolean dead;

  Flow(Link link, int number, Service service, String vehicleAddress) {
    this.link = link;
    this.number = number;
    this.service = service;
    this.vehicle = vehicleAddress;
    this.address = vehicleAddress + ":" + (FIRST_PORT + number % PORTS);
    this.source = String.format("link/%05d", number);
  }

  private void post(String direction, Runnable task) {
    link.timeline().post(source + direction, task);
  }

  /** On the network's thread: the DCM's socket is there. */
  void open(CountedSocket vehicle) {
    vehicleSide = vehicle;
  }

  void farSide(ServiceSide far) {
    serviceSide = far;
  }

  String source() {
    return source;
  }

  CountedSocket.Listener vehicleListener() {
    return new CountedSocket.Listener() {
      @Override
      public void read(byte[] bytes) {
        if (service.isRelayed()) {
          for (byte[] message : up.cut(bytes)) {
            post("/up", () -> link.deliveries().arrived(Flow.this, true, message));
          }
        } else {
          post("/up", () -> link.deliveries().arrived(Flow.this, true, bytes));
        }
      }

      @Override
      public void closed() {
        link.flows().closedByDcm(Flow.this);
      }
    };
  }

  void readFromService(byte[] bytes) {
    for (byte[] message : down.cut(bytes)) {
      post("/down", () -> link.deliveries().arrived(this, false, message));
    }
  }

  /** What the DCM has sent of a message that is not whole. On the timeline's thread. */
  byte[] unfinished() {
    if (service.isRelayed()) {
      return up.rest();
    }
    return serviceSide instanceof TlsLeg tls ? tls.inside().unfinished() : new byte[0];
  }

  boolean isDead() {
    return dead;
  }

  void writeUp(byte[] bytes) {
    ServiceSide far = serviceSide;
    if (far != null) {
      far.write(bytes);
    }
  }

  void writeDown(byte[] bytes) {
    CountedSocket near = vehicleSide;
    if (near != null) {
      near.write(bytes);
    }
  }

  @Nullable ServiceSide serviceSide() {
    return serviceSide;
  }

  /** Breaks the DCM's connection (TCP reset), and closes the service's. */
  void reset() {
    dead = true;
    ServiceSide far = serviceSide;
    if (far != null) {
      far.close();
    }
    CountedSocket near = vehicleSide;
    if (near != null) {
      near.reset();
    }
  }

  /** Closes what is open on both sides. */
  void cut() {
    dead = true;
    ServiceSide far = serviceSide;
    if (far != null) {
      far.close();
    }
    CountedSocket near = vehicleSide;
    if (near != null) {
      near.close();
    }
  }

  /** The far side: a service's socket, or what plays the service. */
  interface ServiceSide {
    void write(byte[] bytes);

    void close();
  }
}
