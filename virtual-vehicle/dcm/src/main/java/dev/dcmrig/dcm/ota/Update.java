// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.ota.Action.Answer;
import dev.dcmrig.dcm.ota.Action.Phase;
import dev.dcmrig.dcm.ota.UserDialog.View;
import dev.dcmrig.sim.Timer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One update from its offer to its result: downloading, ready, installing, installed, over. What a
 * reset leaves goes on from the phase that was kept. On the timeline's thread.
 */
final class Update {
  private static final long LOOK_NANOS = 1_000_000_000L;

  private final DcmContext dcm;
  private final OtaSettings settings;
  private final OtaRules rules;
  private final FirmwareKeeper firmware;
  private final Reports reports;
  private final UpdateService.Dependencies dependencies;
  private final FlashPace pace;
  private final Download download;
  private final Preconditions preconditions;
  private final Installation installation;
  private final UserDialog dialog;
  private final Agreements agreements;
  private final Timer selfTest;
  private final Timer shown;
  private @Nullable Action action;
  private boolean announced;
  private long beginAtNanos;
  private String waitsFor = "";
  private boolean resultSent;

  Update(
      DcmContext dcm,
      OtaSettings settings,
      OtaRules rules,
      FirmwareKeeper firmware,
      DdiClient client,
      Reports reports,
      UserParts user,
      UpdateService.Dependencies dependencies) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
    this.firmware = firmware;
    this.reports = reports;
    this.dependencies = dependencies;
    this.pace = new FlashPace(dcm.timeline(), firmware.flash(), settings.flashKibPerSecond());
    this.download = new Download(client, firmware, pace, settings, rules, new DownloadEvents());
    this.preconditions = new Preconditions(dcm, settings, rules);
    this.installation =
        new Installation(firmware, pace, preconditions, rules, new InstallationEvents());
    this.dialog = new UserDialog(dcm, user.car(), user.bus(), new Answers());
    this.agreements = new Agreements(dcm, settings, reports, dialog);
    this.selfTest = dcm.timeline().timer(this::selfTested);
    this.shown = dcm.timeline().timer(() -> dialog.show(View.NONE, "0", 0));
  }

  // Power.

  void boot() {
    announced = false;
    waitsFor = "";
    resultSent = false;
    action = Action.restore(dcm.memory()).orElse(null);
    if (firmware.isOnTrial()) {
      selfTest.armAfter(settings.selfTest().toNanos());
    }
    Action kept = action;
    if (kept != null && kept.phase == Phase.INSTALLED && !firmware.isOnTrial()) {
      notOnTrial(kept);
    } else if (kept != null && kept.phase == Phase.INSTALLED) {
      show(View.INSTALLING, kept.offer);
    }
  }

  /** It was in the slot when the DCM went down, and what runs is not on trial. */
  private void notOnTrial(Action kept) {
    if (firmware.version().equals(kept.offer.version())) {
      over(true, kept.offer.version() + " runs");
    } else if (firmware.bootloader().state().rolledBack()) {
      over(false, kept.offer.version() + " was given up; " + firmware.version() + " runs");
    } else {
      kept.enter(Phase.READY);
    }
  }

  void stop() {
    pace.cut();
    quiet();
    selfTest.cancel();
    shown.cancel();
    dialog.stop();
  }

  void sleep() {
    quiet();
    dialog.sleep();
  }

  private void quiet() {
    download.stop();
    installation.stop();
    resultSent = false;
  }

  void wake() {
    dialog.wake();
  }

  boolean isKeepingAwake() {
    return pace.isBusy()
        || firmware.isOnTrial()
        || (isIn(Phase.INSTALLING) && preconditions.missing().isEmpty());
  }

  boolean isInstalling() {
    return isIn(Phase.INSTALLING);
  }

  boolean isWriting() {
    return pace.isBusy() && isInstalling();
  }

  private boolean isIn(Phase phase) {
    Action current = action;
    return current != null && current.phase == phase;
  }

  void frame(long timeNanos) {
    dialog.frame(timeNanos);
  }

  // What the server says.

  void deployed(Offer offer) {
    Action current = action;
    if (current == null) {
      accept(offer);
    } else if (current.offer.isSameImage(offer)) {
      current.offer = offer;
      current.keep();
    } else if (isStoppable(current)) {
      giveUp();
      accept(offer);
    }
  }

  private void accept(Offer offer) {
    Action next = new Action(dcm.memory(), offer);
    next.sinceNanos = dcm.timeline().nowNanos();
    action = next;
    resultSent = false;
    int order = Versions.ORDER.compare(offer.version(), firmware.version());
    if (order == 0) {
      over(true, offer.version() + " runs already");
    } else if (!rules.isTaken(order)) {
      over(false, offer.version() + " is older than " + firmware.version());
    } else if (!firmware.download().isPossible(offer.size())) {
      over(false, "no room for " + offer.size() + " bytes");
    } else {
      next.keep();
      reports.report(offer.action(), "proceeding", "none", "downloading " + offer.version());
      proceed();
    }
  }

  void toBeConfirmed(Offer offer) {
    if (action == null) {
      agreements.ask(offer, secondsFor(offer));
    }
  }

  /** There is no deployment for this DCM any more. */
  void nothingDeployed() {
    agreements.forget();
    Action current = action;
    if (current != null && isStoppable(current)) {
      giveUp();
    }
  }

  /**
   * The server wants an action to end.
   *
   * @return whether it has; otherwise the new firmware is in place already
   */
  boolean cancel(String id) {
    Action current = action;
    if (current == null || !current.offer.action().equals(id)) {
      return true;
    }
    if (!isStoppable(current)) {
      return current.phase == Phase.OVER && !current.success;
    }
    if (rules.isGivenUpWhenCancelled()) {
      giveUp();
    }
    return true;
  }

  private static boolean isStoppable(Action current) {
    return current.phase != Phase.INSTALLED && current.phase != Phase.OVER;
  }

  private void giveUp() {
    Action current = action;
    action = null;
    announced = false;
    download.stop();
    installation.stop();
    dialog.show(View.NONE, "0", 0);
    if (current != null) {
      current.forget();
    }
  }

  // Its way.

  /** Does what can be done now; asked each second, and whenever something has changed. */
  void proceed() {
    Action current = action;
    if (current == null) {
      return;
    }
    switch (current.phase) {
      case DOWNLOADING -> download.proceed(current);
      case READY -> ready(current);
      case INSTALLING -> installation.proceed(current.offer);
      case INSTALLED -> installed();
      case OVER -> sendResult(current);
    }
  }

  private final class DownloadEvents implements Download.Listener {
    @Override
    public void progressed() {
      if (isIn(Phase.DOWNLOADING)) {
        proceed();
      }
    }

    @Override
    public void complete(boolean asAnnounced) {
      Action current = action;
      if (current != null) {
        downloaded(current, asAnnounced);
      }
    }

    @Override
    public void failed(String why) {
      over(false, why);
    }
  }

  private void downloaded(Action current, boolean asAnnounced) {
    Optional<FirmwareImage> image =
        FirmwareImage.read(
            firmware
                .download()
                .read(0, (int) Math.min(FirmwareImage.HEAD_BYTES, current.offer.size())));
    if (!rules.isInstalled(asAnnounced)) {
      over(false, "the image is not what was announced");
    } else if (image.isEmpty() || !image.get().version().equals(current.offer.version())) {
      over(false, "the image is no firmware of version " + current.offer.version());
    } else if (!rules.isForThisHardware(image.get().hardware().equals(settings.hardware()))) {
      over(false, "the image is for hardware " + image.get().hardware());
    } else {
      current.enter(Phase.READY);
      reports.report(current.offer.action(), "downloaded", "none", current.offer.version());
      proceed();
    }
  }

  private void ready(Action current) {
    long now = dcm.timeline().nowNanos();
    if (now - current.sinceNanos > settings.waitLimit().toNanos()) {
      over(false, "waited too long for " + (waitsFor.isEmpty() ? "the user" : waitsFor));
      return;
    }
    if (!rules.isInWindow(current.offer.installed())) {
      // The next poll says when it is open.
      return;
    }
    boolean asked = !current.offer.forced() && !agreements.has(current.offer.action());
    if (rules.isAgreementNeeded(asked) && current.answer != Answer.ACCEPTED) {
      if (now >= current.askAtNanos) {
        show(View.OFFERED, current.offer);
      }
      return;
    }
    if (!announced) {
      announced = true;
      beginAtNanos = now + settings.notice().toNanos();
      if (rules.isAnnounced()) {
        show(View.ANNOUNCED, current.offer);
      }
    }
    if (now < beginAtNanos) {
      return;
    }
    Optional<String> missing = preconditions.missing();
    if (missing.isPresent()) {
      waitFor(missing.get());
    } else {
      current.enter(Phase.INSTALLING);
      reports.report(current.offer.action(), "proceeding", "none", "installing");
      proceed();
    }
  }

  private void waitFor(String what) {
    Action current = action;
    if (current != null && !waitsFor.equals(what)) {
      waitsFor = what;
      reports.report(current.offer.action(), "scheduled", "none", "waiting: " + what);
    }
  }

  private final class InstallationEvents implements Installation.Listener {
    @Override
    public void paused(String why) {
      Action current = action;
      if (current != null) {
        waitFor(why);
        show(View.ANNOUNCED, current.offer);
        if (dcm.timeline().nowNanos() - current.sinceNanos > settings.waitLimit().toNanos()) {
          over(false, "waited too long for " + why);
        }
      }
    }

    @Override
    public void writing() {
      Action current = action;
      if (current != null) {
        waitsFor = "";
        show(View.INSTALLING, current.offer);
      }
    }

    @Override
    public void complete() {
      Action current = action;
      if (current != null) {
        current.enter(Phase.INSTALLED);
        if (rules.isSuccessSaid(false)) {
          reports.report(current.offer.action(), "closed", "success", current.offer.version());
        }
        installed();
      }
    }

    @Override
    public void failed(String why) {
      over(false, why);
    }
  }

  /** The new firmware is started as soon as that disturbs nobody. */
  private void installed() {
    Optional<String> missing = preconditions.missing();
    if (firmware.isOnTrial() || rules.isSuspended(dependencies.isEmergency())) {
      return;
    }
    if (missing.isPresent() && rules.isStopped(true)) {
      waitFor(missing.get());
    } else {
      dcm.timeline().after(0, dependencies::restart);
    }
  }

  private void selfTested() {
    if (rules.isSuspended(dependencies.isEmergency())) {
      selfTest.armAfter(LOOK_NANOS);
    } else if (rules.isKept(firmware.isWell())) {
      firmware.commit();
      if (action != null) {
        over(true, firmware.version() + " runs");
      }
    } else {
      firmware.bootloader().rollBack();
      dependencies.restart();
    }
  }

  private void over(boolean success, String details) {
    Action current = action;
    if (current == null) {
      return;
    }
    boolean known = current.phase != Phase.DOWNLOADING;
    current.success = success;
    current.details = details;
    current.enter(Phase.OVER);
    announced = false;
    if (known && rules.isResultShown()) {
      show(success ? View.SUCCEEDED : View.FAILED, current.offer);
    } else {
      dialog.show(View.NONE, "0", 0);
    }
    shown.armAfter(settings.resultShown().toNanos());
    if (success) {
      reports.versions();
    }
    sendResult(current);
  }

  private void sendResult(Action current) {
    if (resultSent) {
      return;
    }
    resultSent = true;
    reports.result(
        current.offer.action(),
        current.success,
        current.details,
        () -> {
          if (action == current) {
            current.forget();
            agreements.forget();
            action = null;
          }
        });
  }

  // The user.

  private long secondsFor(Offer offer) {
    return pace.timeFor(offer.size()).plus(settings.selfTest()).toSeconds();
  }

  private void show(View view, Offer offer) {
    shown.cancel();
    dialog.show(view, offer.version(), secondsFor(offer));
  }

  private final class Answers implements UserDialog.Listener {
    @Override
    public void accepted() {
      answered(Answer.ACCEPTED, 0);
    }

    @Override
    public void declined() {
      if (!agreements.declined()) {
        over(false, "declined by the user");
      }
    }

    @Override
    public void postponed() {
      answered(Answer.POSTPONED, dcm.timeline().nowNanos() + settings.postpone().toNanos());
    }

    private void answered(Answer answer, long askAtNanos) {
      Action current = action;
      if (agreements.answered(answer, askAtNanos) || current == null) {
        return;
      }
      current.answer = answer;
      current.askAtNanos = askAtNanos;
      current.keep();
      dialog.show(View.NONE, "0", 0);
      if (answer == Answer.POSTPONED) {
        reports.report(current.offer.action(), "scheduled", "none", "postponed by the user");
      }
      proceed();
    }
  }
}
