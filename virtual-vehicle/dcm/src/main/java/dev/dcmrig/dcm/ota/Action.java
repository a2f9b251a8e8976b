// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import java.util.Optional;

/** The update that is under way, as it is kept over resets and without supply. */
final class Action {
  private static final String CELL = "ota.action";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How far an update is. */
  enum Phase {
    /** It is not known yet whether those in charge have signed it. */
    VERIFYING,
    DOWNLOADING,
    /** It is on the flash; the user must agree, and the car must be as it should. */
    READY,
    INSTALLING,
    /** It is in the slot; the next start is of the new firmware. */
    INSTALLED,
    /** Only its result has yet to be told. */
    OVER
  }

  /** What the user has said. */
  enum Answer {
    NONE,
    ACCEPTED,
    POSTPONED
  }

  private final NonVolatileMemory memory;
  Offer offer;
  Phase phase = Phase.DOWNLOADING;
  Answer answer = Answer.NONE;

  /** When it was taken on, and when the user may be asked again. */
  long sinceNanos;

  long askAtNanos;

  /** Strong validator of the image at the server; empty while it is unknown. */
  String etag = "";

  /** Bytes whose writing has begun; bytes that are known to be written, and their SHA-256. */
  int begun;

  int written;
  String writtenSha256 = "";

  /** Of an update that is over. */
  boolean success;

  String details = "";

  Action(NonVolatileMemory memory, Offer offer) {
    this.memory = memory;
    this.offer = offer;
  }

  /** The one that was kept, if there is one. */
  static Optional<Action> restore(NonVolatileMemory memory) {
    return memory.get(CELL).flatMap(text -> read(memory, text));
  }

  private static Optional<Action> read(NonVolatileMemory memory, String text) {
    try {
      JsonNode cell = JSON.readTree(text);
      Action action =
          new Action(
              memory,
              new Offer(
                  cell.path("action").asText(),
                  cell.path("forced").asBoolean(),
                  cell.path("installed").asBoolean(),
                  cell.path("version").asText(),
                  cell.path("path").asText(),
                  cell.path("size").asLong(),
                  cell.path("sha256").asText()));
      action.phase = Phase.valueOf(cell.path("phase").asText());
      action.answer = Answer.valueOf(cell.path("answer").asText());
      action.sinceNanos = cell.path("since").asLong();
      action.askAtNanos = cell.path("askAt").asLong();
      action.etag = cell.path("etag").asText();
      action.begun = cell.path("begun").asInt();
      action.written = cell.path("written").asInt();
      action.writtenSha256 = cell.path("writtenSha256").asText();
      action.success = cell.path("success").asBoolean();
      action.details = cell.path("details").asText();
      return Optional.of(action);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // A memory that can't be read is empty: the DCM must come up.
      memory.remove(CELL);
      return Optional.empty();
    }
  }

  /** Keeps it as it is now. */
  void keep() {
    memory.put(
        CELL,
        JSON.createObjectNode()
            .put("action", offer.action())
            .put("forced", offer.forced())
            .put("installed", offer.installed())
            .put("version", offer.version())
            .put("path", offer.path())
            .put("size", offer.size())
            .put("sha256", offer.sha256())
            .put("phase", phase.name())
            .put("answer", answer.name())
            .put("since", sinceNanos)
            .put("askAt", askAtNanos)
            .put("etag", etag)
            .put("begun", begun)
            .put("written", written)
            .put("writtenSha256", writtenSha256)
            .put("success", success)
            .put("details", details)
            .toString());
  }

  /** Goes on to a phase. */
  void enter(Phase next) {
    phase = next;
    keep();
  }

  /** It is over; only its result has yet to be told. */
  void conclude(boolean well, String how) {
    success = well;
    details = how;
    enter(Phase.OVER);
  }

  /** Whether the user may have been told of it. */
  boolean isLoaded() {
    return phase.compareTo(Phase.READY) >= 0;
  }

  /** Whether it may still be given up: the new firmware is not in place yet. */
  boolean isStoppable() {
    return phase != Phase.INSTALLED && phase != Phase.OVER;
  }

  /** Nothing of it is kept. */
  void forget() {
    memory.remove(CELL);
  }
}
