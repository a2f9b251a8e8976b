// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.dcm.TestProfile;
import java.util.ArrayList;
import java.util.Arrays;
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
      throw new IllegalStateException("nobody has asked for " + kind);
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

  static ObjectNode object(String json) {
    return (ObjectNode) read(json);
  }

  private static Kind kind(MessageType type) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.with(TestProfile.of()).path().equals(type.path()))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  @Override
  public void get(MessageType type, Predicate<JsonNode> form, Consumer<JsonNode> good) {
    Kind kind = kind(type);
    asked.merge(kind, 1, Integer::sum);
    open.put(kind, good);
  }

  @Override
  public void post(MessageType type, ObjectNode body, Runnable newGone, Runnable lost) {
    post(type, body);
    gone = newGone;
  }

  @Override
  public void post(MessageType type, ObjectNode body) {
    posts.computeIfAbsent(kind(type), k -> new ArrayList<>()).add(body.toString());
  }

  /** What waits of a kind, as if none of it had been accepted yet. */
  @Override
  public void revise(MessageType type, UnaryOperator<String> change) {
    posts.computeIfPresent(
        kind(type), (same, waiting) -> new ArrayList<>(waiting.stream().map(change).toList()));
  }

  @Override
  public void forget(MessageType type) {
    forgotten.add(kind(type));
  }
}
