// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LeaseTableTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private final LeaseTable table = new LeaseTable();
  private final Map<String, Set<Integer>> hosts = new HashMap<>();
  private long now;

  /** A node asks, and hosts what it may from then on. */
  private List<LeaseTable.Grant> ask(String node) {
    List<LeaseTable.Grant> granted =
        table.renew(node, hosts.computeIfAbsent(node, any -> new TreeSet<>()), now);
    hosts.put(
        node,
        granted.stream()
            .map(LeaseTable.Grant::part)
            .collect(Collectors.toCollection(TreeSet::new)));
    return granted;
  }

  private void seconds(int count, String... nodes) {
    for (int second = 0; second < count; second++) {
      now += SECOND;
      for (String node : nodes) {
        ask(node);
        assertNoPartTwice();
      }
    }
  }

  private void assertNoPartTwice() {
    Set<Integer> seen = new HashSet<>();
    hosts.forEach(
        (node, parts) ->
            parts.forEach(part -> assertTrue(seen.add(part), part + " is on " + node + " twice")));
  }

  private int has(String node) {
    return hosts.getOrDefault(node, Set.of()).size();
  }

  @Test
  void oneNodeHasAll() {
    seconds(8, "a");
    assertEquals(256, has("a"));
    seconds(1, "a");
    assertEquals(256, table.hosted());
  }

  @Test
  void nodesThatComeLaterGetTheirShare() {
    seconds(9, "a");
    seconds(20, "a", "b", "c");
    assertEquals(256, has("a") + has("b") + has("c"));
    for (String node : List.of("a", "b", "c")) {
      assertTrue(has(node) == 85 || has(node) == 86, node + " has " + has(node));
    }
    assertTrue(table.takeovers().isEmpty(), "what is handed over was not lost");
  }

  @Test
  void whatASilentNodeHadGoesToTheOthersWithinSevenSeconds() {
    seconds(30, "a", "b", "c");
    int lost = has("c");
    hosts.remove("c");
    seconds(7, "a", "b");
    assertEquals(256, has("a") + has("b"));
    seconds(1, "a", "b");
    assertEquals(lost, table.takeovers().size());
    for (LeaseTable.Takeover each : table.takeovers()) {
      assertEquals("c", each.from());
      assertTrue(each.nanos() >= LeaseTable.LEASE.toNanos(), each.toString());
      assertTrue(each.nanos() <= Duration.ofSeconds(9).toNanos(), each.toString());
    }
  }

  @Test
  void nothingMovesBeforeTheLeaseIsOver() {
    seconds(30, "a", "b");
    int own = has("a");
    seconds(4, "a");
    assertEquals(own, has("a"));
    assertEquals(128, has("b"));
  }

  @Test
  void aLeaseIsNotTheNewestAfterItsPartWasTakenOver() {
    now += SECOND;
    LeaseTable.Grant old = ask("a").get(0);
    hosts.remove("a");
    seconds(10, "b");
    assertFalse(table.isNewest(old.part(), old.epoch()));
    assertFalse(table.isNewest(-1, 0));
    assertFalse(table.isNewest(LeaseTable.PARTS, 0));
  }

  @Test
  void aNodeThatIsBackIsANewOne() {
    seconds(30, "a", "b");
    Map<Integer, Long> before =
        ask("b").stream()
            .collect(Collectors.toMap(LeaseTable.Grant::part, LeaseTable.Grant::epoch));
    hosts.remove("b");
    seconds(8, "a");
    seconds(20, "a", "b");
    for (LeaseTable.Grant grant : ask("b")) {
      assertTrue(grant.epoch() > before.getOrDefault(grant.part(), 0L), grant.toString());
    }
    assertEquals(128, has("b"));
  }

  @Test
  void whoLeavesLosesNothing() {
    seconds(30, "a", "b");
    table.leave("b");
    hosts.remove("b");
    seconds(5, "a");
    assertEquals(256, has("a"));
    assertTrue(table.takeovers().isEmpty());
  }

  @Test
  void whateverNodesDoNoPartIsTwice() {
    for (int seed = 0; seed < 20; seed++) {
      LeaseTableTest other = new LeaseTableTest();
      other.play(new Random(seed));
    }
  }

  /** Six nodes come, ask, fall silent; a node that is silent for the hold has stopped. */
  private void play(Random chance) {
    Map<String, Long> asked = new HashMap<>();
    for (int step = 0; step < 2_000; step++) {
      now += (long) (SECOND * 0.3 * chance.nextDouble());
      for (String node : List.copyOf(asked.keySet())) {
        if (now - asked.getOrDefault(node, 0L) >= LeaseTable.HOLD.toNanos()) {
          hosts.remove(node);
        }
      }
      String node = "node-" + chance.nextInt(6);
      boolean silent = (step / 100 + node.hashCode()) % 3 == 0;
      if (!silent) {
        asked.put(node, now);
        ask(node);
        assertNoPartTwice();
      }
    }
  }
}
