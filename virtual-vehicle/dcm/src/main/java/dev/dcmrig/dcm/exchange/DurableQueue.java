// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.exchange.ServiceExchanges.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What must not be lost, kept over resets and without supply until the service has accepted it. Of
 * {@code telematics.queue} messages at most: a security event makes room first, an emergency event
 * last; of one kind the oldest.
 */
final class DurableQueue {
  private static final String CELL = "telematics.queue";
  private static final List<Kind> MAKE_ROOM =
      List.of(Kind.SECURITY_EVENT, Kind.COMMAND_RESULT, Kind.ACKNOWLEDGEMENT, Kind.EMERGENCY_EVENT);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DcmContext dcm;
  private final List<Message> messages = new ArrayList<>();

  DurableQueue(DcmContext dcm) {
    this.dcm = dcm;
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
                Kind.valueOf(cell.path("kind").asText()),
                cell.path("json").asText(),
                cell.path("key").asText(),
                cell.path("born").asLong(),
                () -> {}));
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // A memory that can't be read is empty: the DCM must come up.
      dcm.memory().remove(CELL);
    }
  }

  /** Adds; when that is one too many, the least important goes, which may be the new one. */
  void add(Message message) {
    messages.add(message);
    while (messages.size() > dcm.settings().count("telematics.queue")) {
      messages.remove(leastImportant());
    }
    persist();
  }

  private Message leastImportant() {
    return MAKE_ROOM.stream()
        .flatMap(kind -> first(kind).stream())
        .findFirst()
        .orElseGet(() -> messages.get(0));
  }

  void revise(Kind kind, UnaryOperator<String> change) {
    boolean changed = false;
    for (Message message : messages) {
      String json = message.kind == kind ? change.apply(message.json) : message.json;
      changed |= !json.equals(message.json);
      message.json = json;
    }
    if (changed) {
      persist();
    }
  }

  void remove(Message message) {
    if (messages.remove(message)) {
      persist();
    }
  }

  boolean contains(Message message) {
    return messages.contains(message);
  }

  Optional<Message> first(Kind kind) {
    return messages.stream().filter(message -> message.kind == kind).findFirst();
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
          .put("kind", message.kind.name())
          .put("json", message.json)
          .put("key", message.key)
          .put("born", message.bornNanos);
    }
    dcm.memory().put(CELL, cells.toString());
  }
}
