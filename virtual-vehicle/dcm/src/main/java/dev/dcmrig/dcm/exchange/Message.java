// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Something that is to be exchanged with the service, until it is accepted or given up. */
final class Message {
  final MessageType type;
  String json;
  final String key;
  final long bornNanos;
  final Predicate<JsonNode> form;
  final Consumer<JsonNode> good;

  /** Runs when the service says 410; null: that is a failure like others. */
  final @Nullable Runnable gone;

  /** Runs when it has been given up. */
  final Runnable lost;

  int tries;

  private Message(
      MessageType type,
      String json,
      String key,
      long bornNanos,
      Predicate<JsonNode> form,
      Consumer<JsonNode> good,
      @Nullable Runnable gone,
      Runnable lost) {
    this.type = type;
    this.json = json;
    this.key = key;
    this.bornNanos = bornNanos;
    this.form = form;
    this.good = good;
    this.gone = gone;
    this.lost = lost;
  }

  static Message get(
      MessageType type, long bornNanos, Predicate<JsonNode> form, Consumer<JsonNode> good) {
    return new Message(type, "", "", bornNanos, form, good, null, () -> {});
  }

  /**
   * @param json its body
   * @param key its Idempotency-Key
   */
  static Message post(
      MessageType type,
      String json,
      String key,
      long bornNanos,
      @Nullable Runnable gone,
      Runnable lost) {
    return new Message(type, json, key, bornNanos, body -> false, body -> {}, gone, lost);
  }

  /** The same of one that must not be lost: whatever becomes of it is nobody's affair. */
  static Message post(MessageType type, String json, String key, long bornNanos) {
    return post(type, json, key, bornNanos, null, () -> {});
  }

  boolean isGet() {
    return json.isEmpty();
  }
}
