// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.uptane.Primary;
import dev.dcmrig.uptane.verify.Attack;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether those in charge have signed what the server offers (OTA-03): nothing is loaded before
 * both repositories of Uptane agree on it. A DCM whose factory has given it no root metadata asks
 * nobody.
 */
final class Authorisation {
  private final Primary primary;
  private final FirmwareKeeper firmware;
  private final Answers answers;

  /**
   * @param authorised told when an image may be loaded
   * @param refused told why it may not
   */
  Authorisation(
      Primary primary, FirmwareKeeper firmware, Runnable authorised, Consumer<String> refused) {
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

  /** Goes on to find out; to be asked again until it is told. */
  void proceed(Offer offer) {
    primary.verify(offer.size(), offer.sha256(), answers);
  }

  /** Why what was loaded is not what was ordered; empty if it is. */
  Optional<String> wrongWithImage(Offer offer) {
    return primary.wrongWithImage(offer.size(), firmware.download()::read);
  }

  /** The words for an image that does not come as it should, and is given up. */
  String refused(Attack attack, String why) {
    return primary.refused(attack, why);
  }

  /** It is over, one way or the other. */
  void concluded(boolean success) {
    primary.concluded(success);
  }

  /** Nothing is waited for any more. */
  void stop() {
    primary.stop();
  }
}
