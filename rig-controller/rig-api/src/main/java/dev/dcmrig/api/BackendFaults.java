// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;

/** What can go wrong between the DCM and its services (NET-02). */
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
    POSITION,
    /** With the update server (DDI API v1): what is there to do? */
    UPDATE_POLL,
    /** {@code configData}. */
    UPDATE_ATTRIBUTES,
    /** {@code deploymentBase}. */
    UPDATE_OFFER,
    /** A part of an artifact. */
    IMAGE_PIECE,
    /** {@code deploymentBase/.../feedback}. */
    UPDATE_FEEDBACK,
    /** {@code cancelAction}, and its feedback. */
    UPDATE_CANCELLATION,
    /** {@code confirmationBase}, and its feedback. */
    UPDATE_CONFIRMATION,
    /** Uptane's time server (docs/DCM-INTERFACE.md, 2.10). */
    UPDATE_TIME,
    /** The vehicle's manifest, to the director. */
    UPDATE_REPORT,
    /** Metadata of Uptane's repositories. */
    UPDATE_METADATA;

    private static final String REPOSITORIES = "/uptane/";

    /** Whether it is one with the update server. */
    public boolean isOfUpdates() {
      return compareTo(UPDATE_POLL) >= 0;
    }

    /** Which exchange with the update server a request's path is of. */
    public static Exchange ofUpdates(String path) {
      if (path.startsWith(REPOSITORIES)) {
        return path.endsWith("/time")
            ? UPDATE_TIME
            : path.endsWith("/manifest") ? UPDATE_REPORT : UPDATE_METADATA;
      } else if (path.contains("/artifacts/")) {
        return IMAGE_PIECE;
      } else if (path.endsWith("/configData")) {
        return UPDATE_ATTRIBUTES;
      } else if (path.contains("/cancelAction/")) {
        return UPDATE_CANCELLATION;
      } else if (path.contains("/confirmationBase")) {
        return UPDATE_CONFIRMATION;
      } else if (path.contains("/deploymentBase/")) {
        return path.endsWith("/feedback") ? UPDATE_FEEDBACK : UPDATE_OFFER;
      }
      return UPDATE_POLL;
    }
  }

  /** Where a fault is played. */
  enum Place {
    /**
     * At the service's edge: {@code hil-configs/wiremock/mappings/faults.json} has the answer. In
     * place of the update server the link gives it.
     */
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
    SESSION,
    /** On the link, which makes another answer of the update server's. */
    UPDATES
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
    /** 200 with a good body that calls itself text. */
    ANOTHER_TYPE(Place.SUBSTITUTE),
    /** 203 with a good body: what stands between has changed it (RFC 9110 15.3.4). */
    ANOTHER_SUCCESS(Place.SUBSTITUTE),
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
    UNREADABLE_PACKET(Place.SESSION),
    /** A poll's answer that does not say when to come again. */
    NO_POLL_TIME(Place.UPDATES),
    /** ... that says at once. */
    POLL_TIME_OF_ZERO(Place.UPDATES),
    /** ... 00:00:10. */
    SHORT_POLL_TIME(Place.UPDATES),
    /** ... 01:01:10. */
    LONG_POLL_TIME(Place.UPDATES),
    /** A poll's answer without the offer. */
    NO_OFFER(Place.UPDATES),
    /** Links that lead to another host. */
    FOREIGN_LINKS(Place.UPDATES),
    /** Links by HTTP without TLS. */
    PLAIN_LINKS(Place.UPDATES),
    /** Links to another port. */
    LINKS_TO_ANOTHER_PORT(Place.UPDATES),
    /** Links with {@code ..} in their path. */
    LINKS_UPWARDS(Place.UPDATES),
    /** An offer whose artifact has no size. */
    OFFER_WITHOUT_SIZE(Place.UPDATES),
    OFFER_OF_NO_BYTES(Place.UPDATES),
    /** A byte more than there is. */
    OFFER_OF_ANOTHER_SIZE(Place.UPDATES),
    OFFER_WITHOUT_HASH(Place.UPDATES),
    OFFER_OF_ANOTHER_HASH(Place.UPDATES),
    /** The hash in capital letters. */
    OFFER_IN_CAPITALS(Place.UPDATES),
    /** A version that is no number. */
    OFFER_WITHOUT_VERSION(Place.UPDATES),
    OFFER_OF_ANOTHER_VERSION(Place.UPDATES),
    /** Before the DCM's part there is one for somebody else. */
    OFFER_OF_TWO_PARTS(Place.UPDATES),
    /** Two parts, none for a DCM. */
    OFFER_FOR_OTHERS(Place.UPDATES),
    /** One part with another word for whom it is. */
    OFFER_OF_ONE_OTHER_PART(Place.UPDATES),
    /** In place of a piece comes the whole image. */
    WHOLE_IMAGE(Place.UPDATES),
    /** An {@code ETag} as of other bytes. */
    OTHER_TAG(Place.UPDATES),
    /** An {@code ETag} that says nothing of the bytes. */
    WEAK_TAG(Place.UPDATES),
    /** A {@code Content-Range} that begins a byte later. */
    OTHER_RANGE(Place.UPDATES),
    /** A {@code Content-Range} of a larger image. */
    RANGE_OF_ANOTHER_SIZE(Place.UPDATES),
    NO_RANGE(Place.UPDATES),
    /** Half of what was asked for. */
    SHORT_PIECE(Place.UPDATES),
    /** A byte more than was asked for. */
    LONG_PIECE(Place.UPDATES),
    /** One bit is another one. */
    CORRUPT_PIECE(Place.UPDATES),
    /** 416: the range can't be had. */
    STATUS_416(Place.UPDATES);

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
      return place != Place.SUBSTITUTE && place != Place.SESSION && place != Place.UPDATES;
    }
  }
}
