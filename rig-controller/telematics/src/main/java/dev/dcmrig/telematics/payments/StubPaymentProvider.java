// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.payments;

import dev.dcmrig.api.PaymentProvider;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * A payment provider that moves no money. It tells a result {@link #THINKING} after the charge was
 * asked for, on the timeline's thread, and again each {@link #RETELL} until the service has taken
 * it, {@link #TELLS} times at most. It declines a card that has expired meanwhile. It does not
 * simulate limits, disputes or partial refunds.
 */
public final class StubPaymentProvider implements PaymentProvider, PaymentGateway {

  /** From a charge to its result. */
  public static final Duration THINKING = Duration.ofSeconds(2);

  /** From a result that the service did not take to its repetition. */
  public static final Duration RETELL = Duration.ofMinutes(1);

  /** How often one result is told: for a day. */
  public static final int TELLS = 24 * 60;

  private final Timeline timeline;
  private final BiPredicate<String, String> results;
  private final Map<String, Charge> charges = new LinkedHashMap<>();
  private final Map<String, YearMonth> cards = new HashMap<>();
  private final List<String> refunds = new ArrayList<>();
  private Outcome outcome = Outcome.APPROVED;

  /**
   * A provider.
   *
   * @param results is told payment id and {@code "approved"} or {@code "declined"}, with no lock of
   *     the provider's held; says whether the service has taken it
   */
  public StubPaymentProvider(Timeline timeline, BiPredicate<String, String> results) {
    this.timeline = timeline;
    this.results = results;
  }

  @Override
  public synchronized void answer(Outcome next) {
    outcome = next;
  }

  @Override
  public synchronized List<Charge> charges() {
    return List.copyOf(charges.values());
  }

  /** Ids of the payments that were given back, in order of time. */
  public synchronized List<String> refunds() {
    return List.copyOf(refunds);
  }

  @Override
  public synchronized String tokenFor(Card card) {
    String token = "token-" + (cards.size() + 1);
    cards.put(token, card.expiry());
    return token;
  }

  @Override
  public synchronized void charge(
      String paymentId, String vin, String product, int cents, PaymentMethod method) {
    if (charges.containsKey(paymentId)) {
      return;
    }
    Duration at = Duration.ofNanos(timeline.nowNanos());
    charges.put(paymentId, new Charge(paymentId, at, vin, product, cents, method.masked(), "none"));
    YearMonth today = Card.monthAt(timeline.now());
    YearMonth expiry = cards.get(method.token());
    Outcome fate = expiry == null || expiry.isBefore(today) ? Outcome.DECLINED : outcome;
    if (fate != Outcome.NO_ANSWER) {
      // Timers belong to the timeline's thread; a charge may be asked for by the service's.
      timeline.post(
          "provider/" + paymentId,
          () -> timeline.after(THINKING.toNanos(), () -> tell(paymentId, fate)));
    }
  }

  private void tell(String paymentId, Outcome fate) {
    String result = fate == Outcome.DECLINED ? "declined" : "approved";
    synchronized (this) {
      charges.computeIfPresent(
          paymentId,
          (id, charge) ->
              new Charge(
                  paymentId,
                  charge.at(),
                  charge.vin(),
                  charge.product(),
                  charge.cents(),
                  charge.card(),
                  result));
    }
    timeline.changed();
    tell(paymentId, result, TELLS);
    if (fate == Outcome.APPROVED_TOLD_TWICE) {
      tell(paymentId, result, TELLS);
    }
  }

  private void tell(String paymentId, String result, int left) {
    if (!results.test(paymentId, result) && left > 1) {
      timeline.after(RETELL.toNanos(), () -> tell(paymentId, result, left - 1));
    }
  }

  @Override
  public synchronized void refund(String paymentId) {
    if (!refunds.contains(paymentId)) {
      refunds.add(paymentId);
    }
  }
}
