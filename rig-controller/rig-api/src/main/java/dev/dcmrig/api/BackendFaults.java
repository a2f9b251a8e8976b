// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;

/** What can go wrong between the DCM and the telematics service (NET-02). */
public interface BackendFaults {

  /** What the service asks for in {@code Retry-After} where a fault has that header. */
  Duration RETRY_AFTER = Duration.ofSeconds(60);

  /**
   * The next exchanges of this kind meet the fault; those of other kinds don't, unless the fault is
   * one of a connection (certificate, TLS, name, MQTT), which meets every exchange over it.
   *
   * @param times how many tries meet it; the ones after them are well
   */
  void inject(Fault fault, Exchange exchange, int times);

  /** Everything is well again. */
  void clear();

  /** How many tries of the DCM have met an injected fault so far. */
  int met();

  /** How many connections the DCM has opened to a server that it must turn away from. */
  int trusted();

  /** What the DCM exchanges with the service. */
  enum Exchange {
    TELEMETRY,
    /** MQTT delivery of an order, and {@code tracking-order}. */
    ORDER,
    /** {@code order-acknowledgements}. */
    ACKNOWLEDGEMENT,
    /** {@code emergency-events}. */
    EMERGENCY_STATUS,
    /** {@code configuration}. */
    APP_RESTRICTION,
    /** {@code positions}. */
    POSITION
  }

  /** Where a fault is played. */
  enum Place {
    /** At the service's edge: {@code hil-configs/wiremock/mappings/faults.json} has the answer. */
    ANSWER,
    /** On the link, to the answer's bytes. */
    WAY,
    /** On the link, which answers in the service's place. */
    SUBSTITUTE,
    /** On the link, to the connection: it never comes to be. */
    CONNECTION,
    /** Between link and broker. */
    BROKER,
    /** At the broker, when the DCM begins a session. */
    SESSION
  }

  /** One kind of fault; scenarios say its name in small letters. */
  enum Fault {
    STATUS_400(Place.ANSWER),
    STATUS_401(Place.ANSWER),
    STATUS_403(Place.ANSWER),
    STATUS_404(Place.ANSWER),
    /** With {@code Retry-After}, {@link #RETRY_AFTER}. */
    STATUS_429(Place.ANSWER),
    STATUS_500(Place.ANSWER),
    STATUS_502(Place.ANSWER),
    STATUS_503(Place.ANSWER),
    /** The service has done what was asked, and no byte of its answer arrives. */
    RESET_BEFORE_ANSWER(Place.WAY),
    RESET_IN_ANSWER(Place.WAY),
    /** The whole answer arrives, then the connection is reset. */
    RESET_AFTER_ANSWER(Place.WAY),
    /** 200 with nothing in it. */
    EMPTY_BODY(Place.ANSWER),
    /** 200 with JSON that breaks off. */
    MALFORMED_BODY(Place.ANSWER),
    /** 200 with a page of HTML, as a captive portal shows it. */
    WRONG_CONTENT_TYPE(Place.ANSWER),
    /** One byte of the answer each second. */
    SLOW_DRIP(Place.WAY),
    NO_ANSWER(Place.WAY),
    CERTIFICATE_EXPIRED(Place.CONNECTION),
    CERTIFICATE_NOT_YET_VALID(Place.CONNECTION),
    CERTIFICATE_OF_ANOTHER_NAME(Place.CONNECTION),
    CERTIFICATE_OF_UNKNOWN_AUTHORITY(Place.CONNECTION),
    /** The server offers nothing newer than TLS 1.1. */
    OLD_TLS(Place.CONNECTION),
    NAME_NOT_FOUND(Place.CONNECTION),
    /** The broker closes the connection. */
    MQTT_DISCONNECT(Place.BROKER),
    /** Each message is delivered twice. */
    MQTT_DUPLICATE(Place.BROKER),
    /** The next two messages change places. */
    MQTT_OUT_OF_ORDER(Place.BROKER),
    /** Somebody else connects with the DCM's client identifier. */
    MQTT_TAKEN_OVER(Place.BROKER),
    /** 200 with a {@code Content-Length} that is no number. */
    LENGTH_OF_LETTERS(Place.SUBSTITUTE),
    /** A {@code Content-Length} of 19 digits. */
    ENDLESS_LENGTH(Place.SUBSTITUTE),
    /** Two lengths that differ. */
    TWO_LENGTHS(Place.SUBSTITUTE),
    /** 204, then bytes of an answer that nobody asked for. */
    TWO_ANSWERS(Place.SUBSTITUTE),
    /** No length: the body ends with the stream, as RFC 9112 6.3 allows. */
    BODY_TO_THE_END(Place.SUBSTITUTE),
    /** 503 with {@code Retry-After} as a date, a minute from now. */
    RETRY_AFTER_A_DATE(Place.SUBSTITUTE),
    /** 503 with {@code Retry-After} of a day. */
    RETRY_AFTER_A_DAY(Place.SUBSTITUTE),
    /** 200 with bytes that are no UTF-8. */
    BODY_OF_NO_UTF8(Place.SUBSTITUTE),
    /** 200 with JSON that is no object. */
    BODY_IS_A_LIST(Place.SUBSTITUTE),
    /** 200 with a configuration that has a word of no table. */
    UNKNOWN_WORD(Place.SUBSTITUTE),
    /** 200 with a configuration whose {@code active} is no truth value. */
    UNKNOWN_STATE(Place.SUBSTITUTE),
    /** 200 with subscriptions that are no list. */
    SUBSCRIPTIONS_NO_LIST(Place.SUBSTITUTE),
    /** A status line of HTTP/2.0, which no connection of HTTP/1.1 has. */
    ANOTHER_PROTOCOL(Place.SUBSTITUTE),
    /** 101: another protocol begins, which nobody has asked for. */
    SWITCHED_PROTOCOL(Place.SUBSTITUTE),
    /** 200 whose {@code Transfer-Encoding} is not chunked. */
    UNKNOWN_CODING(Place.SUBSTITUTE),
    /** 200 with an order of this car that somebody else has signed. */
    FORGED_ORDER(Place.SUBSTITUTE),
    /** The broker says in its CONNACK that it is not available. */
    BROKER_REFUSES(Place.SESSION),
    /** The broker says nothing to a CONNECT. */
    BROKER_IS_SILENT(Place.SESSION),
    /** The broker grants no subscription. */
    SUBSCRIPTION_REFUSED(Place.SESSION),
    /** A SUBACK of another SUBSCRIBE. */
    SUBACK_OF_ANOTHER(Place.SESSION),
    /** A PUBLISH before the CONNACK. */
    PUBLISH_TOO_EARLY(Place.SESSION),
    /** A packet that nobody can read, after the CONNACK. */
    UNREADABLE_PACKET(Place.SESSION);

    private final Place place;

    Fault(Place place) {
      this.place = place;
    }

    /** Who plays it. */
    public Place place() {
      return place;
    }

    /** Whether every exchange is to meet it; else it is one for scenarios of its own. */
    public boolean isForEachExchange() {
      return place != Place.SUBSTITUTE && place != Place.SESSION;
    }
  }
}
