// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;
import java.util.List;

/**
 * The network simulator between the DCMs and their services. What it does to messages it does to
 * those of all cars; what it has seen, and what it sends, names the car.
 */
public interface RadioLink {

  void coverage(Coverage coverage);

  /** One-way delay of each message. */
  void latency(Duration oneWay);

  /** Cuts every connection in the middle of the next message to the centre, after {@code bytes}. */
  void cutAfter(int bytes);

  /**
   * Each try of one car's DCM to reach the emergency-assistance centre, in order of time.
   *
   * @throws BenchBroken when the network knows no such VIN
   */
  List<Attempt> attempts(String vin);

  /**
   * Each try of one car's DCM to be registered for calls back, in order of time.
   *
   * @throws BenchBroken when the network knows no such VIN
   */
  List<Registration> registrations(String vin);

  /**
   * The voice of one car's calls, packet by packet, in order of time; of many the newest.
   *
   * @throws BenchBroken when the network knows no such VIN
   */
  List<VoicePacket> voice(String vin);

  /**
   * Each connection that one car's DCM has asked for, in order of time; of many the newest.
   *
   * @throws BenchBroken when the network knows no such VIN
   */
  List<Connection> connections(String vin);

  /** What else the DCMs sent: HTTP requests, in order of time. */
  List<HttpExchange> http();

  /** What the DCMs got over HTTP: answers that reached them whole, in order of time. */
  List<Received> received();

  /** What passed between DCMs and the broker, in order of time. */
  List<MqttPacket> mqtt();

  /**
   * Sends a short message to one car's DCM, as anybody could.
   *
   * @throws BenchBroken when the network knows no such VIN
   */
  void sms(String vin, String sender, String text);

  /**
   * Begins a short message to one car's DCM that has no end.
   *
   * @param characters how many come, 1 to 100,000
   * @throws BenchBroken when the network knows no such VIN
   */
  void endlessSms(String vin, int characters);

  /**
   * The proxy answers the next requests for this in another way than usual.
   *
   * @param times how many requests; 1 or more
   */
  void proxyAnswers(ProxyRequest request, ProxyAnswer answer, int times);

  /** What a modem asks its proxy for. */
  enum ProxyRequest {
    CENTRE,
    SERVICE,
    BROKER,
    SHORT_MESSAGES,
    /** The association for datagrams. */
    VOICE
  }

  /** What the modem's proxy may say to a request (RFC 1928 6). */
  enum ProxyAnswer {
    GENERAL_FAILURE,
    /** A code that no RFC has. */
    UNKNOWN_CODE,
    /** The version of another protocol. */
    ANOTHER_VERSION,
    /** The connection ends in the midst of the answer. */
    HALF_AN_ANSWER,
    /** Granted; the bound address is one of IPv6. */
    AN_ADDRESS_OF_IPV6,
    /** Granted; the bound address is a name. */
    A_NAME;

    /** Whether it grants what was asked for. */
    public boolean grants() {
      return this == AN_ADDRESS_OF_IPV6 || this == A_NAME;
    }
  }

  /**
   * A try to place an emergency call, as the network saw it: from the request for a connection or,
   * on an open connection, from the INVITE.
   *
   * @param invited when its INVITE came out at the centre's side; null when none has
   * @param ended when it was refused, or its call was over; null while it goes on
   */
  record Attempt(
      Duration started,
      @org.jspecify.annotations.Nullable Duration invited,
      @org.jspecify.annotations.Nullable Duration ended,
      boolean connected) {}

  /**
   * One try to be registered, or to take the registration back.
   *
   * @param at when it was begun: the request for a connection without coverage, else the REGISTER
   * @param reached whether the network could carry it
   * @param expires seconds that the REGISTER asks for; 0 takes back, -1 says nothing
   * @param status of the registrar's answer; 0 without one
   */
  record Registration(Duration at, boolean reached, long expires, int status) {}

  /**
   * One connection to a service.
   *
   * @param host name that was asked for, as docs/DCM-INTERFACE.md, 2.1, has it
   * @param granted whether it came to be
   * @param ended when it was over; null while it goes on, and when it never came to be
   */
  record Connection(
      Duration asked,
      String host,
      boolean granted,
      @org.jspecify.annotations.Nullable Duration ended) {}

  /**
   * One datagram of a call's voice.
   *
   * @param up from the DCM
   */
  record VoicePacket(Duration at, boolean up) {}

  /**
   * One HTTP request of a DCM, as the service's side of the link saw it once it was decrypted.
   *
   * @param at when it had arrived there
   * @param vin of the DCM's car
   * @param key its {@code Idempotency-Key}; empty without one
   * @param status what reached the DCM as a whole; 0 without an answer
   */
  record HttpExchange(
      Duration at,
      String vin,
      String method,
      String path,
      String key,
      String requestBody,
      int status) {}

  /**
   * One HTTP answer that has reached a DCM.
   *
   * @param at when it had
   * @param vin of the DCM's car
   * @param path that was asked for
   * @param bytes with its head, as they were before encryption
   */
  record Received(Duration at, String vin, String path, int bytes) {}

  /**
   * One MQTT control packet.
   *
   * @param vin of the DCM's car
   * @param up from the DCM to the broker
   * @param type {@code "CONNECT"}, {@code "PUBLISH"}, ...
   * @param topic of a PUBLISH; empty otherwise
   * @param payload of a PUBLISH; a signature in it is masked
   */
  record MqttPacket(
      Duration at, String vin, boolean up, String type, String topic, String payload) {}

  /** What the DCM's modem receives. */
  enum Coverage {
    GOOD,
    /** Slow, and one datagram in five is lost. */
    WEAK,
    NONE
  }
}
