// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import dev.dcmrig.telematics.http.ApiAnswer;
import dev.dcmrig.telematics.http.ApiCall;
import dev.dcmrig.telematics.http.Role;
import dev.dcmrig.telematics.http.Routes;
import java.util.Set;

/**
 * Endpoints of one vehicle, below {@code /v1/vehicles/{vin}/}: one that nobody knows is refused.
 */
final class VehicleRoutes {

  /** Answers for a vehicle that is known. */
  @FunctionalInterface
  interface Handler {
    ApiAnswer answer(VehicleRecord vehicle, ApiCall call);
  }

  private final Routes routes;
  private final TelematicsModel model;

  VehicleRoutes(Routes routes, TelematicsModel model) {
    this.routes = routes;
    this.model = model;
  }

  /**
   * Adds one.
   *
   * @param rest of the path, behind the VIN
   */
  void add(String method, String rest, Set<Role> roles, Handler handler) {
    routes.add(
        method,
        "/v1/vehicles/{vin}/" + rest,
        roles,
        call ->
            model
                .vehicle(call.variables().getOrDefault("vin", ""))
                .map(vehicle -> handler.answer(vehicle, call))
                .orElseGet(() -> ApiAnswer.refused(404, "vehicle-unknown")));
  }
}
