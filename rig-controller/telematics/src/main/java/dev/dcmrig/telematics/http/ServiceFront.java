// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.ServiceApi;
import dev.dcmrig.api.TelematicsService;
import java.util.function.IntConsumer;

/** What owner, dealer and customer assistance set for a vehicle, by the service's own API. */
final class ServiceFront implements TelematicsService {
  private static final int DONE = 204;

  private final ServiceApi api;
  private final IntConsumer answers;

  /**
   * @param answers takes the status of every answer from now on
   */
  ServiceFront(ServiceApi api, IntConsumer answers) {
    this.api = api;
    this.answers = answers;
  }

  @Override
  public void restrictData(String vin, boolean restricted) {
    ObjectNode body = object().put("dataConnectivity", restricted ? "restricted" : "allowed");
    expectDone(put(ServiceApi.Role.OWNER_APP, vin, "data-connectivity", body));
  }

  @Override
  public void lapseSubscriptions(String vin) {
    expectDone(
        put(
            ServiceApi.Role.CUSTOMER_ASSISTANCE,
            vin,
            "subscriptions",
            object().put("active", false)));
  }

  @Override
  public int setEmergencyCall(String vin, Requester requester, boolean enabled) {
    ServiceApi.Role role =
        switch (requester) {
          case OWNER_APP -> ServiceApi.Role.OWNER_APP;
          case DEALER -> ServiceApi.Role.DEALER;
          case CUSTOMER_ASSISTANCE -> ServiceApi.Role.CUSTOMER_ASSISTANCE;
        };
    return put(role, vin, "emergency-call", object().put("enabled", enabled));
  }

  @Override
  public void answerWith(int status) {
    answers.accept(status);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private int put(ServiceApi.Role role, String vin, String what, ObjectNode body) {
    return api.request(role, "PUT", "/v1/vehicles/" + vin + "/" + what, body.toString()).status();
  }

  private static void expectDone(int status) {
    if (status != DONE) {
      throw new BenchBroken(
          "the telematics service answered "
              + status
              + " where "
              + DONE
              + " was expected; look at hil-configs/wiremock/mappings");
    }
  }
}
