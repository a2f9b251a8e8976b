// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import org.junit.jupiter.api.Test;

/** Who the cars of a bench are. */
class CarIdentityTest {

  @Test
  void theFirstCarIsWhoItsFileSays() {
    assertEquals(
        new CarIdentity("DCMR0REF000000001", "001010000000001", "10.64.0.2", "+61491570156"),
        CarIdentity.of("DCMR0REF000000001", 0));
  }

  @Test
  void eachFurtherOneIsCountedUp() {
    assertEquals(
        new CarIdentity("DCMR0REF000000002", "001010000000002", "10.64.0.3", "+61491570157"),
        CarIdentity.of("DCMR0REF000000001", 1));
    assertEquals("DCMR0REF000000100", CarIdentity.of("DCMR0REF000000098", 2).vin());
  }

  @Test
  void aVinKeepsItsSeventeenCharactersWhenItsDigitsRunOver() {
    assertEquals("DCMR0REFABCDEFG00", CarIdentity.of("DCMR0REFABCDEFG99", 1).vin());
    assertEquals("00000000000000000", CarIdentity.of("99999999999999999", 1).vin());
  }

  @Test
  void aVinWithoutDigitsAtItsEndCantBeCountedUpAndTheMessageSaysSo() {
    BenchBroken thrown =
        assertThrows(BenchBroken.class, () -> CarIdentity.of("DCMR0REF00000000X", 1));
    assertTrue(String.valueOf(thrown.getMessage()).contains("'vin'"), thrown::getMessage);
  }

  @Test
  void thereIsNoFifthCar() {
    CarIdentity.of("DCMR0REF000000001", 3);
    assertThrows(BenchBroken.class, () -> CarIdentity.of("DCMR0REF000000001", 4));
  }
}
