// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/**
 * The HTTP API of the telematics service ({@code hil-configs/openapi/telematics.yaml}) for
 * everybody, the holder of a DCM's certificate included. Each request is a real one, over a real
 * socket; no time of the bench passes in it.
 */
public interface ServiceApi {

  /** Sends one request of somebody who needs no name. */
  default Answer request(Role role, String method, String path, String json) {
    return request(role, "", method, path, json);
  }

  /**
   * Sends one request.
   *
   * @param name the owner whose app asks, or the VIN of a DCM's certificate; empty for everybody
   *     else, and for an app that the service does not hold to one owner
   * @param method {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
   * @param path from {@code /v1/} on, query included
   * @param json the body; empty for none
   */
  Answer request(Role role, String name, String method, String path, String json);

  /** What the service answered; the body is JSON, or empty. */
  record Answer(int status, String body) {}

  /** Who asks: the bearer token that the request carries. */
  enum Role {
    OWNER_APP,
    DEALER,
    CUSTOMER_ASSISTANCE,
    STOLEN_VEHICLE_CENTRE,
    POLICE,
    PAYMENT_PROVIDER,
    /** Whoever has a DCM's certificate and key, past its own software. */
    DCM,
    /** A token that the service has given to nobody. */
    FORGER,
    /** No token at all. */
    NOBODY
  }
}
