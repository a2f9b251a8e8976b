// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dcmrig.dcm.core.DcmContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What must not be lost, kept over resets and without supply until the service has accepted it. Of
 * {@code telematics.queue} messages at most. When it is full, the oldest of the least important
 * kind makes room, which may be the new one.
 */
final class DurableQueue {
  private static final String CELL = "telematics.queue";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DcmContext dcm;
  private final int room;
  private final ExchangeRules rules;
  private final List<MessageType> byImportance;
  private final List<Message> messages = new ArrayList<>();

  /**
   * @param room how many messages it holds
   * @param byImportance the most important kind first; those that are not durable don't matter
   */
  DurableQueue(DcmContext dcm, int room, List<MessageType> byImportance, ExchangeRules rules) {
    this.dcm = dcm;
    this.room = room;
    this.rules = rules;
    this.byImportance = List.copyOf(byImportance);
  }

  /** Reads what was kept. */
  void restore() {
    messages.clear();
    dcm.memory().get(CELL).ifPresent(this::read);
  }

  private void read(String text) {
    try {
      for (JsonNode cell : JSON.readTree(text)) {
        messages.add(
            Message.post(
                type(cell.path("type").asText()),
                cell.path("json").asText(),
                cell.path("key").asText(),
                cell.path("born").asLong()));
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // A memory that can't be read is empty: the DCM must come up.
      dcm.memory().remove(CELL);
    }
    messages.removeIf(message -> !rules.isKeptOverReset(byImportance.indexOf(message.type)));
  }

  private MessageType type(String path) {
    return byImportance.stream()
        .filter(type -> type.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of message is called " + path));
  }

  /** Adds; when that is one too many, the least important goes, which may be the new one. */
  void add(Message message) {
    messages.add(message);
    while (messages.size() > room) {
      messages.remove(leastImportant());
    }
    persist();
  }

  private Message leastImportant() {
    return messages.stream().reduce(this::lessImportant).orElseThrow();
  }

  /** Of two the one that makes room: the first, unless the second is of a less important kind. */
  private Message lessImportant(Message older, Message newer) {
    return importance(newer) > importance(older) ? newer : older;
  }

  private int importance(Message message) {
    return rules.importance(byImportance.indexOf(message.type));
  }

  void revise(MessageType type, UnaryOperator<String> change) {
    boolean changed = false;
    for (Message message : messages) {
      String json = message.type.equals(type) ? change.apply(message.json) : message.json;
      changed |= !json.equals(message.json);
      message.json = json;
    }
    if (changed) {
      persist();
    }
  }

  void remove(Message message) {
    messages.remove(message);
    persist();
  }

  boolean contains(Message message) {
    return messages.contains(message);
  }

  Optional<Message> first(MessageType type) {
    List<Message> ofKind = messages.stream().filter(message -> message.type.equals(type)).toList();
    return ofKind.isEmpty() ? Optional.empty() : Optional.of(ofKind.get(rules.next(ofKind.size())));
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  private void persist() {
    if (messages.isEmpty()) {
      dcm.memory().remove(CELL);
      return;
    }
    ArrayNode cells = JSON.createArrayNode();
    for (Message message : messages) {
      cells
          .addObject()
          .put("type", message.type.path())
          .put("json", message.json)
          .put("key", message.key)
          .put("born", message.bornNanos);
    }
    dcm.memory().put(CELL, cells.toString());
  }
}
