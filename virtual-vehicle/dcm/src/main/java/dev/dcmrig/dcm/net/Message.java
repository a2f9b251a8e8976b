package dev.dcmrig.dcm.net;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.dcm.net.ServiceExchanges.Kind;
import java.util.function.Consumer;

/** Something that is to be exchanged with the service, until it is accepted or given up. */
final class Message {
  final Kind kind;
  final String json;
  final String key;
  final long bornNanos;
  final Consumer<JsonNode> good;
  final Runnable gone;
  int tries;

  /**
   * @param json body of a POST; empty for a GET
   * @param key its Idempotency-Key
   */
  Message(
      Kind kind, String json, String key, long bornNanos, Consumer<JsonNode> good, Runnable gone) {
    this.kind = kind;
    this.json = json;
    this.key = key;
    this.bornNanos = bornNanos;
    this.good = good;
    this.gone = gone;
  }

  boolean isGet() {
    return json.isEmpty();
  }
}
