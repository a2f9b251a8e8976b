// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.flashing.EcuFlasher;
import dev.dcmrig.dcm.flashing.FlashJob;
import dev.dcmrig.dcm.flashing.FlashStep;
import dev.dcmrig.dcm.ota.EcuState.Stage;
import dev.dcmrig.sim.Timer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Installs what an action has for the car: first the ECUs behind the DCM, one after the other
 * (OTA-08), then the DCM's own firmware. An ECU that could not be given its software after its
 * tries gets back what it had. Where the campaign is all or nothing, so do those that were done
 * before.
 */
final class CarInstallation {
  private static final HexFormat HEX = HexFormat.of();

  /** Who wants it installed. */
  interface Listener extends Installation.Listener {
    /** The ECUs are over, and the DCM keeps its firmware. */
    void ecusOver();

    /** The gap before an ECU's next try is over. */
    void gapOver();

    /** No ECU has anything of a failed campaign any more. */
    void takenBack();
  }

  private final OtaSettings settings;
  private final OtaRules rules;
  private final FirmwareKeeper firmware;
  private final Preconditions preconditions;
  private final EcuSide ecus;
  private final EcuVersions versions;
  private final EcuFlasher flasher;
  private final Installation own;
  private final BooleanSupplier suspended;
  private final Listener listener;
  private final Timer gap;

  /**
   * @param suspended whether an emergency suspends the update
   */
  CarInstallation(
      DcmContext dcm,
      OtaSettings settings,
      OtaRules rules,
      FirmwareKeeper firmware,
      FlashPace pace,
      Preconditions preconditions,
      EcuSide ecus,
      EcuVersions versions,
      BooleanSupplier suspended,
      Listener listener) {
    this.settings = settings;
    this.rules = rules;
    this.firmware = firmware;
    this.preconditions = preconditions;
    this.ecus = ecus;
    this.versions = versions;
    this.suspended = suspended;
    this.listener = listener;
    this.flasher = new EcuFlasher(dcm.timeline(), ecus.tester(), rules, settings.ecuBoot());
    this.own = new Installation(firmware, pace, preconditions, rules, suspended, listener);
    this.gap = dcm.timeline().timer(listener::gapOver);
  }

  /** Nothing is written any more. */
  void stop() {
    gap.cancel();
    flasher.stop();
    own.stop();
  }

  /** Goes on, if nothing is under way. */
  void proceed(Action action) {
    Optional<EcuState> failed =
        action.ecus.stream().filter(ecu -> ecu.stage == Stage.FAILED).findFirst();
    if (failed.isPresent() && rules.isTogether(action.offer.together())) {
      listener.failed("all or nothing: " + failed.get().part.ecu() + " has failed");
      return;
    }
    Optional<EcuState> next = action.ecus.stream().filter(ecu -> !ecu.isOver()).findFirst();
    if (next.isPresent()) {
      flash(action, next.get());
    } else if (isOwnMissing(action.offer)) {
      own.proceed(action.offer);
    } else {
      listener.ecusOver();
    }
  }

  private boolean isOwnMissing(Offer offer) {
    return offer.isForDcm() && !offer.version().equals(firmware.version());
  }

  /** Whether an ECU has something that a failed campaign must take back, or nothing at all. */
  boolean isToBeTakenBack(Action action) {
    return action.ecus.stream()
        .anyMatch(
            ecu ->
                ecu.stage == Stage.GIVEN_BACK
                    || (ecu.stage == Stage.BEGUN && ecu.erased)
                    || (ecu.stage == Stage.DONE && rules.isTogether(action.offer.together())));
  }

  /** Gives back what ECUs had, the last one first. */
  void takeBack(Action action) {
    for (int at = action.ecus.size() - 1; at >= 0; at--) {
      EcuState ecu = action.ecus.get(at);
      if (ecu.stage == Stage.GIVEN_BACK) {
        flash(action, ecu);
        return;
      } else if (ecu.stage == Stage.DONE || (ecu.stage == Stage.BEGUN && ecu.erased)) {
        giveBack(ecu, "taken back");
        action.keep();
        return;
      }
    }
    listener.takenBack();
  }

  private void giveBack(EcuState ecu, String why) {
    ecu.why = why;
    ecu.tries = 0;
    boolean possible = ecu.part.fallback().isThere() && rules.isGivenBack();
    ecu.stage = possible ? Stage.GIVEN_BACK : Stage.FAILED;
    if (!possible) {
      ecu.told = "";
    }
  }

  private void flash(Action action, EcuState ecu) {
    if (flasher.isBusy() || gap.isArmed()) {
      return;
    }
    Optional<String> missing = preconditions.missing();
    if (missing.isPresent() && rules.isStopped(true)) {
      listener.paused(missing.get());
      return;
    }
    Optional<FlashJob> job = job(action.offer, ecu);
    Progress progress = new Progress(action, ecu);
    if (job.isPresent()) {
      listener.writing();
      flasher.begin(job.get(), progress);
    } else {
      progress.failed(FlashStep.IDENTIFICATION, "what was loaded is not on the flash", true);
    }
  }

  /** What is to be written, if it is on the flash as it was loaded. */
  private Optional<FlashJob> job(Offer offer, EcuState ecu) {
    Artifact artifact = ecu.stage == Stage.GIVEN_BACK ? ecu.part.fallback() : ecu.part.software();
    int place = offer.placeOf(artifact);
    int size = (int) artifact.size();
    if (!firmware.download().holds(place, size, HEX.parseHex(artifact.sha256()))) {
      return Optional.empty();
    }
    return EcuImage.read(firmware.download().read(place, Math.min(size, EcuImage.HEAD_BYTES)))
        .flatMap(
            image ->
                ecus.car()
                    .ecu(ecu.part.ecu())
                    .filter(known -> known.file().flash().isPresent())
                    .map(
                        known ->
                            new FlashJob(
                                known,
                                image.version(),
                                image.hardware(),
                                size,
                                (at, count) -> firmware.download().read(place + at, count))));
  }

  /** What becomes of one ECU; each change is kept, since the supply may fail at any time. */
  private final class Progress implements EcuFlasher.Listener {
    private final Action action;
    private final EcuState ecu;
    private final boolean givesBack;

    Progress(Action action, EcuState ecu) {
      this.action = action;
      this.ecu = ecu;
      this.givesBack = ecu.stage == Stage.GIVEN_BACK;
    }

    @Override
    public boolean mayGoOn() {
      return !suspended.getAsBoolean()
          && (preconditions.missing().isEmpty() || !rules.isStopped(true));
    }

    @Override
    public void interrupted() {
      // The next look begins it anew, once it may go on.
    }

    @Override
    public boolean found(String version) {
      if (givesBack) {
        return true;
      }
      ecu.asked = true;
      ecu.told = version;
      ecu.erased = ecu.erased && version.isEmpty();
      String wanted = ecu.part.version();
      if (version.equals(wanted)) {
        ecu.stage = ecu.stage == Stage.BEGUN ? Stage.DONE : Stage.HAD;
      } else if (EcuImage.isOlder(wanted, version) && !rules.isTaken(-1)) {
        ecu.stage = Stage.FAILED;
        ecu.why = wanted + " is older";
      } else {
        ecu.stage = Stage.BEGUN;
      }
      keep();
      return ecu.stage == Stage.BEGUN;
    }

    @Override
    public void erasing() {
      ecu.erased = true;
      ecu.told = "";
      keep();
    }

    @Override
    public void kept(String version) {
      ecu.erased = false;
      ecu.told = version;
    }

    @Override
    public void done(String version) {
      ecu.told = version;
      ecu.erased = false;
      ecu.stage = givesBack ? Stage.FAILED : Stage.DONE;
      keep();
    }

    @Override
    public void failed(FlashStep step, String why, boolean lasting) {
      String what = step + ": " + why;
      ecu.tries++;
      if (!lasting && ecu.tries < rules.ecuTries(settings.ecuTries())) {
        gap.armAfter(settings.ecuRetryGap().toNanos());
      } else if (givesBack) {
        ecu.stage = Stage.FAILED;
        ecu.why = ecu.why + ", then " + what;
      } else if (ecu.erased) {
        giveBack(ecu, what);
      } else {
        ecu.stage = Stage.FAILED;
        ecu.why = what;
      }
      keep();
    }

    private void keep() {
      action.keep();
      if (ecu.asked) {
        versions.told(ecu);
      }
    }
  }
}
