// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The self-test of firmware that has been started for the first time (OTA-07): it is kept when it
 * is well, and rolled back when it is not. An emergency comes first.
 */
final class Trial {
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Timeline timeline;
  private final OtaSettings settings;
  private final OtaRules rules;
  private final FirmwareKeeper firmware;
  private final UpdateService.Dependencies dependencies;
  private final Runnable kept;
  private final Timer timer;

  /**
   * @param kept told when what runs has been committed
   */
  Trial(
      DcmContext dcm,
      OtaSettings settings,
      OtaRules rules,
      FirmwareKeeper firmware,
      UpdateService.Dependencies dependencies,
      Runnable kept) {
    this.timeline = dcm.timeline();
    this.settings = settings;
    this.rules = rules;
    this.firmware = firmware;
    this.dependencies = dependencies;
    this.kept = kept;
    this.timer = dcm.timeline().timer(this::test);
  }

  /** Begins, if what runs has yet to prove itself. */
  void begin() {
    if (firmware.isOnTrial()) {
      timer.armAfter(settings.selfTest().toNanos());
    }
  }

  /**
   * Starts what is in the slot, as soon as that disturbs nobody.
   *
   * @param missing the precondition that does not hold
   * @param waits told of it
   */
  void tryOut(Optional<String> missing, Consumer<String> waits) {
    if (firmware.isOnTrial() || rules.isSuspended(dependencies.isEmergency())) {
      return;
    }
    if (missing.isPresent() && rules.isStopped(true)) {
      waits.accept(missing.get());
    } else {
      timeline.after(0, dependencies::restart);
    }
  }

  void stop() {
    timer.cancel();
  }

  private void test() {
    if (rules.isSuspended(dependencies.isEmergency())) {
      timer.armAfter(AGAIN_NANOS);
    } else if (rules.isKept(firmware.isWell())) {
      firmware.commit();
      kept.run();
    } else {
      firmware.bootloader().rollBack();
      dependencies.restart();
    }
  }
}
