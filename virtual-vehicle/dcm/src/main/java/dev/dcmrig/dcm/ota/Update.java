// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.ota.Action.Answer;
import dev.dcmrig.dcm.ota.Action.Phase;
import dev.dcmrig.dcm.ota.UserDialog.View;
import dev.dcmrig.dcm.uptane.Primary;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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
  private final Loading loading;
  private final Preconditions preconditions;
  private final CarInstallation installation;
  private final UserSide user;
  private final Display display;
  private final Agreements agreements;
  private final Preparation preparation;
  private final Trial trial;
  private final Authorisation authorisation;
  private final Offers offers;
  private final Result result;
  private final CurrentAction current = new CurrentAction();

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
    this.preconditions = new Preconditions(dcm, settings, rules);
    BooleanSupplier suspended = () -> rules.isSuspended(dependencies.isEmergency());
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
            suspended,
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
        new Authorisation(
            primary,
            firmware,
            ecus.car(),
            userParts.car(),
            this::authorised,
            why -> over(false, why));
    ImageCheck check = new ImageCheck(settings, rules, firmware, authorisation, ecus.car());
    this.loading =
        new Loading(
            client,
            firmware,
            pace,
            settings,
            rules,
            reports,
            current,
            authorisation,
            check,
            suspended,
            new LoadingEvents());
    this.offers =
        new Offers(
            dcm,
            rules,
            firmware,
            reports,
            current,
            agreements,
            authorisation,
            check,
            new DeltaChoice(settings, rules, firmware),
            new OfferEvents());
    this.result =
        new Result(rules, reports, display, preparation, installation, authorisation, this::told);
  }

  // Power.

  void boot() {
    preparation.reset();
    current.restore(dcm.memory());
    trial.begin();
    Optional<Action> kept = current.get().filter(action -> action.phase == Phase.INSTALLED);
    if (kept.isPresent() && !firmware.isOnTrial()) {
      notOnTrial(kept.get());
    } else if (kept.isPresent()) {
      display.show(View.INSTALLING, kept.get().offer);
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
    loading.stop();
    installation.stop();
    if (rules.isToldAgain()) {
      result.again();
    }
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
    return current.isIn(Phase.INSTALLING) || current.isIn(Phase.TAKING_BACK);
  }

  /** Nothing is under way but the telling of a result. */
  boolean isSettled() {
    return !firmware.isOnTrial()
        && current.get().map(action -> action.phase == Phase.OVER).orElse(true);
  }

  boolean isWriting() {
    return pace.isBusy() && isInstalling();
  }

  void frame(long timeNanos) {
    user.frame(timeNanos);
  }

  boolean isAnswerAwaited() {
    return user.isAnswerAwaited();
  }

  // What the server says.

  /** What the server offers and takes back goes through here. */
  Offers offers() {
    return offers;
  }

  private final class OfferEvents implements Offers.Listener {
    @Override
    public void begun() {
      result.again();
    }

    @Override
    public void accepted() {
      proceed();
    }

    @Override
    public void over(boolean success, String details) {
      Update.this.over(success, details);
    }

    @Override
    public void givenUp() {
      preparation.reset();
      authorisation.giveUp();
      loading.stop();
      installation.stop();
      display.clear();
    }
  }

  // Its way.

  /** Does what can be done now; asked each second, and whenever something has changed. */
  void proceed() {
    current.with(this::proceed);
    if (current.get().isEmpty()) {
      authorisation.tellOfWithdrawal();
    }
  }

  private void proceed(Action action) {
    switch (action.phase) {
      case VERIFYING -> authorisation.proceed(action.offer);
      case DOWNLOADING -> loading.proceed(action);
      case READY -> preparation.proceed(action);
      case INSTALLING -> installation.proceed(action);
      case TAKING_BACK -> installation.takeBack(action);
      case INSTALLED -> installed(action);
      case OVER -> result.tell(action);
    }
  }

  private void authorised() {
    current.with(action -> action.enter(Phase.DOWNLOADING));
    proceed();
  }

  private final class LoadingEvents implements Loading.Listener {
    @Override
    public void progressed() {
      proceed();
    }

    @Override
    public void failed(String why) {
      over(false, why);
    }
  }

  private final class PreparationEvents implements Preparation.Listener {
    @Override
    public void ready() {
      current.with(
          action -> {
            action.enter(Phase.INSTALLING);
            reports.report(action.offer.action(), "proceeding", "none", "installing");
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
      current.with(action -> preparation.paused(action, why));
    }

    @Override
    public void writing() {
      preparation.resumed();
      current.with(action -> display.show(View.INSTALLING, action.offer));
    }

    @Override
    public void complete() {
      current.with(
          action -> {
            action.enter(Phase.INSTALLED);
            if (rules.isSuccessSaid(false)) {
              reports.report(action.offer.action(), "closed", "success", action.offer.version());
            }
            installed(action);
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
    public void gapOver() {
      proceed();
    }

    @Override
    public void takenBack() {
      current.with(action -> result.conclude(action, false, action.details));
    }
  }

  private void installed(Action action) {
    trial.tryOut(preconditions.missing(), why -> preparation.waitFor(action, why));
  }

  private String runs() {
    return firmware.version() + " runs";
  }

  private void over(boolean success, String details) {
    current.with(action -> result.over(action, success, details));
  }

  private void told(Action action) {
    if (current.is(action)) {
      current.end();
      agreements.forget();
    }
  }

  private final class UserEvents implements UserSide.Listener {
    @Override
    public void declined() {
      over(false, "declined by the user");
    }

    @Override
    public void answered(Answer answer, long askAtNanos) {
      current.with(
          action -> {
            action.answer = answer;
            action.askAtNanos = askAtNanos;
            action.keep();
            display.clear();
            if (answer == Answer.POSTPONED) {
              reports.report(action.offer.action(), "scheduled", "none", "postponed by the user");
            }
            proceed();
          });
    }
  }
}
