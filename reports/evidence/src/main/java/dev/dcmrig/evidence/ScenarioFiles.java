// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.chain.ChainedFile;
import dev.dcmrig.evidence.chain.Links;
import dev.dcmrig.evidence.chain.RunChain;
import dev.dcmrig.evidence.chain.ScenarioChain;
import dev.dcmrig.evidence.files.AtomicFile;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.NetworkJournal;
import dev.dcmrig.evidence.network.Protocol;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A scenario's folder. */
final class ScenarioFiles implements ScenarioEvidence {
  static final String HEADER = "scenario.json";
  static final String EVENTS = "events.jsonl";
  static final String VERDICT = "verdict.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final PlannedScenario scenario;
  private final Instant epoch;
  private final String place;
  private final RunChain run;
  private final String header;
  private final ScenarioChain chain;
  private final TraceWriter frames;
  private final NetworkJournal network;
  private final ChainedFile events;
  private final Map<String, String> beside = new TreeMap<>();
  private final List<String> errors = new ArrayList<>();
  private final BiConsumer<ScenarioResult, String> concluded;
  private final EvidenceBudget budget;
  private boolean closed;

  /**
   * @param place of the folder below the run's: {@code scenarios/NAME}
   * @param run takes the verdict
   * @param budget what all scenarios of the run may write
   * @param concluded takes the result, and what the device under test said that it is
   */
  ScenarioFiles(
      Path folder,
      String place,
      RunChain run,
      PlannedScenario scenario,
      Instant epoch,
      List<String> channels,
      EvidenceBudget budget,
      BiConsumer<ScenarioResult, String> concluded)
      throws IOException {
    this.folder = folder;
    this.place = place;
    this.run = run;
    this.scenario = scenario;
    this.epoch = epoch;
    this.concluded = concluded;
    this.budget = budget;
    byte[] head =
        RunFiles.bytes(
            new RunFiles.Header(
                scenario.id(),
                scenario.location(),
                scenario.name(),
                scenario.tags(),
                epoch.toString()));
    this.header = RunChain.sha256(head);
    AtomicFile.write(folder.resolve(HEADER), out -> out.write(head));
    this.chain = new ScenarioChain(folder, run.id(), place);
    this.frames = new TraceWriter(chain.file(TraceConverter.FRAMES), epoch, channels);
    this.network = new NetworkJournal(chain, epoch);
    this.events = chain.file(EVENTS);
  }

  @Override
  public void frame(long timeNanos, int channel, Frame frame) {
    budget.take(EvidenceBudget.OVERHEAD_BYTES);
    try {
      frames.frame(timeNanos, channel, frame);
    } catch (UncheckedIOException e) {
      throw broken(e.getCause());
    }
  }

  @Override
  public void network(
      long timeNanos,
      Protocol protocol,
      String from,
      String to,
      Delivery delivery,
      byte[] payload) {
    // It stands in two files, one of which writes bytes as digits.
    budget.take(3L * payload.length + EvidenceBudget.OVERHEAD_BYTES);
    try {
      network.add(timeNanos, protocol, from, to, delivery, payload);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public void observation(
      long timeNanos, Subject source, String kind, Map<String, String> details) {
    write(new EventLine.Observation(timeNanos, source, kind, new TreeMap<>(details)));
  }

  @Override
  public void reading(
      long timeNanos, String instrument, String quantity, double value, String unit) {
    write(new EventLine.Reading(timeNanos, instrument, quantity, value, unit));
  }

  @Override
  public void measurement(
      long timeNanos, Subject subject, List<String> requirements, Decision decision) {
    write(new EventLine.Measured(timeNanos, subject, requirements, decision));
  }

  @Override
  public void step(long timeNanos, String keyword, String text, StepVerdict came) {
    write(EventLine.Step.of(timeNanos, keyword.strip(), text, came));
    if (!came.reason().isEmpty()) {
      errors.add(keyword.strip() + " " + text + ": " + came.reason());
    }
  }

  @Override
  public void beside(String key, String value) {
    beside.put(key, value);
  }

  @Override
  public void conclude(
      long timeNanos,
      Verdict verdict,
      @Nullable Subject subject,
      List<String> requirements,
      String reason,
      boolean keep) {
    if (closed) {
      throw new IllegalStateException(scenario.id() + " has been concluded already");
    }
    close();
    EvidenceDigest.Parts parts =
        new EvidenceDigest.Parts(
            frames.sha256(),
            chain.sha256(EVENTS),
            chain.sha256(NetworkJournal.LINES),
            chain.sha256(NetworkJournal.CAPTURE));
    String digest =
        EvidenceDigest.of(
            scenario,
            epoch,
            parts,
            new EvidenceDigest.End(timeNanos, verdict, subject, requirements, reason));
    try {
      if (!keep) {
        remove();
      }
      run.verdict(
          place,
          header,
          keep ? chain.sha256() : RunChain.NONE,
          folder.resolve(VERDICT),
          RunFiles.bytes(
              judged(timeNanos, verdict, subject, requirements, reason, digest, parts, keep)));
    } catch (IOException e) {
      throw broken(e);
    }
    concluded.accept(
        new ScenarioResult(
            scenario.id(),
            scenario.location(),
            scenario.name(),
            scenario.tags(),
            verdict,
            subject,
            List.copyOf(requirements),
            reason,
            timeNanos,
            digest,
            scenario.folder()),
        beside.getOrDefault(DUT, ""));
  }

  private RunFiles.Judged judged(
      long timeNanos,
      Verdict verdict,
      @Nullable Subject subject,
      List<String> requirements,
      String reason,
      String digest,
      EvidenceDigest.Parts parts,
      boolean keep) {
    return new RunFiles.Judged(
        verdict,
        RunFiles.word(subject),
        List.copyOf(requirements),
        reason,
        timeNanos,
        digest,
        parts,
        keep,
        frames.frames(),
        List.copyOf(errors),
        beside,
        RunFiles.Picture.of(frames.summary()));
  }

  /** What a scenario without kept evidence loses. */
  static final List<String> EVIDENCE =
      List.of(
          TraceConverter.FRAMES, EVENTS, NetworkJournal.LINES, NetworkJournal.CAPTURE, Links.FILE);

  private void remove() throws IOException {
    for (String file : EVIDENCE) {
      Files.deleteIfExists(folder.resolve(file));
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    IOException first = closed(events, null);
    first = closed(network, first);
    first = closed(frames, first);
    first = closed(chain, first);
    if (first != null) {
      throw broken(first);
    }
  }

  /** Closes one file, whatever the one before it said. */
  private static @Nullable IOException closed(Closeable file, @Nullable IOException earlier) {
    try {
      file.close();
      return earlier;
    } catch (IOException e) {
      return earlier == null ? e : earlier;
    }
  }

  private void write(EventLine line) {
    try {
      byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
      budget.take(bytes.length);
      events.write(bytes);
      events.endRecord();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private RunFolderException broken(@Nullable IOException e) {
    return RunFolderException.unwritable(
        "writing the evidence of " + scenario.location(), folder, e);
  }
}
