// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A defect that nobody can seed shows nothing. */
class SubscriptionDefectsTest {
  @Test
  void everyDefectIsInTheCatalogue() throws IllegalAccessException {
    Set<String> declared = new TreeSet<>();
    for (Field field : SubscriptionDefects.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        declared.add((String) field.get(null));
      }
    }
    assertEquals(
        declared,
        SubscriptionDefects.ALL.stream()
            .map(SubscriptionDefects.Defect::id)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
