// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * OTA-06: power lost at any point of an installation leaves a DCM that boots: the old version or
 * the new one, never neither. An image of 1 MiB is installed, and the supply fails once at every 4
 * KiB boundary of what the flash does, at 200 further bytes, and at each byte of the switch at the
 * end.
 */
class PowerLossSweepTest {
  private static final int MIB = 1024 * 1024;
  private static final int BLOCK = 4096;
  private static final int PAGE = 256;
  private static final int RANDOM_CUTS = 200;
  private static final long SEED = 7;

  /** Head, record of the trial, of its start and of its proof: the last bytes that are written. */
  private static final int SWITCH_BYTES = 250;

  private static final int ENDURANCE = 10_000;
  private static final int ATTEMPTS = 3;
  private static final FlashLayout LAYOUT = new FlashLayout(BLOCK, MIB / BLOCK);
  private static final byte[] OLD = image(1, 16 * BLOCK);
  private static final byte[] NEW = image(2, MIB);
  private static final byte[] NEW_HASH = FlashSlots.sha256(NEW);

  /** A DCM that has the old firmware, and perhaps another one before in its spare slot. */
  private static final class Device {
    final Flash flash = new Flash(LAYOUT.geometry(PAGE, ENDURANCE));
    final Bootloader bootloader = new Bootloader(flash, LAYOUT, new BootRules() {}, ATTEMPTS);

    Device() {
      bootloader.manufacture("1.0.0", OLD);
    }

    /** Boots, installs the new firmware, boots that and lets it prove itself. */
    void update() {
      SlotWriter writer = bootloader.writer("2.0.0", NEW.length, NEW_HASH);
      writer.begin();
      byte[] piece = new byte[BLOCK];
      while (writer.written() < NEW.length) {
        System.arraycopy(NEW, writer.written(), piece, 0, BLOCK);
        writer.write(piece);
      }
      assertTrue(writer.finish());
      bootloader.tryOut();
      assertEquals("2.0.0", bootloader.start().orElseThrow().version());
      bootloader.commit();
    }
  }

  private static byte[] image(long seed, int bytes) {
    byte[] image = new byte[bytes];
    new Random(seed).nextBytes(image);
    return image;
  }

  private static long bytesOfAnUpdate() {
    Device device = new Device();
    long before = device.flash.bytesDone();
    device.update();
    return device.flash.bytesDone() - before;
  }

  @Test
  void the_dcm_boots_old_or_new_wherever_the_supply_fails() {
    long all = bytesOfAnUpdate();
    TreeSet<Long> cuts = new TreeSet<>();
    for (long at = 0; at < all; at += BLOCK) {
      cuts.add(at);
    }
    Random random = new Random(SEED);
    int boundaries = cuts.size();
    while (cuts.size() < boundaries + RANDOM_CUTS) {
      cuts.add((long) (random.nextDouble() * all));
    }
    for (long at = all - SWITCH_BYTES; at < all; at++) {
      cuts.add(at);
    }
    Map<String, Integer> outcomes = new TreeMap<>();
    for (long cut : cuts) {
      Optional<Firmware> booted = bootedAfter(cut);
      assertTrue(booted.isPresent(), "nothing boots when the supply fails after byte " + cut);
      outcomes.merge(booted.get().version(), 1, Integer::sum);
    }
    // Both must have been seen, or the sweep has missed the moment in between.
    assertEquals(Set.of("1.0.0", "2.0.0"), outcomes.keySet());
    assertTrue(outcomes.get("1.0.0") > outcomes.get("2.0.0"), outcomes::toString);
    assertEquals(cuts.size(), outcomes.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** Boots twice: what a broken start leaves must start, too. */
  private static Optional<Firmware> bootedAfter(long cut) {
    Device device = new Device();
    device.flash.failAfter(cut);
    boolean failed = false;
    try {
      device.update();
    } catch (PowerLostException e) {
      failed = true;
    }
    assertTrue(failed, "the supply has not failed at byte " + cut);
    Optional<Firmware> booted = device.bootloader.boot();
    booted.filter(Firmware::onTrial).ifPresent(trial -> device.bootloader.commit());
    Optional<Firmware> again = device.bootloader.boot();
    assertEquals(booted.map(Firmware::version), again.map(Firmware::version));
    return again;
  }

  @Test
  void an_update_after_a_broken_one_succeeds() {
    for (long cut : new long[] {1, BLOCK - 1, MIB / 2, MIB, bytesOfAnUpdate() - 1}) {
      Device device = new Device();
      device.flash.failAfter(cut);
      try {
        device.update();
      } catch (PowerLostException e) {
        device.bootloader.boot();
      }
      device.bootloader.rollBack();
      device.flash.supplyRestored();
      device.update();
      Firmware booted = device.bootloader.boot().orElseThrow();
      assertEquals("2.0.0", booted.version(), "after a failure at byte " + cut);
    }
  }
}
