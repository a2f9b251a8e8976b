// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BootloaderTest {
  private static final int BLOCK = 1024;
  private static final int PAGE = 128;
  private static final int ATTEMPTS = 3;
  private static final int ENDURANCE = 50;
  private static final FlashLayout LAYOUT = new FlashLayout(BLOCK, 4);

  private final Flash flash = new Flash(LAYOUT.geometry(PAGE, ENDURANCE));
  private final Bootloader bootloader = new Bootloader(flash, LAYOUT, new BootRules() {}, ATTEMPTS);

  @BeforeEach
  void manufacture() {
    bootloader.manufacture("1.0", new byte[BLOCK + 1]);
  }

  private void install(String version) {
    byte[] image = new byte[2 * BLOCK];
    Arrays.fill(image, (byte) version.length());
    SlotWriter writer = bootloader.writer(version, image.length, FlashSlots.sha256(image));
    assertTrue(writer.isPossible());
    writer.begin();
    writer.write(image);
    assertTrue(writer.finish());
    bootloader.tryOut();
  }

  private String version() {
    return bootloader.boot().map(Firmware::version).orElse("none");
  }

  @Test
  void a_firmware_on_trial_that_never_commits_is_given_up_after_its_attempts() {
    install("2.0");
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      assertEquals(new Firmware(Slot.B, "2.0", true), bootloader.boot().orElseThrow());
    }
    assertEquals(new Firmware(Slot.A, "1.0", false), bootloader.boot().orElseThrow());
    assertTrue(bootloader.state().rolledBack());
    assertEquals("1.0", version());
  }

  @Test
  void a_committed_firmware_stays() {
    install("2.0");
    bootloader.boot();
    bootloader.commit();
    for (int start = 0; start <= ATTEMPTS; start++) {
      assertEquals(new Firmware(Slot.B, "2.0", false), bootloader.boot().orElseThrow());
    }
    assertEquals(Slot.A, bootloader.spare());
    assertFalse(bootloader.state().rolledBack());
  }

  @Test
  void a_slot_whose_image_is_damaged_is_never_started() {
    install("2.0");
    int second = LAYOUT.imageBlock(Slot.B) * BLOCK + PAGE;
    flash.program(second, new byte[] {0});
    assertEquals("1.0", version());
    assertTrue(bootloader.state().rolledBack());
  }

  @Test
  void the_other_slot_is_the_last_resort_when_the_committed_one_is_damaged() {
    install("2.0");
    bootloader.boot();
    bootloader.commit();
    flash.erase(LAYOUT.headBlock(Slot.B));
    assertEquals("1.0", version());
    flash.erase(LAYOUT.headBlock(Slot.A));
    assertEquals(Optional.empty(), bootloader.boot());
  }

  /** Otherwise the next update would erase the only slot that starts. */
  @Test
  void what_runs_as_the_last_resort_is_not_installed_over() {
    install("2.0");
    bootloader.boot();
    bootloader.commit();
    flash.erase(LAYOUT.headBlock(Slot.B));
    assertEquals("1.0", version());
    assertEquals(Slot.B, bootloader.spare());
    SlotWriter writer = bootloader.writer("3.0", BLOCK, FlashSlots.sha256(new byte[BLOCK]));
    writer.begin();
    assertEquals("1.0", version());
  }

  @Test
  void an_image_that_is_not_what_was_announced_gets_no_head() {
    byte[] image = new byte[BLOCK];
    SlotWriter writer = bootloader.writer("2.0", BLOCK, FlashSlots.sha256(new byte[] {1}));
    writer.begin();
    writer.write(image);
    assertFalse(writer.finish());
    SlotWriter shorter = bootloader.writer("2.0", BLOCK + 1, FlashSlots.sha256(image));
    shorter.begin();
    shorter.write(image);
    assertFalse(shorter.finish());
    assertEquals("1.0", version());
  }

  @Test
  void a_cut_write_of_the_state_never_costs_the_state_before_it() {
    install("2.0");
    Set<Slot> seen = new HashSet<>();
    for (int at = 0; at < BLOCK + PAGE; at++) {
      Flash copy = new Flash(LAYOUT.geometry(PAGE, ENDURANCE));
      Bootloader other = new Bootloader(copy, LAYOUT, new BootRules() {}, ATTEMPTS);
      other.manufacture("1.0", new byte[BLOCK]);
      BootStateStore store = new BootStateStore(copy);
      // Up to the last page of the first block: the next record needs the second one erased.
      for (int record = 0; record < BLOCK / PAGE; record++) {
        store.write(new BootState(record % 2 == 0 ? Slot.B : Slot.A, null, 0, false));
      }
      copy.failAfter(at);
      try {
        store.write(new BootState(Slot.B, null, 0, false));
      } catch (PowerLostException e) {
        assertEquals(Slot.A, store.read().committed(), "cut at byte " + at);
      }
      seen.add(store.read().committed());
      copy.supplyRestored();
      store.write(new BootState(Slot.A, null, 7, true));
      assertEquals(new BootState(Slot.A, null, 7, true), store.read(), "cut at byte " + at);
    }
    assertEquals(Set.of(Slot.A, Slot.B), seen);
  }

  @Test
  void a_worn_flash_takes_no_further_installation() {
    Bootloader fresh = new Bootloader(flash, LAYOUT, new BootRules() {}, ATTEMPTS);
    SlotWriter writer = fresh.writer("2.0", BLOCK, new byte[32]);
    for (int erased = 0; erased < ENDURANCE; erased++) {
      writer.begin();
    }
    assertFalse(fresh.writer("2.0", BLOCK, new byte[32]).isPossible());
    assertThrows(IllegalStateException.class, writer::begin);
    assertFalse(fresh.writer("2.0", LAYOUT.imageBytes() + 1, new byte[32]).isPossible());
  }

  @Test
  void programming_only_clears_bits_and_a_cut_leaves_the_rest_as_it_was() {
    int block = LAYOUT.downloadBlock();
    int address = block * BLOCK;
    flash.program(address, new byte[] {(byte) 0xF0, (byte) 0xF0, (byte) 0xF0});
    flash.program(address, new byte[] {0x3C});
    assertEquals(0x30, flash.read(address, 1)[0]);
    flash.failAfter(1);
    assertThrows(
        PowerLostException.class, () -> flash.program(address + PAGE, new byte[] {1, 2, 3}));
    byte[] cut = flash.read(address + PAGE, 3);
    assertEquals(1, cut[0]);
    assertEquals((byte) 0xFF, cut[2]);
    assertThrows(IllegalArgumentException.class, () -> flash.program(address + 1, new byte[1]));
  }
}
