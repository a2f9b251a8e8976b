// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one stream of Cucumber's messages out of those of several runs, so that a reader sees one
 * run: one {@code meta}, one beginning (the earliest) and one end (the latest). A source that two
 * runs have is told once. All else has ids of its own, and is copied line by line.
 */
final class MessagesMerge {
  private static final ObjectMapper LINE = new ObjectMapper();
  private static final String RUN_ID = "testRunStartedId";

  private final Set<String> sources = new HashSet<>();
  private @Nullable ObjectNode started;
  private @Nullable ObjectNode finished;
  private boolean hasMeta;
  private boolean begun;

  private MessagesMerge() {}

  /** Writes all of these files to one. */
  static void write(List<Path> files, Path to) throws IOException {
    MessagesMerge merge = new MessagesMerge();
    for (Path file : files) {
      merge.ends(file);
    }
    try (BufferedWriter out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
      for (Path file : files) {
        try (BufferedReader in = reader(file)) {
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            merge.copy(line, out);
          }
        }
      }
      if (merge.finished != null) {
        line(out, merge.finished);
      }
    }
  }

  private static BufferedReader reader(Path file) throws IOException {
    return Files.newBufferedReader(file, StandardCharsets.UTF_8);
  }

  /** Looks for the first beginning and the last end. */
  private void ends(Path file) throws IOException {
    try (BufferedReader in = reader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("{\"testRunStarted\"")) {
          ObjectNode one = (ObjectNode) LINE.readTree(line);
          started = started == null || at(one).isBefore(at(started)) ? one : started;
        } else if (line.startsWith("{\"testRunFinished\"")) {
          ObjectNode one = (ObjectNode) LINE.readTree(line);
          boolean success = success(one) && (finished == null || success(finished));
          finished = finished == null || at(one).isAfter(at(finished)) ? one : finished;
          ((ObjectNode) finished.elements().next()).put("success", success);
        }
      }
    }
    if (started != null && finished != null) {
      ours((ObjectNode) finished.elements().next());
    }
  }

  private static boolean success(JsonNode envelope) {
    return envelope.elements().next().path("success").asBoolean();
  }

  private static Instant at(JsonNode envelope) {
    JsonNode stamp = envelope.elements().next().path("timestamp");
    return Instant.ofEpochSecond(stamp.path("seconds").asLong(), stamp.path("nanos").asLong());
  }

  private void copy(String line, BufferedWriter out) throws IOException {
    ObjectNode envelope = (ObjectNode) LINE.readTree(line);
    String kind = envelope.fieldNames().next();
    ObjectNode it = (ObjectNode) envelope.path(kind);
    switch (kind) {
      case "meta" -> {
        if (!hasMeta) {
          hasMeta = true;
          line(out, envelope);
        }
      }
      case "source" -> {
        if (sources.add(it.path("uri").asText())) {
          line(out, envelope);
        }
      }
      case "testRunStarted" -> {
        if (!begun && envelope.equals(started)) {
          begun = true;
          line(out, envelope);
        }
      }
      case "testRunFinished" -> {
        // One of them is written, at the end.
      }
      default -> {
        ours(it);
        line(out, envelope);
      }
    }
  }

  private String id() {
    return started == null ? "" : started.elements().next().path("id").asText();
  }

  private void ours(ObjectNode message) {
    if (message.has(RUN_ID)) {
      message.put(RUN_ID, id());
    }
  }

  private static void line(BufferedWriter out, JsonNode envelope) throws IOException {
    out.write(LINE.writeValueAsString(envelope));
    out.write('\n');
  }
}
