// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What a service of the DCM would exchange; a test answers when it wants to. */
public final class RecordedExchanges implements ServiceExchanges {
  private static final ObjectMapper JSON = new ObjectMapper();

  public final List<Kind> forgotten = new ArrayList<>();
  public final Map<Kind, Integer> asked = new EnumMap<>(Kind.class);
  private final Map<Kind, List<String>> posts = new EnumMap<>(Kind.class);
  private final Map<Kind, Consumer<JsonNode>> open = new EnumMap<>(Kind.class);
  private Runnable gone = () -> {};

  /** Answers the newest question of a kind. */
  public void answer(Kind kind, String json) {
    Consumer<JsonNode> good = open.remove(kind);
    if (good == null) {
      throw new IllegalStateException("nobody has asked for " + kind.path());
    }
    good.accept(read(json));
  }

  /** The service says 410 to the last position. */
  public void gone() {
    gone.run();
  }

  public List<JsonNode> posts(Kind kind) {
    return posts.getOrDefault(kind, List.of()).stream().map(RecordedExchanges::read).toList();
  }

  public int asked(Kind kind) {
    return asked.getOrDefault(kind, 0);
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  @Override
  public void get(Kind kind, Predicate<JsonNode> form, Consumer<JsonNode> good) {
    asked.merge(kind, 1, Integer::sum);
    open.put(kind, good);
  }

  @Override
  public void post(Kind kind, String json, Runnable newGone) {
    posts.computeIfAbsent(kind, k -> new ArrayList<>()).add(json);
    if (kind == Kind.POSITION) {
      gone = newGone;
    }
  }

  @Override
  public void on() {}

  @Override
  public void off() {
    open.clear();
  }

  @Override
  public void sleep() {}

  /** What waits of a kind, as if none of it had been accepted yet. */
  @Override
  public void revise(Kind kind, UnaryOperator<String> change) {
    posts.computeIfPresent(
        kind, (same, waiting) -> new ArrayList<>(waiting.stream().map(change).toList()));
  }

  @Override
  public void forget(Kind kind) {
    forgotten.add(kind);
  }

  @Override
  public boolean isBusy() {
    return false;
  }
}
