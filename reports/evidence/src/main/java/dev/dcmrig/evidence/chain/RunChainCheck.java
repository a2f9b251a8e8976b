// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run's {@code chain.txt} says, each link computed anew. A line that does not follow is
 * named, and the next one is held against what it says itself: so each wrong line is named once.
 */
public final class RunChainCheck {
  private static final int MAX_BYTES = 64 << 20;
  private static final String HASH = "([0-9a-f]{64})";
  private static final Pattern LINE = Pattern.compile(HASH + " (.*)", Pattern.DOTALL);
  private static final Pattern BEGIN =
      Pattern.compile("run (\\d{1,9})(?: (\\S+) (\\S+) (\\S+))?.*");
  private static final Pattern OF_FILE = Pattern.compile("file " + HASH + " ([a-z-]+\\.json)");
  private static final Pattern OF_SCENARIO =
      Pattern.compile(
          "scenario "
              + HASH
              + " ([0-9a-f]{64}|-) "
              + HASH
              + " ((?:scenarios|retries)/[^/\\s]+)(?: (\\w+))?");
  private static final Pattern END = Pattern.compile("end " + HASH);
  private static final Pattern OF_MANIFEST = Pattern.compile("manifest " + HASH);

  /**
   * What a scenario came to. SHA-256 of its files; {@code chain} may be {@link RunChain#NONE}.
   *
   * @param run identity of the run that its records are chained to
   */
  public record Scenario(String header, String chain, String verdict, String run) {}

  private final List<String> problems = new ArrayList<>();
  private final Map<String, List<String>> files = new LinkedHashMap<>();
  private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
  private int format;
  private String id = "";
  private String started = "";
  private String seed = "";
  private String digest = "";
  private String manifest = "";
  private String endLink = "";
  private String link = RunChain.FIRST;
  private String lastSubject = "";
  private boolean cut;

  private RunChainCheck() {}

  /**
   * Reads it.
   *
   * @throws IOException when it can't be read, or is no chain at all
   */
  public static RunChainCheck of(Path folder) throws IOException {
    Path file = folder.resolve(Links.FILE);
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(Links.FILE + " is larger than " + (MAX_BYTES >> 20) + " MB");
    }
    RunChainCheck check = new RunChainCheck();
    check.read(Files.readString(file, StandardCharsets.ISO_8859_1));
    return check;
  }

  private void read(String text) {
    int number = 0;
    for (int from = 0; from < text.length(); ) {
      int to = text.indexOf('\n', from);
      number++;
      if (to < 0) {
        cut = true;
        break;
      }
      take(number, text.substring(from, to));
      from = to + 1;
    }
    if (cut && !manifest.isEmpty()) {
      problem(number, "stands behind the end");
    }
    cut |= manifest.isEmpty();
  }

  private void take(int number, String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      problem(number, "is no line of a chain");
      return;
    }
    String content = parts.group(2);
    if (!Links.ofRun(link, content).equals(parts.group(1))) {
      problem(number, "does not follow from the line before it: one of both was changed");
    }
    link = parts.group(1);
    Matcher ofManifest = OF_MANIFEST.matcher(content);
    if (!manifest.isEmpty() || isEnded() != ofManifest.matches()) {
      problem(number, "stands behind the end, or before it");
    }
    Matcher begin = BEGIN.matcher(content);
    Matcher ofFile = OF_FILE.matcher(content);
    Matcher ofScenario = OF_SCENARIO.matcher(content);
    Matcher end = END.matcher(content);
    if (begin.matches()) {
      begin(number, begin);
    } else if (ofFile.matches()) {
      files.computeIfAbsent(ofFile.group(2), key -> new ArrayList<>()).add(ofFile.group(1));
      lastSubject = ofFile.group(2);
    } else if (ofScenario.matches()) {
      lastSubject = ofScenario.group(4);
      Scenario scenario =
          new Scenario(
              ofScenario.group(1),
              ofScenario.group(2),
              ofScenario.group(3),
              ofScenario.group(5) == null ? id : ofScenario.group(5));
      if (scenarios.put(lastSubject, scenario) != null) {
        problem(number, "tells of " + lastSubject + " once more");
      }
    } else if (end.matches()) {
      digest = end.group(1);
      endLink = link;
    } else if (ofManifest.matches()) {
      manifest = ofManifest.group(1);
    } else {
      problem(number, "says nothing that a rig writes");
    }
  }

  private void begin(int number, Matcher begin) {
    if (number != 1) {
      problem(number, "begins another run");
      return;
    }
    format = Integer.parseInt(begin.group(1));
    if (format == RunChain.FORMAT && begin.group(2) != null) {
      id = begin.group(2);
      seed = begin.group(3);
      started = begin.group(4);
    }
  }

  private void problem(int number, String what) {
    problems.add(Links.FILE + ": line " + number + " " + what);
  }

  /** A sentence each, which begins with the file's name. */
  public List<String> problems() {
    return problems;
  }

  /** The form of the folder; 0 where its first line does not say. */
  public int format() {
    return format;
  }

  /** The run's identity. */
  public String id() {
    return id;
  }

  public String seed() {
    return seed;
  }

  public String started() {
    return started;
  }

  /** The link of the line that ends the run; empty without one. */
  public String link() {
    return endLink;
  }

  /** SHA-256 of the manifest; empty of a run that was not sealed. */
  public String manifest() {
    return manifest;
  }

  /** The evidence digest; empty of a run that was not ended. */
  public String digest() {
    return digest;
  }

  public boolean isEnded() {
    return !digest.isEmpty();
  }

  /** Files of the run by name: each SHA-256 that was written, in that order. */
  public Map<String, List<String>> files() {
    return files;
  }

  /** Scenarios with a verdict, by their folders: {@code scenarios/NAME}, {@code retries/NAME}. */
  public Map<String, Scenario> scenarios() {
    return scenarios;
  }

  /** Identity of the run that a scenario's records are chained to. */
  public String runOf(String scenario) {
    Scenario found = scenarios.get(scenario);
    return found == null ? id : found.run();
  }

  /**
   * Whether a file may be missing, or be the one before: a run that was cut off had written its
   * last line, and not yet what it speaks of.
   *
   * @param subject name of a file or of a scenario's folder
   */
  public boolean mayBeLate(String subject) {
    return cut && subject.equals(lastSubject);
  }
}
