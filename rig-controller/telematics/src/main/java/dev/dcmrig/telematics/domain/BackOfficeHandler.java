// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import dev.dcmrig.telematics.http.ApiAnswer;
import dev.dcmrig.telematics.http.ApiCall;
import dev.dcmrig.telematics.http.Role;
import dev.dcmrig.telematics.http.Routes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What dealer and customer assistance do (SOS-12, ACN-16, SUB-01, SUB-07). */
final class BackOfficeHandler {
  private static final Set<Role> OFFICE = EnumSet.of(Role.DEALER, Role.CUSTOMER_ASSISTANCE);

  private final TelematicsModel model;
  private final OwnershipRules rules;

  BackOfficeHandler(TelematicsModel model, OwnershipRules rules) {
    this.model = model;
    this.rules = rules;
  }

  void routes(Routes routes) {
    VehicleRoutes vehicles = new VehicleRoutes(routes, model);
    vehicles.add("PUT", "emergency-call", OFFICE, this::emergencyCall);
    vehicles.add("PUT", "ownership", OFFICE, this::ownership);
    vehicles.add("PUT", "subscriptions", EnumSet.of(Role.CUSTOMER_ASSISTANCE), this::lapse);
  }

  private ApiAnswer emergencyCall(VehicleRecord vehicle, ApiCall call) {
    if (!call.body().path("enabled").isBoolean()) {
      return ApiAnswer.refused(422, "enabled-missing");
    }
    vehicle.emergencyCallEnabled = call.body().path("enabled").asBoolean();
    return ApiAnswer.done();
  }

  private ApiAnswer ownership(VehicleRecord vehicle, ApiCall call) {
    String owner = call.body().path("owner").asText();
    if (owner.isEmpty()) {
      return ApiAnswer.refused(422, "owner-missing");
    }
    if (!owner.equals(vehicle.owner)) {
      vehicle.changeOwner(owner, rules.isHistoryForgotten());
    }
    model
        .entitlements()
        .ownershipChanged(
            vehicle.vin, owner, Optional.ofNullable(call.body().path("email").textValue()));
    return ApiAnswer.done();
  }

  private ApiAnswer lapse(VehicleRecord vehicle, ApiCall call) {
    if (!call.body().path("active").isBoolean() || call.body().path("active").asBoolean()) {
      return ApiAnswer.refused(422, "only-lapsing-is-possible");
    }
    model.entitlements().lapse(vehicle.vin);
    return ApiAnswer.done();
  }
}
