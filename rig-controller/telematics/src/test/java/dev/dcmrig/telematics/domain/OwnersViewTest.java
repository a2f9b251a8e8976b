// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.telematics.http.Role;
import dev.dcmrig.telematics.subscriptions.ShopUnderTest;
import org.junit.jupiter.api.Test;

/** What an owner's app can read of a car, and what a sale takes from it. */
class OwnersViewTest {
  private static final String FIX =
      "{'latitude':-37.8183,'longitude':144.9671,'fixTime':'2026-06-01T08:00:00Z','fresh':true}";

  private final ShopUnderTest shop = new ShopUnderTest();

  private String app(String method, String rest, String json) {
    return shop.ofCar(Role.OWNER_APP, method, rest, json);
  }

  private String locate() {
    return app("POST", "commands", "{'action':'locate'}");
  }

  private String carriedOut(String command) {
    return shop.ofCar(
        Role.DCM,
        "POST",
        "command-results",
        "{'command':'"
            + command
            + "','action':'locate','result':'done','timestamp':'2026-06-01T08:00:00Z','position':"
            + FIX
            + "}");
  }

  @Test
  void aSaleLeavesTheNewOwnerNeitherPositionNorCommandsOfTheSeller() {
    locate();
    carriedOut("C-1");
    assertEquals("200", app("GET", "location", ""));
    shop.sold("owner-2");
    assertEquals("404 location-unknown", app("GET", "location", ""));
    assertEquals("404 command-unknown", app("GET", "commands/C-1", ""));
  }

  @Test
  void aResultThatComesAfterTheSaleIsNobodysAnyMore() {
    locate();
    shop.sold("owner-2");
    assertEquals("204", carriedOut("C-1"));
    assertEquals("404 location-unknown", app("GET", "location", ""));
  }

  @Test
  void theSameOwnerNamedAgainKeepsThem() {
    locate();
    carriedOut("C-1");
    shop.sold(ShopUnderTest.OWNER);
    assertEquals("200", app("GET", "location", ""));
    assertEquals("200", app("GET", "commands/C-1", ""));
  }

  @Test
  void thePositionNeedsTheSubscriptionThatCommandsNeed() {
    locate();
    carriedOut("C-1");
    shop.act("remote", "cancel");
    assertEquals("422 subscription-inactive", locate());
    assertEquals("422 subscription-inactive", app("GET", "location", ""));
    shop.act("remote", "reactivate");
    assertEquals("200", app("GET", "location", ""));
  }
}
