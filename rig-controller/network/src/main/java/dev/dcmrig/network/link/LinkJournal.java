// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.Observations;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import dev.dcmrig.network.link.Flow.Service;
import dev.dcmrig.network.wire.HttpRefusal;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sim.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the link has seen: for the evidence, and for steps that ask. Secrets are masked in both. On
 * the timeline's thread.
 */
final class LinkJournal {
  private final Timeline timeline;
  private final ScenarioRecorder recorder;
  private final Observations observations;
  private final NetworkMap map;

  /** By the vehicle's address. */
  private final Map<String, AttemptLog> attempts = new HashMap<>();

  private final Map<String, RegistrationLog> registrations = new HashMap<>();
  private final Map<String, ConnectionLog> connections = new HashMap<>();
  private final Map<String, VoiceLog> voices = new HashMap<>();
  private final HttpLog http = new HttpLog();
  private final MqttLog mqtt = new MqttLog();

  LinkJournal(
      Timeline timeline, ScenarioRecorder recorder, Observations observations, NetworkMap map) {
    this.timeline = timeline;
    this.recorder = recorder;
    this.observations = observations;
    this.map = map;
  }

  /** Of the vehicle at this address. */
  AttemptLog attempts(String address) {
    return attempts.computeIfAbsent(address, ignored -> new AttemptLog());
  }

  /** Of the vehicle at this address. */
  RegistrationLog registrations(String address) {
    return registrations.computeIfAbsent(address, ignored -> new RegistrationLog());
  }

  /** Of the vehicle at this address. */
  ConnectionLog connections(String address) {
    return connections.computeIfAbsent(address, ignored -> new ConnectionLog());
  }

  /** Of the vehicle at this address. */
  VoiceLog voice(String address) {
    return voices.computeIfAbsent(address, ignored -> new VoiceLog());
  }

  HttpLog http() {
    return http;
  }

  MqttLog mqtt() {
    return mqtt;
  }

  private Duration now() {
    return Duration.ofNanos(timeline.nowNanos());
  }

  /** A connection was asked for. */
  void asked(Flow flow, boolean granted) {
    record(
        Protocol.CONNECTION,
        flow.address,
        flow.service.address,
        granted ? Delivery.DELIVERED : Delivery.REFUSED,
        bytes("connect " + flow.service.host));
    connections(flow.vehicle).asked(now(), flow.number, flow.service.host, granted);
    if (flow.service == Service.CENTRE) {
      attempts(flow.vehicle).requested(now(), flow.number, granted);
    } else if (flow.service == Service.REGISTRAR && !granted) {
      registrations(flow.vehicle).refused(now());
    }
    timeline.changed();
  }

  /** A connection is over. */
  void gone(Flow flow, String word) {
    connections(flow.vehicle).ended(now(), flow.number);
    if (flow.service == Service.CENTRE) {
      attempts(flow.vehicle).end(now(), flow.number);
    }
    note(flow, word);
    timeline.changed();
  }

  /** What else can be said of a connection. */
  void note(Flow flow, String words) {
    record(
        Protocol.CONNECTION, flow.address, flow.service.address, Delivery.DELIVERED, bytes(words));
  }

  /** A message that the link passes on as it came. */
  void relayed(Flow flow, boolean up, Delivery delivery, byte[] message) {
    record(flow, up, delivery, message);
    if (delivery == Delivery.DELIVERED && flow.service == Service.CENTRE) {
      attempts(flow.vehicle).passed(now(), flow.number, up, message);
    } else if (flow.service == Service.REGISTRAR) {
      registrations(flow.vehicle).passed(now(), flow.number, up, message);
    }
  }

  /** A message of a connection whose far end the link is, in plain. */
  void seen(Flow flow, boolean up, Delivery delivery, byte[] message) {
    byte[] shown = Secrets.masked(flow.service.protocol, message);
    record(flow, up, delivery, shown);
    if (delivery == Delivery.DELIVERED) {
      if (flow.service.protocol == Protocol.HTTP) {
        http.passed(now(), flow.number, map.vinAt(flow.vehicle), up, shown, message.length);
      } else if (flow.service.protocol == Protocol.MQTT) {
        mqtt.passed(now(), map.vinAt(flow.vehicle), up, shown);
      }
    }
    timeline.changed();
  }

  /** A request that nobody can read in one way only: it goes no further. */
  void refused(Flow flow, HttpRefusal refusal) {
    byte[] shown = Secrets.masked(Protocol.HTTP, refusal.raw());
    record(flow, true, Delivery.REFUSED, shown);
    http.refused(now(), map.vinAt(flow.vehicle), refusal);
    observations.note(
        Subject.DCM,
        "http.malformed",
        Map.of(
            "why", refusal.why(),
            "request", refusal.firstLine(),
            "status", Integer.toString(refusal.status())));
    timeline.changed();
  }

  /** The DCM itself has closed before its message was whole; nothing of it was passed on. */
  void unfinished(Flow flow, byte[] rest) {
    record(flow, true, Delivery.DROPPED, Secrets.masked(flow.service.protocol, rest));
    malformed(
        flow,
        flow.service.protocol == Protocol.SIP ? "sip.malformed" : "http.malformed",
        "closed in mid-message, " + rest.length + " bytes into it");
  }

  /** The DCM has broken a rule of a protocol: for steps to judge. */
  void malformed(Flow flow, String kind, String why) {
    observations.note(Subject.DCM, kind, Map.of("service", flow.service.host, "why", why));
    timeline.changed();
  }

  /** The DCM has broken a rule of the proxy's protocol. */
  void malformed(String vehicle, String why) {
    observations.note(Subject.DCM, "socks.malformed", Map.of("vehicle", vehicle, "why", why));
    timeline.changed();
  }

  void datagram(String from, String to, boolean delivered, byte[] payload) {
    boolean up = !map.vinAt(host(from)).isEmpty();
    voice(host(up ? from : to)).passed(now(), up);
    record(Protocol.RTP, from, to, delivered ? Delivery.DELIVERED : Delivery.DROPPED, payload);
  }

  private static String host(String address) {
    int colon = address.lastIndexOf(':');
    return colon < 0 ? address : address.substring(0, colon);
  }

  void coverage(Coverage now) {
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

  /** Beside the digest: how many strangers came is chance. */
  void strangers(int connections, int datagrams) {
    if (connections > 0) {
      recorder.beside("connections that nobody here made", Integer.toString(connections));
    }
    if (datagrams > 0) {
      recorder.beside("datagrams that nobody here sent", Integer.toString(datagrams));
    }
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
}
