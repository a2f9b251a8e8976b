// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.dcm.exchange.ServiceExchanges.Kind;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Something that is to be exchanged with the service, until it is accepted or given up. */
final class Message {
  final Kind kind;
  String json;
  final String key;
  final long bornNanos;
  final Predicate<JsonNode> form;
  final Consumer<JsonNode> good;
  final Runnable gone;
  int tries;

  private Message(
      Kind kind,
      String json,
      String key,
      long bornNanos,
      Predicate<JsonNode> form,
      Consumer<JsonNode> good,
      Runnable gone) {
    this.kind = kind;
    this.json = json;
    this.key = key;
    this.bornNanos = bornNanos;
    this.form = form;
    this.good = good;
    this.gone = gone;
  }

  static Message get(Kind kind, long bornNanos, Predicate<JsonNode> form, Consumer<JsonNode> good) {
    return new Message(kind, "", "", bornNanos, form, good, () -> {});
  }

  /**
   * @param json its body
   * @param key its Idempotency-Key
   */
  static Message post(Kind kind, String json, String key, long bornNanos, Runnable gone) {
    return new Message(kind, json, key, bornNanos, body -> false, body -> {}, gone);
  }

  boolean isGet() {
    return json.isEmpty();
  }
}
