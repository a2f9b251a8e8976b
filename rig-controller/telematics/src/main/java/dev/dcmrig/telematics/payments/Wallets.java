// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.payments;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The payment methods of all owners. Used with its user's lock held. */
public final class Wallets {

  /** Methods that one owner may have. */
  public static final int METHODS_LIMIT = 10;

  /** Owners who may have methods. */
  public static final int OWNERS_LIMIT = 10_000;

  private final Map<String, Map<String, PaymentMethod>> byOwner = new HashMap<>();
  private final PaymentGateway gateway;
  private final CardRules rules;
  private int methods;

  public Wallets(PaymentGateway gateway, CardRules rules) {
    this.gateway = gateway;
    this.rules = rules;
  }

  /** Checks a card; the parameters are those of {@link Card#check}. */
  public Card accept(String typed, String expiry, YearMonth today) throws Card.RefusedException {
    return rules.accepted(typed, expiry, today);
  }

  /** Adds a card; empty when the owner has {@link #METHODS_LIMIT}, or there are too many owners. */
  public Optional<PaymentMethod> add(String owner, Card card) {
    if (byOwner.size() >= OWNERS_LIMIT && !byOwner.containsKey(owner)) {
      return Optional.empty();
    }
    Map<String, PaymentMethod> mine = byOwner.computeIfAbsent(owner, o -> new LinkedHashMap<>());
    if (mine.size() >= METHODS_LIMIT) {
      return Optional.empty();
    }
    methods++;
    return Optional.of(put(mine, "PM-" + methods, card));
  }

  /** Puts another card in the place of one; empty when the owner has no such method. */
  public Optional<PaymentMethod> change(String owner, String id, Card card) {
    Map<String, PaymentMethod> mine = byOwner.getOrDefault(owner, new LinkedHashMap<>());
    return mine.containsKey(id) ? Optional.of(put(mine, id, card)) : Optional.empty();
  }

  private PaymentMethod put(Map<String, PaymentMethod> mine, String id, Card card) {
    PaymentMethod method =
        new PaymentMethod(
            id, gateway.tokenFor(card), card.brand(), card.lastFour(), rules.shownOnInvoices(card));
    mine.put(id, method);
    return method;
  }

  /** In the order of adding. */
  public List<PaymentMethod> of(String owner) {
    return List.copyOf(byOwner.getOrDefault(owner, Map.of()).values());
  }

  /** The method of this id; with an empty id the one that was added last. */
  public Optional<PaymentMethod> find(String owner, String id) {
    List<PaymentMethod> mine = of(owner);
    if (id.isEmpty()) {
      return mine.isEmpty() ? Optional.empty() : Optional.of(mine.get(mine.size() - 1));
    }
    return mine.stream().filter(method -> method.id().equals(id)).findFirst();
  }
}
