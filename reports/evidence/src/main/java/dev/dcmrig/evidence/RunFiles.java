// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dcmrig.evidence.files.AtomicFile;
import dev.dcmrig.evidence.trace.TraceSummary;
import dev.dcmrig.sim.settings.Key;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON files of a run folder, one record each; read as strictly as they are written. */
final class RunFiles {

  /** No file of a run folder that is read whole is larger; else it is refused, not loaded. */
  static final long MAX_BYTES = 64L << 20;

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
  record Run(
      RunOptions options,
      @Key("by the wall clock (ISO 8601, UTC)") String started,
      @Key("what the devices under test said that they are; empty until the run ends")
          List<String> dutIdentities) {}

  /** {@code scenario.json}. */
  record Header(
      @Key("names it for good") String id,
      @Key("where it stands in its feature file") String location,
      @Key("what people call it") String name,
      @Key("with their @") List<String> tags,
      @Key("instant of nanosecond 0 of its timeline (ISO 8601, UTC)") String epoch) {}

  /**
   * {@code verdict.json}.
   *
   * @param requirements ids that a failure is about; empty unless failed
   * @param kept false where the frames, events and messages of a scenario were removed again
   * @param errors texts of steps that failed
   * @param beside what has no place in the digest
   */
  record Judged(
      @Key("what the scenario came to") Verdict verdict,
      @Key("whose behaviour failed it; empty unless failed") String subject,
      @Key("ids that a failure is about") List<String> requirements,
      @Key("a sentence; empty when passed") String reason,
      @Key(value = "end of its timeline", unit = "ns") long endNanos,
      @Key("the scenario's evidence digest") String digest,
      @Key("SHA-256 of each file of evidence") EvidenceDigest.Parts evidence,
      @Key("false where the evidence was removed again") boolean kept,
      @Key("how many were recorded") long frames,
      @Key("steps that did not pass, and why") List<String> errors,
      @Key("what has no place in the digest") Map<String, String> beside,
      @Key("what the report draws of the frames") Picture picture) {}

  /**
   * What {@code verdict.json} draws of the frames.
   *
   * @param widthNanos of each span of {@code density}
   * @param density frames in each span
   * @param thinned whether changes were left out
   */
  record Picture(
      @Key(value = "of each span", unit = "ns") long widthNanos,
      @Key("frames in each span") List<Integer> density,
      @Key("frames that change what is seldom changed") List<Change> changes,
      @Key("whether changes were left out") boolean thinned) {

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
  record Change(
      @Key(value = "when, on the scenario's timeline", unit = "ns") long t,
      @Key("of the bench, from 0") int channel,
      @Key("in candump's notation") String frame) {}

  /**
   * {@code result.json}.
   *
   * @param planned scenarios that were to run
   * @param concluded scenarios with a verdict of their own
   * @param lost ids of the others: they count as errors
   */
  record Result(
      @Key("whether every scenario of the plan has a verdict of its own") boolean complete,
      @Key("the run's evidence digest") String digest,
      @Key("by the wall clock (ISO 8601, UTC)") String ended,
      @Key("scenarios that were to run") int planned,
      @Key("scenarios with a verdict of their own") int concluded,
      @Key("scenarios by verdict, lost ones included") Map<Verdict, Integer> verdicts,
      @Key("ids of scenarios without a verdict of their own") List<String> lost) {

    static Result of(
        boolean complete,
        String digest,
        String ended,
        int concluded,
        List<ScenarioResult> all,
        List<ScenarioResult> lost) {
      Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
      all.forEach(result -> verdicts.merge(result.verdict(), 1, Integer::sum));
      return new Result(
          complete,
          digest,
          ended,
          all.size(),
          concluded,
          verdicts,
          lost.stream().map(ScenarioResult::id).sorted().toList());
    }
  }

  /** {@code inputs.json}: an input under its name, and where it came from. */
  record Input(
      @Key("its name under inputs/") String name,
      @Key("where it was read from") String source,
      @Key(value = "its size", unit = "B") long bytes,
      @Key("of its bytes") String sha256) {}

  /** {@code manifest.json}. */
  record Sealed(
      @Key("form of the folder; docs/EVIDENCE-FORMAT.md") int format,
      String tool,
      String run,
      String bench,
      long seed,
      @Key("which machine made the run") Host host,
      RunOptions options,
      boolean complete,
      String digest,
      @Key("identity of the run, drawn for it alone; as chain.txt says") String id,
      @Key("the last link of chain.txt") String chain,
      Map<String, Entry> files) {}

  /** The machine that made a run; what can't be told is empty. */
  record Host(
      @Key("as the system calls itself") String name,
      @Key("operating system and its version") String system,
      @Key("of the processor") String architecture,
      @Key("that the virtual machine may use") int processors) {}

  /** A file of the manifest. */
  record Entry(
      @Key(value = "its size", unit = "B") long bytes, @Key("of its bytes") String sha256) {}

  /** A subject as these files write it; empty without one. */
  static String word(@Nullable Subject subject) {
    return subject == null ? "" : subject.name();
  }

  static void write(Path file, Object content) throws IOException {
    AtomicFile.write(file, text(content));
  }

  /** As {@link #write} writes it. */
  static byte[] bytes(Object content) throws IOException {
    return text(content).getBytes(StandardCharsets.UTF_8);
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

  /** A file of any form, as far as it is JSON. */
  static JsonNode tree(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
      throw new IOException(name + " can't be read");
    }
    JsonNode tree = JSON.readTree(file.toFile());
    return tree == null ? JSON.missingNode() : tree;
  }

  /** A field of a file of any form, wherever it stands first; empty without one. */
  static String version(Path folder, String name, String field) throws IOException {
    JsonNode found = tree(folder, name).findValue(field);
    return found == null ? "" : found.asText();
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
