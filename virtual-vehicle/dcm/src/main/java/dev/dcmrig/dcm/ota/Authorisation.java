// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.uptane.Offered;
import dev.dcmrig.dcm.uptane.Primary;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.IdentityData;
import dev.dcmrig.uptane.verify.Attack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Whether those in charge have signed what the server offers (OTA-03): nothing is loaded before
 * both repositories of Uptane agree on it. A DCM whose factory has given it no root metadata asks
 * nobody.
 */
final class Authorisation {
  /** A car that is awake is never silent for so long. */
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Primary primary;
  private final FirmwareKeeper firmware;
  private final CarDiagnostics car;
  private final CarState bus;
  private final Answers answers;

  /**
   * @param car its ECUs, which the orders are for, too
   * @param bus says whether ECUs sleep
   * @param authorised told when an image may be loaded
   * @param refused told why it may not
   */
  Authorisation(
      Primary primary,
      FirmwareKeeper firmware,
      CarDiagnostics car,
      CarState bus,
      Runnable authorised,
      Consumer<String> refused) {
    this.car = car;
    this.bus = bus;
    this.primary = primary;
    this.firmware = firmware;
    this.answers = new Answers(authorised, refused);
  }

  private record Answers(Runnable yes, Consumer<String> no) implements Primary.Listener {
    @Override
    public void authorised() {
      yes.run();
    }

    @Override
    public void refused(String why) {
      no.accept(why);
    }
  }

  /** What an offer begins with. */
  Action.Phase firstPhase() {
    return primary.isProvisioned() ? Action.Phase.VERIFYING : Action.Phase.DOWNLOADING;
  }

  /** Goes on to find out; to be asked again until it is told. Waits for ECUs that sleep. */
  void proceed(Offer offer) {
    if (!offer.ecus().isEmpty() && bus.isBusSilentFor(SILENT_NANOS)) {
      return;
    }
    List<Offered> all = new ArrayList<>();
    if (offer.isForDcm()) {
      all.add(primary.forDcm(offer.own().size(), offer.own().sha256()));
    }
    for (EcuPart part : offer.ecus()) {
      Artifact software = part.software();
      all.add(
          new Offered(primary.ecu(part.ecu()), hardware(part), software.size(), software.sha256()));
    }
    primary.verify(all, answers);
  }

  /** What the car's data say of an ECU's hardware; empty when they say nothing. */
  private String hardware(EcuPart part) {
    return car.ecu(part.ecu()).stream()
        .flatMap(ecu -> ecu.file().data().stream())
        .filter(data -> data.number() == IdentityData.HARDWARE_NUMBER)
        .findFirst()
        .map(data -> new String(data.value(), StandardCharsets.US_ASCII).stripTrailing())
        .orElse("");
  }

  /** Why what was loaded is not what was ordered; empty if it is. */
  Optional<String> wrongWithImage(Offer offer) {
    return offer.isForDcm()
        ? primary.wrongWithImage(offer.own().size(), firmware.download()::read)
        : Optional.empty();
  }

  /** The words for an image that does not come as it should, and is given up. */
  String refused(Attack attack, String why) {
    return primary.refused(attack, why);
  }

  /**
   * It is over, one way or the other; what runs says what is installed.
   *
   * @param then runs when the director's report is on its way
   */
  void concluded(Action action, Runnable then) {
    List<String> run = new ArrayList<>();
    if (action.offer.isForDcm() && action.offer.version().equals(firmware.version())) {
      run.add(primary.ecu());
    }
    action.ecus.stream()
        .filter(EcuState::isWell)
        .forEach(ecu -> run.add(primary.ecu(ecu.part.ecu())));
    primary.concluded(run, then);
  }

  /** Whether the director is still to be told of the end. */
  boolean isReporting() {
    return primary.isReporting();
  }

  /** What was ordered is not wanted any more. */
  void giveUp() {
    primary.giveUp();
  }

  /** ECUs hear of an order that was withdrawn; to be asked again while nothing is under way. */
  void tellOfWithdrawal() {
    if (primary.isWithdrawalOwed() && !bus.isBusSilentFor(SILENT_NANOS)) {
      primary.tellOfWithdrawal();
    }
  }

  /** Nothing is waited for any more. */
  void stop() {
    primary.stop();
  }
}
