// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dcmrig.evidence.files.AtomicFile;
import dev.dcmrig.evidence.trace.TraceSummary;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON files of a run folder, one record each; read as strictly as they are written. */
final class RunFiles {

  /** No file of a run folder that is read whole is larger; else it is refused, not loaded. */
  private static final long MAX_BYTES = 64L << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private RunFiles() {}

  /** {@code run.json}. */
  record Run(RunOptions options, String started) {}

  /** {@code scenario.json}. */
  record Header(String id, String location, String name, List<String> tags, String epoch) {}

  /**
   * {@code verdict.json}.
   *
   * @param requirements ids that a failure is about; empty unless failed
   * @param kept false where the frames, events and messages of a scenario were removed again
   * @param errors texts of steps that failed
   * @param beside what has no place in the digest
   */
  record Judged(
      Verdict verdict,
      String subject,
      List<String> requirements,
      String reason,
      long endNanos,
      String digest,
      EvidenceDigest.Parts evidence,
      boolean kept,
      long frames,
      List<String> errors,
      Map<String, String> beside,
      Picture picture) {}

  /**
   * What {@code verdict.json} draws of the frames.
   *
   * @param widthNanos of each span of {@code density}
   * @param density frames in each span
   * @param thinned whether changes were left out
   */
  record Picture(long widthNanos, List<Integer> density, List<Change> changes, boolean thinned) {

    static Picture of(TraceSummary summary) {
      return new Picture(
          summary.widthNanos(),
          Arrays.stream(summary.density()).boxed().toList(),
          summary.changes().stream()
              .map(change -> new Change(change.timeNanos(), change.channel(), change.frame()))
              .toList(),
          summary.isThinned());
    }
  }

  /** A change of a signal that is seldom, for the picture. */
  record Change(long t, int channel, String frame) {}

  /**
   * {@code result.json}.
   *
   * @param planned scenarios that were to run
   * @param concluded scenarios with a verdict of their own
   * @param lost ids of the others: they count as errors
   */
  record Result(
      boolean complete,
      String digest,
      String ended,
      int planned,
      int concluded,
      Map<Verdict, Integer> verdicts,
      List<String> lost) {}

  /** {@code inputs.json}: an input under its name, and where it came from. */
  record Input(String name, String source, long bytes, String sha256) {}

  /** {@code manifest.json}. */
  record Sealed(
      String tool,
      String run,
      String bench,
      long seed,
      RunOptions options,
      boolean complete,
      String digest,
      Map<String, Entry> files) {}

  /** A file of the manifest. */
  record Entry(long bytes, String sha256) {}

  /** A subject as these files write it; empty without one. */
  static String word(@Nullable Subject subject) {
    return subject == null ? "" : subject.name();
  }

  static void write(Path file, Object content) throws IOException {
    AtomicFile.write(file, text(content));
  }

  /** The one way in which a content is written: whatever else means the same was not written. */
  private static String text(Object content) throws JsonProcessingException {
    return JSON.writeValueAsString(content) + "\n";
  }

  /**
   * Reads one.
   *
   * @throws IOException with a sentence that begins with {@code name}
   */
  static <T> T read(Path folder, String name, TypeReference<T> type) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(name + " is missing");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(name + " is larger than " + (MAX_BYTES >> 20) + " MB");
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      T content = JSON.readValue(bytes, type);
      if (!Arrays.equals(bytes, text(content).getBytes(StandardCharsets.UTF_8))) {
        throw new IOException(
            name + " is not as the rig writes it: the same content has other bytes there");
      }
      return content;
    } catch (JsonProcessingException e) {
      throw new IOException(
          name + " is not as the rig writes it: " + firstLine(e.getOriginalMessage()), e);
    }
  }

  static <T> T read(Path folder, String name, Class<T> type) throws IOException {
    return read(
        folder,
        name,
        new TypeReference<T>() {
          @Override
          public Type getType() {
            return type;
          }
        });
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
