// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.fleet.Keepsake;
import dev.dcmrig.fleet.LeaseTable;
import dev.dcmrig.sim.VirtualTimeline;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CarRegisterTest {
  private static final LivePlan PLAN =
      new LivePlan(3, Duration.ofSeconds(10), Duration.ofSeconds(60), 0, 0, Duration.ofSeconds(60));

  private final LeaseTable table = new LeaseTable();
  private final CarRegister register =
      new CarRegister(new VirtualTimeline(), PLAN, () -> table, JsonObject::new);
  private long epoch;

  @BeforeEach
  void threeCarsOnOneNode() {
    for (int car = 0; car < 3; car++) {
      register.add("token-" + car);
    }
    epoch = lease("a", Set.of(), 0, 1);
    register.begin();
  }

  private long lease(String node, Set<Integer> hosts, long seconds, int part) {
    Map<Integer, Long> granted =
        table.renew(node, hosts, Duration.ofSeconds(seconds).toNanos()).stream()
            .collect(Collectors.toMap(LeaseTable.Grant::part, LeaseTable.Grant::epoch));
    return granted.getOrDefault(part, -1L);
  }

  @Test
  void aMessageThatComesTwiceCountsOnce() {
    assertTrue(register.message(1, epoch, 0));
    assertTrue(register.message(1, epoch, 0), "its node may go on");
    assertTrue(register.message(1, epoch, 1));
    assertEquals(2, register.received());
    assertEquals(1, register.repeated());
  }

  @Test
  void aMessageBeforeItsTurnIsNotTaken() {
    assertFalse(register.message(1, epoch, 1));
    assertEquals(0, register.received());
    assertEquals(1, register.skipped());
  }

  @Test
  void whoHasLostTheLeaseIsNotHeard() {
    assertTrue(register.message(1, epoch, 0));
    assertTrue(register.keep(1, epoch, new Keepsake("1.0.0", Map.of())));
    long newer = lease("b", Set.of(), 6, 1);
    assertTrue(newer > epoch, "b has the part of a, which fell silent");

    assertFalse(register.message(1, epoch, 1));
    assertFalse(register.keep(1, epoch, new Keepsake("2.0.0", Map.of())));
    assertEquals(2, register.refused());
    assertEquals(0, register.running("2.0.0"));
    assertTrue(register.message(1, newer, 1), "the new node goes on where the old one stopped");
  }

  @Test
  void aNodeIsToldWhereItsCarsHaveLeftOff() {
    register.message(1, epoch, 0);
    register.keep(1, epoch, new Keepsake("2.0.0", Map.of("ota.server", "somewhere")));
    JsonObject car = register.part(1).getJsonArray("cars").getJsonObject(0);
    assertEquals(1, car.getInteger("car"));
    assertEquals(1L, car.getLong("next"));
    assertEquals("2.0.0", car.getString("version"));
    assertEquals("somewhere", car.getJsonObject("cells").getString("ota.server"));
    assertFalse(register.part(2).getJsonArray("cars").getJsonObject(0).containsKey("version"));
  }

  @Test
  void carsThatAreNotThereAreRefused() {
    assertFalse(register.message(-1, epoch, 0));
    assertFalse(register.message(3, epoch, 0));
  }
}
