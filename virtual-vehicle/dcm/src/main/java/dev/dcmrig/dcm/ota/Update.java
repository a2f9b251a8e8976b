// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.ota.Action.Answer;
import dev.dcmrig.dcm.ota.Action.Phase;
import dev.dcmrig.dcm.ota.UserDialog.View;
import dev.dcmrig.dcm.uptane.Primary;
import dev.dcmrig.uptane.verify.Attack;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One update from its offer to its result: downloading, ready, installing, installed, over. What a
 * reset leaves goes on from the phase that was kept. On the timeline's thread.
 */
final class Update {
  private final DcmContext dcm;
  private final OtaRules rules;
  private final FirmwareKeeper firmware;
  private final Reports reports;
  private final FlashPace pace;
  private final Download download;
  private final Preconditions preconditions;
  private final CarInstallation installation;
  private final UserSide user;
  private final Display display;
  private final Agreements agreements;
  private final Preparation preparation;
  private final Trial trial;
  private final Authorisation authorisation;
  private final ImageCheck check;
  private final Result result;
  private @Nullable Action action;

  Update(
      DcmContext dcm,
      OtaSettings settings,
      OtaRules rules,
      FirmwareKeeper firmware,
      DdiClient client,
      Primary primary,
      Reports reports,
      UserParts userParts,
      EcuSide ecus,
      UpdateService.Dependencies dependencies) {
    this.dcm = dcm;
    this.rules = rules;
    this.firmware = firmware;
    this.reports = reports;
    this.pace = new FlashPace(dcm.timeline(), firmware.flash(), settings.flashKibPerSecond());
    this.download = new Download(client, firmware, pace, settings, rules, new DownloadEvents());
    this.preconditions = new Preconditions(dcm, settings, rules);
    this.installation =
        new CarInstallation(
            dcm,
            settings,
            rules,
            firmware,
            pace,
            preconditions,
            ecus,
            reports.ecus(),
            () -> rules.isSuspended(dependencies.isEmergency()),
            new InstallationEvents());
    this.user = new UserSide(dcm, settings, reports, userParts, pace, new UserEvents());
    this.display = user.display();
    this.agreements = user.agreements();
    this.preparation =
        new Preparation(
            dcm,
            settings,
            rules,
            reports,
            preconditions,
            agreements,
            display,
            new PreparationEvents());
    this.trial = new Trial(dcm, settings, rules, firmware, dependencies, () -> over(true, runs()));
    this.authorisation =
        new Authorisation(primary, firmware, ecus.car(), this::authorised, why -> over(false, why));
    this.check = new ImageCheck(settings, rules, firmware, authorisation, ecus.car());
    this.result =
        new Result(rules, reports, display, preparation, installation, authorisation, this::told);
  }

  // Power.

  void boot() {
    preparation.reset();
    action = Action.restore(dcm.memory()).orElse(null);
    trial.begin();
    Action kept = action;
    if (kept != null && kept.phase == Phase.INSTALLED && !firmware.isOnTrial()) {
      notOnTrial(kept);
    } else if (kept != null && kept.phase == Phase.INSTALLED) {
      display.show(View.INSTALLING, kept.offer);
    }
  }

  /** It was in the slot when the DCM went down, and what runs is not on trial. */
  private void notOnTrial(Action kept) {
    if (firmware.version().equals(kept.offer.version())) {
      over(true, runs());
    } else if (firmware.bootloader().state().rolledBack()) {
      over(false, kept.offer.version() + " was given up; " + runs());
    } else {
      kept.enter(Phase.READY);
    }
  }

  void stop() {
    pace.cut();
    quiet();
    trial.stop();
    user.stop();
  }

  void sleep() {
    quiet();
    user.sleep();
  }

  /** What is under way is lost, and begun anew when it is due. */
  void quiet() {
    authorisation.stop();
    download.stop();
    installation.stop();
    result.again();
  }

  void wake() {
    user.wake();
  }

  boolean isKeepingAwake() {
    return pace.isBusy()
        || firmware.isOnTrial()
        || (isInstalling() && preconditions.missing().isEmpty());
  }

  boolean isInstalling() {
    return isIn(Phase.INSTALLING) || isIn(Phase.TAKING_BACK);
  }

  boolean isWriting() {
    return pace.isBusy() && isInstalling();
  }

  private boolean isIn(Phase phase) {
    Action current = action;
    return current != null && current.phase == phase;
  }

  void frame(long timeNanos) {
    user.frame(timeNanos);
  }

  // What the server says.

  void deployed(Offer offer) {
    Action current = action;
    if (current == null) {
      accept(offer);
    } else if (current.offer.isSameImage(offer)) {
      current.offer = offer;
      current.keep();
    } else if (current.isStoppable()) {
      giveUp();
      accept(offer);
    }
  }

  private void accept(Offer offer) {
    Action next = new Action(dcm.memory(), offer);
    next.sinceNanos = dcm.timeline().nowNanos();
    action = next;
    result.again();
    int order = Versions.ORDER.compare(offer.version(), firmware.version());
    Optional<String> wrong = check.wrongWith(offer, order);
    if (order == 0 && offer.ecus().isEmpty()) {
      over(true, offer.version() + " runs already");
    } else if (wrong.isPresent()) {
      over(false, wrong.get());
    } else {
      next.enter(authorisation.firstPhase());
      reports.report(offer.action(), "proceeding", "none", "downloading " + offer.version());
      proceed();
    }
  }

  void toBeConfirmed(Offer offer) {
    if (action == null) {
      agreements.ask(offer);
    }
  }

  /** There is no deployment for this DCM any more. */
  void nothingDeployed() {
    agreements.forget();
    Action current = action;
    if (current != null && current.isStoppable()) {
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
      agreements.takenBack(id);
      return true;
    }
    if (!current.isStoppable()) {
      return current.phase == Phase.OVER && !current.success;
    }
    if (rules.isGivenUpWhenCancelled()) {
      giveUp();
    }
    return true;
  }

  private void giveUp() {
    withAction(Action::forget);
    action = null;
    preparation.reset();
    authorisation.giveUp();
    download.stop();
    installation.stop();
    display.clear();
  }

  // Its way.

  /** Does what can be done now; asked each second, and whenever something has changed. */
  void proceed() {
    withAction(this::proceed);
  }

  private void proceed(Action current) {
    switch (current.phase) {
      case VERIFYING -> authorisation.proceed(current.offer);
      case DOWNLOADING -> download.proceed(current);
      case READY -> preparation.proceed(current);
      case INSTALLING -> installation.proceed(current);
      case TAKING_BACK -> installation.takeBack(current);
      case INSTALLED -> installed(current);
      case OVER -> result.tell(current);
    }
  }

  private void withAction(Consumer<Action> todo) {
    Action current = action;
    if (current != null) {
      todo.accept(current);
    }
  }

  private void authorised() {
    withAction(current -> current.enter(Phase.DOWNLOADING));
    proceed();
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
      withAction(current -> downloaded(current, asAnnounced));
    }

    @Override
    public void failed(@Nullable Attack attack, String why) {
      over(false, attack == null ? why : authorisation.refused(attack, why));
    }
  }

  private void downloaded(Action current, boolean asAnnounced) {
    Optional<String> wrong = check.wrongWithImage(current.offer, asAnnounced);
    if (wrong.isPresent()) {
      over(false, wrong.get());
    } else {
      current.enter(Phase.READY);
      reports.report(current.offer.action(), "downloaded", "none", current.offer.version());
      proceed();
    }
  }

  private final class PreparationEvents implements Preparation.Listener {
    @Override
    public void ready() {
      withAction(
          current -> {
            current.enter(Phase.INSTALLING);
            reports.report(current.offer.action(), "proceeding", "none", "installing");
            proceed();
          });
    }

    @Override
    public void waitedTooLong(String why) {
      over(false, "waited too long for " + why);
    }
  }

  private final class InstallationEvents implements CarInstallation.Listener {
    @Override
    public void paused(String why) {
      withAction(current -> preparation.paused(current, why));
    }

    @Override
    public void writing() {
      preparation.resumed();
      withAction(current -> display.show(View.INSTALLING, current.offer));
    }

    @Override
    public void complete() {
      withAction(
          current -> {
            current.enter(Phase.INSTALLED);
            if (rules.isSuccessSaid(false)) {
              reports.report(current.offer.action(), "closed", "success", current.offer.version());
            }
            installed(current);
          });
    }

    @Override
    public void failed(String why) {
      over(false, why);
    }

    @Override
    public void ecusOver() {
      over(true, "the ECUs are over");
    }

    @Override
    public void takenBack() {
      withAction(current -> result.conclude(current, false, current.details));
    }
  }

  private void installed(Action current) {
    trial.tryOut(preconditions.missing(), why -> preparation.waitFor(current, why));
  }

  private String runs() {
    return firmware.version() + " runs";
  }

  private void over(boolean success, String details) {
    withAction(current -> result.over(current, success, details));
  }

  private void told(Action current) {
    if (action == current) {
      current.forget();
      agreements.forget();
      action = null;
    }
  }

  private final class UserEvents implements UserSide.Listener {
    @Override
    public void declined() {
      over(false, "declined by the user");
    }

    @Override
    public void answered(Answer answer, long askAtNanos) {
      withAction(
          current -> {
            current.answer = answer;
            current.askAtNanos = askAtNanos;
            current.keep();
            display.clear();
            if (answer == Answer.POSTPONED) {
              reports.report(current.offer.action(), "scheduled", "none", "postponed by the user");
            }
            proceed();
          });
    }
  }
}
