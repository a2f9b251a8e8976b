// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.TestDrivers;
import dev.dcmrig.sim.settings.JsonSchema;
import org.junit.jupiter.api.Test;

/** What a table of drivers wants of each of them. */
class DriverNamesTest {

  @Test
  void aDriverHasANameAndOptionsThatCanBeWritten() {
    for (DriverFactory<?> factory : TestDrivers.TABLE.all()) {
      assertTrue(factory.name().matches("[a-z0-9-]+"), factory.name());
      JsonSchema.of(factory.options());
    }
    assertThrows(
        IllegalArgumentException.class, () -> TestDrivers.TABLE.and(TestDrivers.TABLE.all()));
  }
}
