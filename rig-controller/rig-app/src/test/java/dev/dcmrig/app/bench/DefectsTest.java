// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.bench.config.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which defects a run may ask for, by who is to have them. */
class DefectsTest {

  @ParameterizedTest
  @CsvSource({"process", "exec", "container"})
  void aProcessMayHaveDefectsOfItsOwn(String driver) {
    assertDoesNotThrow(() -> Defects.check(List.of("my-own", "sos-one-retry-too-many"), driver));
  }

  @ParameterizedTest
  @CsvSource({"emulated,my-own", "process,'two words'", "process,'a,b'", "process,''"})
  void whatNobodyCanHaveIsRefused(String driver, String id) {
    assertThrows(ConfigurationException.class, () -> Defects.check(List.of(id), driver));
  }

  @Test
  void onlyDriversThatHandThemOnTakeThem() {
    assertEquals(
        List.of(true, true, true, true, false),
        List.of("emulated", "process", "exec", "container", "of-a-jar").stream()
            .map(Defects::canBeSeededIn)
            .toList());
  }
}
