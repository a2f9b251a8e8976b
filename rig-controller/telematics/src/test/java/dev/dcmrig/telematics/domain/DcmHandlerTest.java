// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.telematics.http.Role;
import dev.dcmrig.telematics.subscriptions.ShopUnderTest;
import org.junit.jupiter.api.Test;

/** What the service takes from a DCM that reports under an order. */
class DcmHandlerTest {
  private final ShopUnderTest shop = new ShopUnderTest();

  private String begin() {
    return ShopUnderTest.said(
        shop.ask(
            Role.STOLEN_VEHICLE_CENTRE,
            "POST",
            "/v1/tracking-requests",
            "{'policeReport':'VP-2026-000123','vin':'" + ShopUnderTest.VIN + "'}"));
  }

  private void end(String request) {
    shop.ask(
        Role.POLICE,
        "POST",
        "/v1/tracking-requests/" + request + "/end",
        "{'requestedBy':'police'}");
  }

  private String reported(String order) {
    return shop.ofCar(
        Role.DCM,
        "POST",
        "positions",
        "{'order':'"
            + order
            + "','sequence':1,'timestamp':'2026-06-01T08:00:00Z','batteryVolts':12.6,"
            + "'position':null}");
  }

  @Test
  void aPositionCountsForTheOrderInForceOnly() {
    assertEquals("410 no-order-in-force", reported("TR-1"));
    begin();
    assertEquals("204", reported("TR-1"));
    assertEquals("410 no-order-in-force", reported("TR-2"));
    end("TR-1");
    begin();
    assertEquals("410 no-order-in-force", reported("TR-1"));
    assertEquals("204", reported("TR-2"));
  }

  @Test
  void whatFollowsTheQuestionMarkIsNobodys() {
    for (String query : new String[] {"?a=%", "?a=%zz&b", "?", "?a=1"}) {
      assertEquals("200", shop.ofCar(Role.DCM, "GET", "configuration" + query, ""));
    }
  }
}
