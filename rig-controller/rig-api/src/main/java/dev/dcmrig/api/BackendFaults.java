// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/** What can go wrong between the DCM and the telematics service (NET-02). */
public interface BackendFaults {

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

  /** One kind of fault. */
  enum Fault {
    STATUS_400,
    STATUS_401,
    STATUS_403,
    STATUS_404,
    /** With {@code Retry-After: 60}. */
    STATUS_429,
    STATUS_500,
    STATUS_502,
    STATUS_503,
    /** The service has done what was asked, and no byte of its answer arrives. */
    RESET_BEFORE_ANSWER,
    RESET_IN_ANSWER,
    /** The whole answer arrives, then the connection is reset. */
    RESET_AFTER_ANSWER,
    /** 200 with nothing in it. */
    EMPTY_BODY,
    /** 200 with JSON that breaks off. */
    MALFORMED_BODY,
    /** 200 with a page of HTML, as a captive portal shows it. */
    WRONG_CONTENT_TYPE,
    /** One byte of the answer each second. */
    SLOW_DRIP,
    NO_ANSWER,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_YET_VALID,
    CERTIFICATE_OF_ANOTHER_NAME,
    CERTIFICATE_OF_UNKNOWN_AUTHORITY,
    /** The server offers nothing newer than TLS 1.1. */
    OLD_TLS,
    NAME_NOT_FOUND,
    /** The broker closes the connection. */
    MQTT_DISCONNECT,
    /** Each message is delivered twice. */
    MQTT_DUPLICATE,
    /** The next two messages change places. */
    MQTT_OUT_OF_ORDER,
    /** Somebody else connects with the DCM's client identifier. */
    MQTT_TAKEN_OVER
  }
}
