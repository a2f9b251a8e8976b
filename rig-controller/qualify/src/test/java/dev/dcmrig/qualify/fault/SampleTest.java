// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.qualify.fault.Sample.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {
  private final List<Fault> all =
      IntStream.range(0, 1_000).mapToObj(number -> fault("fault-" + number)).toList();

  private static Fault fault(String id) {
    return Fault.ofBytecode(id, "dev.Some", "some", "Math", 1, "changed");
  }

  @Test
  void oneSeedDrawsOneSample() {
    assertEquals(Sample.of(all, 50, 7, fault -> 1), Sample.of(all, 50, 7, fault -> 1));
    assertNotEquals(Sample.of(all, 50, 7, fault -> 1), Sample.of(all, 50, 8, fault -> 1));
  }

  @Test
  void aLargerSampleGoesOnWhereTheSmallerOneEnds() {
    assertEquals(
        Sample.of(all, 50, 7, fault -> 1), Sample.of(all, 400, 7, fault -> 1).subList(0, 50));
  }

  @Test
  void codeThatComesOrGoesMovesNoLotOfAnother() {
    List<Fault> fewer = all.subList(500, 1_000);
    List<Fault> drawn = new ArrayList<>(Sample.of(all, 200, 7, fault -> 1));
    drawn.retainAll(fewer);
    assertEquals(drawn, Sample.of(fewer, drawn.size(), 7, fault -> 1));
  }

  @Test
  void aHeavyFaultIsDrawnMoreOften() {
    Set<String> heavy = Set.of("fault-1", "fault-2", "fault-3", "fault-4", "fault-5");
    long drawn =
        IntStream.range(0, 100)
            .mapToLong(
                seed ->
                    Sample.of(all, 20, seed, fault -> heavy.contains(fault.id()) ? 10 : 1).stream()
                        .filter(fault -> heavy.contains(fault.id()))
                        .count())
            .sum();
    // With equal weights 10 of 2,000 lots would be theirs; by weight it is about 95.
    assertTrue(drawn > 50, () -> drawn + " of 2000");
  }

  @Test
  void shardsTogetherAreTheSample() {
    List<Fault> sample = Sample.of(all, 101, 7, fault -> 1);
    Set<String> together = new TreeSet<>();
    int size = 0;
    for (int index = 1; index <= 4; index++) {
      List<Fault> part = Sample.part(sample, new Shard(index, 4));
      part.forEach(fault -> together.add(fault.id()));
      size += part.size();
    }
    assertEquals(101, size);
    assertEquals(101, together.size());
  }

  @Test
  void aShardThatIsNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Shard(5, 4));
    assertThrows(IllegalArgumentException.class, () -> new Shard(0, 4));
  }
}
