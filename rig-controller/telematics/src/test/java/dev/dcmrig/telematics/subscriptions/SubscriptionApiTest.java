// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dcmrig.telematics.TelematicsRules;
import dev.dcmrig.telematics.http.ApiAnswer;
import dev.dcmrig.telematics.http.ApiCall;
import dev.dcmrig.telematics.http.Role;
import dev.dcmrig.telematics.http.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for all of the shop's endpoints. */
class SubscriptionApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final ShopUnderTest shop = new ShopUnderTest();

  private static ApiCall call(Role role) {
    return new ApiCall(
        role,
        Map.of("vin", ShopUnderTest.VIN, "product", "svt", "owner", "owner-001", "id", "PAY-1"),
        JsonNodeFactory.instance.objectNode().put("outcome", "approved").put("push", true),
        "");
  }

  /** The timeline's thread changes what requests read: neither may see the other half way. */
  @Test
  void everyRequestWaitsForWhatTheTimelineIsDoing() throws InterruptedException {
    Routes routes = new Routes();
    new SubscriptionApi(shop.service, shop.provider, TelematicsRules.REQUIRED).routes(routes);
    List<String> others = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    synchronized (shop.service) {
      for (Routes.Route route : routes.all()) {
        Role role = route.roles().iterator().next();
        Thread thread = new Thread(() -> route.handler().answer(call(role)));
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (thread.getState() != Thread.State.BLOCKED
            && thread.getState() != Thread.State.TERMINATED
            && System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        if (thread.getState() != Thread.State.BLOCKED) {
          others.add(route.method() + " " + route.template() + " " + thread.getState());
        }
      }
    }
    for (Thread thread : threads) {
      thread.join(PATIENCE.toMillis());
    }
    assertEquals(List.of(), others);
  }

  @Test
  void anOwnerHasRoomForTenCardsAndTheShopForItsLimitOfOwners() {
    for (int card = 1; card <= 10; card++) {
      assertEquals(201, shop.card("owner-1", ShopUnderTest.VISA).status());
    }
    assertEquals("422 payment-method-not-kept", said(shop.card("owner-1", ShopUnderTest.VISA)));
    int owners = 1;
    ApiAnswer answer = shop.card("other-" + owners, ShopUnderTest.VISA);
    while (answer.status() == 201 && owners < 20_000) {
      owners++;
      if (owners % 500 == 0) {
        shop.pass(Duration.ofSeconds(1));
      }
      answer = shop.card("other-" + owners, ShopUnderTest.VISA);
    }
    assertEquals("422 payment-method-not-kept", said(answer));
    assertEquals(10_000, owners);
    assertEquals(201, shop.card("other-1", ShopUnderTest.VISA).status());
  }

  @Test
  void theShopRemembersNoMoreOwnersWithoutPushThanItHasRoomFor() {
    String path = "/v1/owners/%s/notices";
    for (int owner = 1; owner <= 10_001; owner++) {
      if (owner % 500 == 0) {
        shop.pass(Duration.ofSeconds(1));
      }
      String said =
          said(
              shop.ask(
                  Role.OWNER_APP, "PUT", String.format(path, "other-" + owner), "{'push':false}"));
      assertEquals(owner <= 10_000 ? "204" : "422 too-many-owners", said);
    }
    assertEquals(
        "204",
        said(shop.ask(Role.OWNER_APP, "PUT", String.format(path, "other-1"), "{'push':true}")));
    assertEquals(
        "204",
        said(shop.ask(Role.OWNER_APP, "PUT", String.format(path, "another"), "{'push':false}")));
  }

  private static String said(ApiAnswer answer) {
    return ShopUnderTest.said(answer);
  }
}
