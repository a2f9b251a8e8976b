// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f", "g");

  @Test
  void withoutTimesPartsDifferByOneScenarioAtMost() {
    assertEquals(
        List.of(List.of("a", "d", "g"), List.of("b", "e"), List.of("c", "f")),
        new Shard(1, 3, Map.of()).parts(IDS));
  }

  @Test
  void withTimesTheLongestGoesFirstToThePartThatHasLeast() {
    Map<String, Long> times =
        Map.of("a", 1L, "b", 1L, "c", 1L, "d", 10L, "e", 6L, "f", 3L, "g", 1L);
    assertEquals(
        List.of(List.of("d", "b", "g"), List.of("e", "f", "a", "c")),
        new Shard(1, 2, times).parts(IDS));
  }

  @Test
  void aScenarioOfUnknownTimeCountsAsTheMedian() {
    Map<String, Long> times = Map.of("a", 100L, "b", 10L, "c", 1L);
    assertEquals(
        List.of(List.of("a"), List.of("b", "d", "e", "f", "g", "c")),
        new Shard(1, 2, times).parts(IDS));
  }

  @Test
  void whateverOrderTheyAreReadInThePartsAreTheSameAndHaveEachScenarioOnce() {
    Random random = new Random(7);
    Map<String, Long> times = new TreeMap<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ids.add("scenario-" + i);
      times.put("scenario-" + i, 1L + random.nextInt(5000));
    }
    List<List<String>> parts = new Shard(1, 7, times).parts(ids);
    List<String> together = new ArrayList<>();
    parts.forEach(together::addAll);
    Collections.sort(together);
    List<String> sorted = new ArrayList<>(ids);
    Collections.sort(sorted);
    assertEquals(sorted, together);
    Collections.shuffle(ids, random);
    assertEquals(parts, new Shard(3, 7, times).parts(ids));
    List<Long> loads =
        parts.stream().map(part -> part.stream().mapToLong(times::get).sum()).sorted().toList();
    assertTrue(loads.get(6) - loads.get(0) <= 5000, loads::toString);
  }

  @Test
  void aPartIsWrittenAsIOfN() {
    assertEquals(new Shard(2, 3, Map.of()), Shard.parse("2/3", Map.of()));
  }

  @Test
  void aPodOfAnIndexedJobCountsFromZero() {
    Map<String, String> pod = Map.of("JOB_COMPLETION_INDEX", "2");
    assertEquals(new Shard(3, 4, Map.of()), Shard.parse("job/4", pod, Map.of()));
    assertEquals(new Shard(1, 4, Map.of()), Shard.parse("1/4", pod, Map.of()));
    assertThrows(ConfigurationException.class, () -> Shard.parse("job/2", pod, Map.of()));
    assertThrows(ConfigurationException.class, () -> Shard.parse("job/4", Map.of(), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0/3", "4/3", "1", "1/0", "-1/3", "1/1001", "a/b", "1/3/5", "99999/3", ""})
  void whatIsNoPartIsRefused(String words) {
    ConfigurationException thrown =
        assertThrows(ConfigurationException.class, () -> Shard.parse(words, Map.of()));
    assertTrue(String.valueOf(thrown.getMessage()).contains("is no part of a suite"));
  }
}
