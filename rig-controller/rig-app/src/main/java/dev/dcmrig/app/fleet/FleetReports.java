// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the DCMs of a fleet have said to the server, as heard on the way: versions, tasks that were
 * read, results. The server's own counts are not among it.
 */
public final class FleetReports {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  /** Of a task that is closed: whatever the car says comes too late. */
  private static final int GONE = 410;

  /**
   * A result that a DCM has told.
   *
   * @param at since the timeline began
   * @param action its number
   * @param finished {@code success} or {@code failure}
   * @param details in the DCM's words
   * @param version that the DCM had told by then
   * @param taken whether the server has taken it
   */
  public record Result(
      Duration at,
      String vin,
      String action,
      String finished,
      String details,
      String version,
      boolean taken) {}

  /** What kind of thing a DCM has said. */
  public enum Kind {
    /** It has read what it is to do. */
    READING,
    SUCCESS,
    FAILURE,
    /** It tells the version that runs. */
    VERSION,
    /** It tells its hardware. */
    HARDWARE,
    /** Its user agrees. */
    AGREED,
    /** It was told of a task, and may not read it. */
    REFUSED,
    /** It has got other bytes of the image than the release has. */
    OTHER_BYTES,
    /** It has said that it has succeeded, and the server has not taken that. */
    SUCCESS_REFUSED,
    /** It has said something of its open task, and the server has not taken that. */
    WORD_REFUSED,
    /** It begins to install. */
    INSTALLING
  }

  /** Told of each thing that a DCM has said. */
  @FunctionalInterface
  public interface Ear {
    void said(Duration at, String vin, Kind kind, String text);
  }

  private final Timeline timeline;
  private final Map<String, String> versions = new LinkedHashMap<>();
  private final List<Result> results = new ArrayList<>();
  private Ear ear = (at, vin, kind, text) -> {};
  private long requests;

  FleetReports(Timeline timeline) {
    this.timeline = timeline;
  }

  void heard(String vin, String method, String path, String body, int status) {
    requests++;
    if (path.endsWith("/feedback") && status != OK && status != GONE) {
      ear.said(now(), vin, Kind.WORD_REFUSED, status + " " + path);
    }
    if (path.endsWith("/configData")) {
      if (status != OK) {
        return;
      }
      String version = read(body).path("data").path("version").asText();
      versions.put(vin, version);
      ear.said(now(), vin, Kind.VERSION, version);
      ear.said(now(), vin, Kind.HARDWARE, read(body).path("data").path("hardware").asText());
      timeline.changed();
    } else if (path.contains("/deploymentBase/")) {
      if (method.equals("GET")) {
        boolean may = status == OK;
        ear.said(now(), vin, may ? Kind.READING : Kind.REFUSED, may ? "" : path);
      } else {
        feedback(vin, read(body), status);
      }
    } else if (path.contains("/confirmationBase/") && method.equals("POST") && status == OK) {
      ear.said(now(), vin, Kind.AGREED, read(body).path("confirmation").asText());
    }
  }

  /** A piece of the image has come that is not as the release has it. */
  void otherBytes(String vin, String range) {
    ear.said(now(), vin, Kind.OTHER_BYTES, range);
  }

  private void feedback(String vin, JsonNode said, int status) {
    JsonNode word = said.path("status");
    if (word.path("execution").asText().equals("proceeding")
        && word.path("details").path(0).asText().equals("installing")) {
      ear.said(now(), vin, Kind.INSTALLING, "");
    }
    if (word.path("execution").asText().equals("closed")) {
      List<String> details = new ArrayList<>();
      word.path("details").forEach(line -> details.add(line.asText()));
      String text = String.join("; ", details);
      String finished = word.path("result").path("finished").asText();
      boolean taken = status == OK;
      results.add(
          new Result(
              now(),
              vin,
              said.path("id").asText(),
              finished,
              text,
              versions.getOrDefault(vin, ""),
              taken));
      boolean success = finished.equals("success");
      if (taken) {
        ear.said(now(), vin, success ? Kind.SUCCESS : Kind.FAILURE, text);
      } else if (success) {
        ear.said(now(), vin, Kind.SUCCESS_REFUSED, text);
      }
      timeline.changed();
    }
  }

  private Duration now() {
    return Duration.ofNanos(timeline.nowNanos());
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a DCM of the fleet sends no JSON: " + body, e);
    }
  }

  int carsThatToldVersions() {
    return versions.size();
  }

  /** Requests of all DCMs to the server. */
  public long requests() {
    return requests;
  }

  /** The oldest first. */
  public List<Result> results() {
    return List.copyOf(results);
  }

  /** From now on this one is told. */
  public void onWord(Ear next) {
    ear = next;
  }
}
