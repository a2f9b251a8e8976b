// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dcmrig.sim.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of one run; see the package for its files. Scenarios may be open side by side, each on
 * its own thread.
 */
public final class RunFolder implements AutoCloseable {
  public static final String RUN = "run.json";
  public static final String CATALOGUE = "catalogue.json";
  public static final String RESULT = "result.json";
  public static final String MANIFEST = "manifest.json";
  public static final String SCENARIOS = "scenarios";
  public static final String MESSAGES = "messages.ndjson";
  public static final String INPUTS = "inputs";

  /** Two scenarios of one location (a retry) get numbers up to this. */
  private static final int MAX_SAME_LOCATION = 1000;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;
  private final RunOptions options;
  private final String started;
  private final List<ScenarioFiles> open = new ArrayList<>();
  private final List<ScenarioResult> results = new ArrayList<>();
  private List<Requirement> catalogue = List.of();
  private int opened;

  private RunFolder(Path folder, RunOptions options, String started) {
    this.folder = folder;
    this.options = options;
    this.started = started;
  }

  /**
   * Makes the folder, and puts options and seed into it.
   *
   * @throws RunFolderException when it holds something already, or can't be written
   */
  public static RunFolder create(Path folder, RunOptions options) {
    try {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> inside = Files.list(folder)) {
          if (inside.findFirst().isPresent()) {
            throw new RunFolderException(
                folder
                    + ": is not empty, and evidence is never written over; name another folder"
                    + " with --out, or remove this one");
          }
        }
      }
      Files.createDirectories(folder.resolve(SCENARIOS));
      RunFolder run = new RunFolder(folder, options, now());
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("options", options);
      file.put("started", run.started);
      AtomicFile.write(folder.resolve(RUN), JSON.writeValueAsString(file) + "\n");
      return run;
    } catch (IOException e) {
      throw RunFolderException.unwritable("making the run folder", folder, e);
    }
  }

  @WallClock("stamps of a run lie outside of the evidence digest")
  private static String now() {
    return Instant.now().toString();
  }

  /**
   * Opens a scenario's own files.
   *
   * @param location {@code sos/manual_call.feature:12}
   * @param epoch instant of nanosecond 0 of its timeline
   */
  public synchronized ScenarioEvidence scenario(
      String location, String name, List<String> tags, Instant epoch) {
    String slug = location.replaceAll("[^A-Za-z0-9._-]", "_");
    try {
      Path own = free(slug);
      Files.createDirectory(own);
      ScenarioFiles files =
          new ScenarioFiles(
              own, location, name, tags, epoch, options.channelNames(), this::concluded);
      open.add(files);
      opened++;
      return files;
    } catch (IOException e) {
      throw RunFolderException.unwritable("beginning scenario " + location, folder, e);
    }
  }

  private Path free(String slug) throws IOException {
    Path own = folder.resolve(SCENARIOS).resolve(slug);
    for (int number = 2; Files.exists(own); number++) {
      if (number > MAX_SAME_LOCATION) {
        throw new IOException("scenario " + slug + " was begun " + number + " times");
      }
      own = folder.resolve(SCENARIOS).resolve(slug + "-" + number);
    }
    return own;
  }

  private synchronized void concluded(ScenarioResult result) {
    results.add(result);
  }

  /** Puts the catalogue into the folder, so that a report needs nothing else. */
  public synchronized void requirements(List<Requirement> newCatalogue) {
    catalogue = List.copyOf(newCatalogue);
    try {
      AtomicFile.write(folder.resolve(CATALOGUE), JSON.writeValueAsString(catalogue) + "\n");
    } catch (IOException e) {
      throw RunFolderException.unwritable("writing the catalogue", folder, e);
    }
  }

  /**
   * Keeps a copy of a file that the run depends on, under {@code inputs/} and its own name.
   *
   * @throws RunFolderException when it can't be copied, or another one has that name
   */
  public void input(String name, Path file) {
    Path copy = folder.resolve(INPUTS).resolve(name);
    try {
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    } catch (IOException e) {
      throw RunFolderException.unwritable("keeping a copy of " + file, copy, e);
    }
  }

  /** Where cucumber's messages belong. */
  public Path cucumberMessages() {
    return folder.resolve(MESSAGES);
  }

  public Path path() {
    return folder;
  }

  /**
   * Ends the run: digest and verdicts go to {@code result.json}. The reports and {@link #seal} come
   * after it.
   *
   * @param complete false after an interruption
   */
  public synchronized RunResult finish(boolean complete) {
    boolean closed = closedAll();
    List<ScenarioResult> ordered = new ArrayList<>(results);
    ordered.sort(FEATURE_ORDER);
    boolean whole = complete && closed && results.size() == opened;
    String digest = digest(ordered);
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("complete", whole);
    file.put("digest", digest);
    file.put("ended", now());
    file.put("scenarios", ordered.size());
    try {
      AtomicFile.write(folder.resolve(RESULT), JSON.writeValueAsString(file) + "\n");
    } catch (IOException e) {
      throw RunFolderException.unwritable("ending the run", folder, e);
    }
    return new RunResult(
        whole,
        digest,
        List.copyOf(ordered),
        RequirementOutcome.of(catalogue, ordered, options.serviceIsStandIn()));
  }

  /** A scenario's file that can't be closed is not whole; that is no reason to lose the others. */
  private boolean closedAll() {
    try {
      close();
      return true;
    } catch (RunFolderException e) {
      return false;
    }
  }

  /** Feature file, then line, then digest (for a scenario that ran twice). */
  public static final Comparator<ScenarioResult> FEATURE_ORDER =
      Comparator.comparing(ScenarioResult::uri)
          .thenComparingInt(ScenarioResult::line)
          .thenComparing(ScenarioResult::digest);

  /** The evidence digest of scenarios in feature order. */
  public static String digest(List<ScenarioResult> ordered) {
    StringBuilder text = new StringBuilder();
    for (ScenarioResult result : ordered) {
      text.append(result.location()).append(' ').append(result.digest()).append('\n');
    }
    return Digests.of(text.toString());
  }

  /** SHA-256 of a file, in hexadecimal. */
  public static String sha256(Path file) throws IOException {
    return Digests.of(file);
  }

  /** Writes the manifest over all that is in the folder; nothing is written after it. */
  public synchronized void seal(RunResult result) {
    try {
      Manifest.write(folder, options, result);
    } catch (IOException e) {
      throw RunFolderException.unwritable("sealing the run", folder, e);
    }
  }

  /**
   * Whether the folder is as it was sealed.
   *
   * @return empty when it is; otherwise a sentence that names the first file that is not
   * @throws RunFolderException when there is no manifest, or it can't be read
   */
  public static String verify(Path folder) {
    try {
      return Manifest.verify(folder);
    } catch (IOException e) {
      throw new RunFolderException(
          folder + ": can't be verified: " + e.getMessage() + "; was the run interrupted?", e);
    }
  }

  /** Closes scenarios that nobody concluded; they stay incomplete. */
  @Override
  public synchronized void close() {
    RunFolderException first = null;
    for (ScenarioFiles files : open) {
      try {
        files.close();
      } catch (RunFolderException e) {
        first = first == null ? e : first;
      }
    }
    open.clear();
    if (first != null) {
      throw first;
    }
  }
}
