// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.uptane.metadata.Delegation;
import dev.dcmrig.uptane.metadata.RoleKeys;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "supplier-1, supplier-1",
    "../evil, ..%2Fevil",
    "a b, a%20b",
    "'#?', %23%3F",
    ".., %2E%2E",
    "., %2E",
    "ä, %C3%A4",
    "a~b_c.d, a~b_c.d"
  })
  void aNameIsOneSegment(String name, String segment) {
    assertEquals(segment, Wanted.encoded(name));
  }

  private static boolean covers(List<String> paths, List<String> prefixes, String path) {
    return new Delegation("it", new RoleKeys(Set.of(), 1), false, paths, prefixes, Set.of())
        .covers(path);
  }

  @ParameterizedTest
  @CsvSource({
    "*, a, true",
    "*, a/b, false",
    "a/*, a/b, true",
    "a/*, a/b/c, false",
    "a/*, b/b, false",
    "*.bin, x.bin, true",
    "*.bin, x.bin2, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a?c, a/c, false",
    "f*-*.bin, firm-1-2.bin, true",
    "f*-*x, firm-1-2, false",
    "a**b, ab, true",
    "A, a, false"
  })
  void aStarNeverTakesASlash(String pattern, String path, boolean covered) {
    assertEquals(covered, covers(List.of(pattern), List.of(), path));
  }

  @Test
  void aPatternThatFitsNowhereIsSoonDone() {
    assertFalse(covers(List.of("*a".repeat(200) + "b"), List.of(), "a".repeat(5_000)));
  }

  @Test
  void aHashPrefixIsThatOfThePathsSha256() {
    // echo -n firmware/dcm-2.bin | sha256sum
    String hash = "bf943d169e51673e9f664fb46d1eb3b1943dd88c9bec8ab06f4a36ad54b756b1";
    assertTrue(covers(List.of(), List.of(hash.substring(0, 2)), "firmware/dcm-2.bin"));
    assertTrue(covers(List.of(), List.of("zz", hash), "firmware/dcm-2.bin"));
    assertFalse(covers(List.of(), List.of("zz"), "firmware/dcm-2.bin"));
  }
}
