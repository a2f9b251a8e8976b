// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TagFilterTest {
  private static final Set<String> KNOWN = Set.of("@SOS-04", "@SOS-05", "@ACN-01", "@slow");

  @Test
  void anEmptyExpressionMatchesEverything() {
    assertTrue(TagFilter.of("", KNOWN).matches(List.of()));
  }

  @Test
  void anExpressionSelectsByTags() {
    TagFilter filter = TagFilter.of("(@SOS-04 or @ACN-01) and not @slow", KNOWN);
    assertTrue(filter.matches(List.of("@SOS-04")));
    assertFalse(filter.matches(List.of("@ACN-01", "@slow")));
    assertFalse(filter.matches(List.of("@SOS-05")));
  }

  @Test
  void aTagThatNoScenarioHasIsNamedWithTheNearest() {
    assertEquals(
        "--tags '@slov': no scenario on this bench has the tag @slov; did you mean @slow?",
        refusal("@slov"));
  }

  @Test
  void anExpressionThatCanNotBeReadIsNamedWithItsFault() {
    assertTrue(refusal("@SOS-04 and").contains("write for instance"), refusal("@SOS-04 and"));
    assertTrue(refusal("(@SOS-04").contains("write for instance"), refusal("(@SOS-04"));
    assertTrue(refusal("@SOS-04 @ACN-01").contains("write for instance"));
  }

  @Test
  void aWordWithoutAnAtSignIsNoTag() {
    assertTrue(refusal("SOS-04").contains("a tag begins with @"), refusal("SOS-04"));
  }

  /** As Cucumber's own expressions have it. */
  @Test
  void escapedSignsBelongToATag() {
    Set<String> known = Set.of("@a(b)", "@c\\d");
    assertTrue(TagFilter.of("@a\\(b\\)", known).matches(List.of("@a(b)")));
    assertTrue(TagFilter.of("not @c\\\\d", known).matches(List.of("@a(b)")));
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(ConfigurationException.class, () -> TagFilter.of(text, KNOWN)).getMessage());
  }
}
