// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {
  private static String read(String field, long size) {
    Ranges.Wish wish = Ranges.of(field, size);
    return wish.kind()
        + wish.ranges().stream()
            .map(range -> " " + range.offset() + "+" + range.length())
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-9 | PARTS 0+10",
        "bytes=90- | PARTS 90+10",
        "bytes=-10 | PARTS 90+10",
        "bytes=-1000 | PARTS 0+100",
        "bytes=95-1000 | PARTS 95+5",
        "bytes=99-99 | PARTS 99+1",
        "bytes=100- | UNSATISFIABLE",
        "bytes=100-,200-300 | UNSATISFIABLE",
        "bytes=100-,0-0 | PARTS 0+1",
        "bytes=-0 | UNSATISFIABLE",
        "bytes=0-0,-1 | PARTS 0+1 99+1",
        "BYTES=0-0 | PARTS 0+1",
        "bytes= 0-0 , 5-6 | PARTS 0+1 5+2",
        "bytes=0-0,,5-6, | PARTS 0+1 5+2",
        "bytes=5-6,0-0 | PARTS 5+2 0+1",
        "bytes=0-9,5-14 | PARTS 0+15",
        "bytes=0-9,10-19 | PARTS 0+20",
        "bytes=20-29,0-9,9-20 | PARTS 0+30",
        "bytes=0-9223372036854775807 | PARTS 0+100",
        "bytes=9999999999999999999-| UNSATISFIABLE",
        "bytes=00-01 | PARTS 0+2",
        "bytes=9-0 | WHOLE",
        "bytes=- | WHOLE",
        "bytes=a-b | WHOLE",
        "bytes=0-1;5-6 | WHOLE",
        "bytes=0-1,x | WHOLE",
        "bytes=1.0-2 | WHOLE",
        "bytes=-1-2 | WHOLE",
        "bytes | WHOLE",
        "bytes= | WHOLE",
        "items=0-1 | WHOLE",
        "bytes=00000000000000000000001-2 | WHOLE",
      })
  void aFieldIsReadAsTheStandardSays(String field, String expected) {
    assertEquals(expected, read(field, 100));
  }

  @Test
  void anEmptyFileHasNoRange() {
    assertEquals("UNSATISFIABLE", read("bytes=0-", 0));
    assertEquals("UNSATISFIABLE", read("bytes=-5", 0));
  }

  @Test
  void aHundredRangesAreServedAndOneMoreIsNot() {
    String hundred =
        IntStream.range(0, 100).mapToObj(i -> i * 3 + "-" + i * 3).collect(Collectors.joining(","));
    assertEquals(100, Ranges.of("bytes=" + hundred, 1_000).ranges().size());
    assertEquals("UNSATISFIABLE", read("bytes=" + hundred + ",999-999", 1_000));
  }

  @Property(seed = "12", tries = 300)
  void whatIsSentIsWhatWasAskedForAndNoByteTwice(
      @ForAll @Size(min = 1, max = 20) int[] bounds,
      @ForAll @IntRange(min = 1, max = 300) int size) {
    BitSet asked = new BitSet();
    StringBuilder field = new StringBuilder("bytes=");
    for (int bound : bounds) {
      int first = Math.floorMod(bound, 400);
      int last = first + Math.floorMod(bound >> 9, 50);
      field.append(field.length() > 6 ? "," : "").append(first).append('-').append(last);
      asked.set(first, last + 1);
    }
    asked.clear(size, 1_000);
    BitSet sent = new BitSet();
    for (Ranges.Range range : Ranges.of(field.toString(), size).ranges()) {
      int from = (int) range.offset();
      int to = (int) range.end();
      assertTrue(sent.get(from, to).isEmpty(), () -> field + " sends a byte twice");
      sent.set(from, to);
    }
    assertEquals(asked, sent, field.toString());
  }
}
