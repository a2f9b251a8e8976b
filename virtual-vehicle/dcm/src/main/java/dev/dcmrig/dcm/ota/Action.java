// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.ota.EcuState.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    /** It failed; ECUs that have new software get back what they had. */
    TAKING_BACK,
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

  /** What is loaded in place of the DCM's image; null: the image itself. */
  @Nullable Delta delta;

  /** What is told of how the image came; empty where no delta was offered. */
  String way = "";

  /** The file that is being loaded, of those of the offer. */
  int piece;

  /** Bytes whose writing has begun; bytes that are known to be written, and their SHA-256. */
  int begun;

  int written;
  String writtenSha256 = "";

  /** Of an update that is over. */
  boolean success;

  /** Whether the director's report of the end is on its way, or none is owed. */
  boolean directorTold;

  String details = "";

  /** ECUs behind the DCM that get software, in their order. */
  final List<EcuState> ecus;

  Action(NonVolatileMemory memory, Offer offer) {
    this(memory, offer, offer.ecus().stream().map(EcuState::new).toList());
  }

  private Action(NonVolatileMemory memory, Offer offer, List<EcuState> ecus) {
    this.memory = memory;
    this.offer = offer;
    this.ecus = ecus;
  }

  /** The one that was kept, if there is one. */
  static Optional<Action> restore(NonVolatileMemory memory) {
    return memory.get(CELL).flatMap(text -> read(memory, text));
  }

  private static Optional<Action> read(NonVolatileMemory memory, String text) {
    try {
      JsonNode cell = JSON.readTree(text);
      List<EcuState> ecus = new ArrayList<>();
      cell.path("ecus").forEach(ecu -> ecus.add(EcuState.kept(ecu)));
      Action action =
          new Action(
              memory,
              new Offer(
                  cell.path("action").asText(),
                  cell.path("forced").asBoolean(),
                  cell.path("installed").asBoolean(),
                  cell.path("version").asText(),
                  Artifact.kept(cell.path("own")),
                  List.of(),
                  ecus.stream().map(ecu -> ecu.part).toList(),
                  cell.path("together").asBoolean()),
              ecus);
      action.phase = Phase.valueOf(cell.path("phase").asText());
      action.answer = Answer.valueOf(cell.path("answer").asText());
      action.sinceNanos = cell.path("since").asLong();
      action.askAtNanos = cell.path("askAt").asLong();
      action.etag = cell.path("etag").asText();
      action.delta = cell.hasNonNull("delta") ? Delta.kept(cell.path("delta")) : null;
      action.way = cell.path("way").asText();
      action.piece = cell.path("piece").asInt();
      action.begun = cell.path("begun").asInt();
      action.written = cell.path("written").asInt();
      action.writtenSha256 = cell.path("writtenSha256").asText();
      action.success = cell.path("success").asBoolean();
      action.directorTold = cell.path("directorTold").asBoolean();
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
    ObjectNode cell = JSON.createObjectNode();
    cell.put("action", offer.action())
        .put("forced", offer.forced())
        .put("installed", offer.installed())
        .put("version", offer.version())
        .put("together", offer.together())
        .put("phase", phase.name())
        .put("answer", answer.name())
        .put("since", sinceNanos)
        .put("askAt", askAtNanos)
        .put("etag", etag)
        .put("way", way)
        .put("piece", piece)
        .put("begun", begun)
        .put("written", written)
        .put("writtenSha256", writtenSha256)
        .put("success", success)
        .put("directorTold", directorTold)
        .put("details", details);
    offer.own().keep(cell.putObject("own"));
    Delta instead = delta;
    if (instead != null) {
      instead.keep(cell.putObject("delta"));
    }
    ArrayNode kept = cell.putArray("ecus");
    ecus.forEach(ecu -> ecu.keep(kept.addObject()));
    memory.put(CELL, cell.toString());
  }

  /** The file that is being loaded. */
  Artifact artifact() {
    Delta instead = delta;
    return instead != null && piece == 0 ? instead.file() : offer.artifacts().get(piece);
  }

  /** Whether that is a delta. */
  boolean isLoadingDelta() {
    return delta != null && piece == 0;
  }

  /** Where it begins in the download area; a delta lies behind all else. */
  int place() {
    return isLoadingDelta() ? (int) offer.bytes() : offer.placeOf(artifact());
  }

  /** From the beginning, with the image itself in place of a delta. */
  void loadImage(String why) {
    delta = null;
    way = why;
    begin(0);
  }

  /**
   * The file that is being loaded is there.
   *
   * @return whether there is another one
   */
  boolean nextPiece() {
    if (piece + 1 >= offer.artifacts().size()) {
      return false;
    }
    begin(piece + 1);
    return true;
  }

  private void begin(int next) {
    piece = next;
    etag = "";
    begun = 0;
    written = 0;
    writtenSha256 = "";
    keep();
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

  /** Whether it may still be given up: nothing new is in place yet, and no ECU has been begun. */
  boolean isStoppable() {
    return phase != Phase.INSTALLED
        && phase != Phase.TAKING_BACK
        && phase != Phase.OVER
        && ecus.stream().allMatch(ecu -> ecu.stage == Stage.WAITING);
  }

  /** Whether each ECU runs what it was to run. */
  boolean isEachEcuWell() {
    return ecus.stream().allMatch(EcuState::isWell);
  }

  /** What is told of the result: how it ended, then each ECU. */
  List<String> summary() {
    return Stream.concat(Stream.of(details), ecus.stream().map(EcuState::summary)).toList();
  }

  /** Nothing of it is kept. */
  void forget() {
    memory.remove(CELL);
  }
}
