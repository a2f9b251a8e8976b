// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.boot.Bootloader;
import dev.dcmrig.dcm.boot.DownloadArea;
import dev.dcmrig.dcm.boot.Firmware;
import dev.dcmrig.dcm.boot.Flash;
import dev.dcmrig.dcm.boot.FlashLayout;
import dev.dcmrig.dcm.uptane.Order;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The firmware of this DCM: its flash, what runs, and what a start of it is like. The flash keeps
 * what is on it without supply.
 */
public final class FirmwareKeeper implements FirmwareVersions {
  /** Erased and transferred at once. */
  static final int BLOCK_BYTES = 64 * 1024;

  private static final int PAGE_BYTES = 256;

  private final OtaSettings settings;
  private final OtaRules rules;
  private final Flash flash;
  private final Bootloader bootloader;
  private final DownloadArea download;
  private @Nullable Firmware running;

  public FirmwareKeeper(OtaSettings settings, OtaRules rules) {
    this(settings, rules, () -> false);
  }

  /**
   * @param wornOut whether the flash stands no erasure more
   */
  public FirmwareKeeper(OtaSettings settings, OtaRules rules, BooleanSupplier wornOut) {
    this.settings = settings;
    this.rules = rules;
    FlashLayout layout = new FlashLayout(BLOCK_BYTES, settings.imageBlocks());
    this.flash =
        new Flash(
            layout.geometry(PAGE_BYTES, settings.endurance()),
            () -> rules.isWearHeeded(wornOut.getAsBoolean()));
    this.bootloader = new Bootloader(flash, layout, rules, settings.bootAttempts());
    this.download = new DownloadArea(flash, layout);
    bootloader.manufacture(settings.factoryVersion(), FirmwareImage.ofTheFactory(settings));
  }

  /**
   * Starts the firmware that the bootloader chooses.
   *
   * @return whether it runs; otherwise the watchdog starts the next one
   */
  public boolean start() {
    Optional<Firmware> started = bootloader.boot();
    running = started.orElse(null);
    return started.isPresent() && image().start() != FirmwareImage.Start.HANGS;
  }

  Flash flash() {
    return flash;
  }

  Bootloader bootloader() {
    return bootloader;
  }

  DownloadArea download() {
    return download;
  }

  /** Whether what runs has yet to prove itself. */
  boolean isOnTrial() {
    Firmware known = running;
    return known != null && known.onTrial();
  }

  /** Whether the self-test of what runs passes. */
  boolean isWell() {
    return image().start() == FirmwareImage.Start.RUNS;
  }

  /** What runs has proved itself. */
  void commit() {
    bootloader.commit();
    Firmware known = running;
    if (known != null) {
      running = new Firmware(known.slot(), known.version(), false);
    }
  }

  /** Whether another version runs than the one that the DCM left the factory with. */
  public boolean isUpdated() {
    return !version().equals(settings.factoryVersion());
  }

  /** The image that the DCM left the factory with, as Uptane names it. */
  Order fromTheFactory() {
    return Order.ofTheFactory(settings.factoryVersion(), FirmwareImage.ofTheFactory(settings));
  }

  /** All of the image that runs, as the slot has it now. */
  byte[] runningImage() {
    Firmware known = running;
    return known == null ? new byte[0] : bootloader.image(known.slot());
  }

  /** The version that really runs. */
  String version() {
    Firmware known = running;
    return known == null ? settings.factoryVersion() : known.version();
  }

  @Override
  public String running() {
    return rules.versionTold(version(), settings.factoryVersion());
  }

  @Override
  public String spare() {
    return bootloader.spareVersion().orElse("");
  }

  @Override
  public String rxswin() {
    return image().rxswin();
  }

  @Override
  public String hardware() {
    return settings.hardware();
  }

  private FirmwareImage image() {
    Firmware known = running;
    byte[] start =
        known == null
            ? FirmwareImage.ofTheFactory(settings)
            : bootloader.imageStart(known.slot(), FirmwareImage.HEAD_BYTES);
    return FirmwareImage.read(start)
        .orElseGet(
            () -> new FirmwareImage(version(), "", "", FirmwareImage.Start.FAILS_ITS_SELF_TEST));
  }
}
