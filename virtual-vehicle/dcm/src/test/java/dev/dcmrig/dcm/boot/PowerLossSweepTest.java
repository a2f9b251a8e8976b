// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * OTA-06: power lost at any point of an installation leaves a DCM that boots: the old version or
 * the new one, never neither. An image of 1 MiB is installed, and the supply fails once at every 4
 * KiB boundary of what the flash does, at 200 further bytes, and at each byte of the switch at the
 * end. The spare slot is blank, or holds what ran before. What recovers may lose its supply, too.
 */
class PowerLossSweepTest {
  private static final int MIB = 1024 * 1024;
  private static final int BLOCK = 4096;
  private static final int PAGE = 256;
  private static final int RANDOM_CUTS = 200;
  private static final long SEED = 7;

  /** Head, record of the trial, of its start and of its proof: the last bytes that are written. */
  private static final int SWITCH_BYTES = 250;

  /** Of a small update; beside each byte of its switch. */
  private static final int RECOVERIES_APART = 1024;

  private static final int ENDURANCE = 10_000;
  private static final int ATTEMPTS = 3;
  private static final FlashLayout LAYOUT = new FlashLayout(BLOCK, MIB / BLOCK);
  private static final byte[] OLD = image(1, 16 * BLOCK);
  private static final byte[] NEW = image(2, MIB);
  private static final byte[] SMALL = image(3, 2 * BLOCK);

  /** What lies in the spare slot before the installation. */
  private enum Spare {
    BLANK,
    /** The firmware before the old one, whole. */
    OLDER
  }

  /** A DCM that has the old firmware, and perhaps another one before in its spare slot. */
  private static final class Device {
    final Flash flash = new Flash(LAYOUT.geometry(PAGE, ENDURANCE));
    final Bootloader bootloader = new Bootloader(flash, LAYOUT, new BootRules() {}, ATTEMPTS);

    Device(Spare spare) {
      bootloader.manufacture(spare == Spare.BLANK ? "1.0.0" : "0.9.0", OLD);
      if (spare == Spare.OLDER) {
        update("1.0.0", SMALL);
        assertEquals("0.9.0", bootloader.spareVersion().orElseThrow());
      }
    }

    void update(byte[] image) {
      update("2.0.0", image);
    }

    /** Installs a firmware, boots it and lets it prove itself. */
    private void update(String version, byte[] image) {
      SlotWriter writer = bootloader.writer(version, image.length, FlashSlots.sha256(image));
      writer.begin();
      byte[] piece = new byte[BLOCK];
      while (writer.written() < image.length) {
        System.arraycopy(image, writer.written(), piece, 0, BLOCK);
        writer.write(piece);
      }
      assertTrue(writer.finish());
      bootloader.tryOut();
      assertEquals(version, bootloader.start().orElseThrow().version());
      bootloader.commit();
    }

    /** The supply fails after so many bytes of an update. */
    void updateUntil(long cut, byte[] image) {
      flash.failAfter(cut);
      assertThrows(PowerLostException.class, () -> update(image), () -> "at byte " + cut);
    }
  }

  private static byte[] image(long seed, int bytes) {
    byte[] image = new byte[bytes];
    new Random(seed).nextBytes(image);
    return image;
  }

  private static long bytesOfAnUpdate(Spare spare, byte[] image) {
    Device device = new Device(spare);
    long before = device.flash.bytesDone();
    device.update(image);
    return device.flash.bytesDone() - before;
  }

  @ParameterizedTest
  @EnumSource(Spare.class)
  void the_dcm_boots_old_or_new_wherever_the_supply_fails(Spare spare) {
    long all = bytesOfAnUpdate(spare, NEW);
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
      Optional<Firmware> booted = bootedAfter(spare, cut);
      assertTrue(booted.isPresent(), "nothing boots when the supply fails after byte " + cut);
      outcomes.merge(booted.get().version(), 1, Integer::sum);
    }
    // Both must have been seen, or the sweep has missed the moment in between.
    assertEquals(Set.of("1.0.0", "2.0.0"), outcomes.keySet());
    assertTrue(outcomes.get("1.0.0") > outcomes.get("2.0.0"), outcomes::toString);
    assertEquals(cuts.size(), outcomes.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** Boots twice: what a broken start leaves must start, too. */
  private static Optional<Firmware> bootedAfter(Spare spare, long cut) {
    Device device = new Device(spare);
    device.updateUntil(cut, NEW);
    Optional<Firmware> booted = device.bootloader.boot();
    booted.filter(Firmware::onTrial).ifPresent(trial -> device.bootloader.commit());
    Optional<Firmware> again = device.bootloader.boot();
    assertEquals(booted.map(Firmware::version), again.map(Firmware::version));
    return again;
  }

  /** The supply fails anywhere in the update, and again at each byte of the start after that. */
  @ParameterizedTest
  @EnumSource(Spare.class)
  void a_second_failure_while_it_recovers_changes_nothing(Spare spare) {
    long all = bytesOfAnUpdate(spare, SMALL);
    Set<String> versions = new TreeSet<>();
    int second = 0;
    for (long cut = all % RECOVERIES_APART; cut < all; cut += step(all - cut)) {
      boolean again = true;
      for (long later = 0; again; later++) {
        Device device = new Device(spare);
        device.updateUntil(cut, SMALL);
        device.flash.supplyRestored();
        device.flash.failAfter(later);
        again = isCutAgain(device);
        second += again ? 1 : 0;
        Optional<Firmware> booted = device.bootloader.boot();
        String where = "after a failure at byte " + cut + " and one " + later + " bytes later";
        assertTrue(booted.isPresent(), "nothing boots " + where);
        versions.add(booted.get().version());
      }
    }
    assertEquals(Set.of("1.0.0", "2.0.0"), versions);
    assertTrue(second > SWITCH_BYTES, "a start writes a record: " + second + " second failures");
  }

  /** Each byte of the switch, and some before. */
  private static long step(long left) {
    return left <= SWITCH_BYTES ? 1 : Math.min(RECOVERIES_APART, left - SWITCH_BYTES);
  }

  private static boolean isCutAgain(Device device) {
    try {
      device.bootloader.start();
      return false;
    } catch (PowerLostException e) {
      return true;
    }
  }

  @Test
  void an_update_after_a_broken_one_succeeds() {
    for (long cut :
        new long[] {1, BLOCK - 1, MIB / 2, MIB, bytesOfAnUpdate(Spare.BLANK, NEW) - 1}) {
      Device device = new Device(Spare.BLANK);
      device.updateUntil(cut, NEW);
      device.bootloader.boot();
      device.bootloader.rollBack();
      device.flash.supplyRestored();
      device.update(NEW);
      Firmware booted = device.bootloader.boot().orElseThrow();
      assertEquals("2.0.0", booted.version(), "after a failure at byte " + cut);
    }
  }
}
