// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.sim.settings.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code known.json}: failures that somebody knows of, and on which day a run asked. What becomes
 * of each follows from these and from the results alone:
 *
 * <ol>
 *   <li>Whose day of expiry lies before the run's day is expired. It covers nothing.
 *   <li>Whose id no requirement and no scenario has is for nothing.
 *   <li>Whose device is another one than the run's does not count.
 *   <li>Whose requirement or scenario has passed has passed unexpectedly.
 *   <li>Whose requirement or scenario has failed is known.
 *   <li>Of any other nothing was shown.
 * </ol>
 *
 * A scenario that failed is covered by its own entry, or when each requirement that it failed has
 * one that is known. What is flaky, inconclusive or an error is never covered.
 *
 * @param date of the run, in the time zone of whoever ran it (ISO 8601)
 */
public record KnownFailures(
    @Key("day of the run (ISO 8601)") String date,
    @Key("what somebody knows of") List<Entry> entries) {

  /** Its name in a run folder. */
  public static final String FILE = "known.json";

  /**
   * An entry.
   *
   * @param id of a requirement or a scenario
   * @param dut a text that is found in what the device says that it is
   * @param ticket where somebody works on it
   * @param expires the last day on which it counts (ISO 8601)
   * @param exists whether there is such a requirement or scenario
   */
  public record Entry(
      @Key("of a requirement or a scenario") String id,
      @Key("a text that is found in what the device says that it is") String dut,
      @Key("where somebody works on it") String ticket,
      @Key("the last day on which it counts (ISO 8601)") String expires,
      @Key("whether there is such a requirement or scenario") boolean exists) {}

  /** What became of an entry. */
  public enum State {
    /** It failed, as somebody knows. */
    KNOWN("known"),
    /** It passed: the entry must go. */
    PASSED("passed unexpectedly"),
    /** Its last day is over. */
    EXPIRED("expired"),
    /** No requirement and no scenario has its id. */
    NOTHING("for nothing"),
    /** The device under test is another one. */
    OTHER_DEVICE("of another device"),
    /** The run did not show whether it fails. */
    NOT_SHOWN("not shown");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** As reports write it. */
    public String word() {
      return word;
    }

    /** Whether somebody must look at the list of known failures. */
    public boolean isWrong() {
      return this == PASSED || this == EXPIRED || this == NOTHING;
    }
  }

  /**
   * An entry with what became of it.
   *
   * @param scenarios ids of those that failed by it; empty unless it is known
   */
  public record Outcome(Entry entry, State state, List<String> scenarios) {

    /** A sentence for people. */
    public String sentence() {
      return entry.id()
          + " ("
          + entry.ticket()
          + ", until "
          + entry.expires()
          + "): "
          + state.word()
          + (state == State.KNOWN
              ? " to fail, in "
                  + scenarios.size()
                  + (scenarios.size() == 1 ? " scenario" : " scenarios")
              : "");
    }
  }

  public KnownFailures {
    entries = List.copyOf(entries);
  }

  /**
   * What became of each.
   *
   * @param device what the device under test said that it is; empty where it said nothing
   */
  public List<Outcome> judge(
      List<ScenarioResult> scenarios, List<RequirementOutcome> requirements, String device) {
    LocalDate today = LocalDate.parse(date);
    return entries.stream()
        .map(
            entry -> {
              if (LocalDate.parse(entry.expires()).isBefore(today)) {
                return new Outcome(entry, State.EXPIRED, List.of());
              }
              if (!entry.exists()) {
                return new Outcome(entry, State.NOTHING, List.of());
              }
              if (!device.contains(entry.dut())) {
                return new Outcome(entry, State.OTHER_DEVICE, List.of());
              }
              return outcome(entry, scenarios, requirements);
            })
        .toList();
  }

  private static Outcome outcome(
      Entry entry, List<ScenarioResult> scenarios, List<RequirementOutcome> requirements) {
    Verdict verdict = Verdict.NOT_VERIFIED;
    Set<String> failed = new TreeSet<>();
    for (RequirementOutcome requirement : requirements) {
      if (requirement.requirement().id().equals(entry.id())) {
        verdict = requirement.verdict();
        failed.addAll(requirement.failed());
      }
    }
    for (ScenarioResult scenario : scenarios) {
      if (scenario.id().equals(entry.id())) {
        verdict = scenario.verdict();
        if (verdict == Verdict.FAILED) {
          failed.add(scenario.id());
        }
      }
    }
    State state =
        switch (verdict) {
          case PASSED -> State.PASSED;
          case FAILED -> State.KNOWN;
          case FLAKY, INCONCLUSIVE, ERROR, NOT_VERIFIED -> State.NOT_SHOWN;
        };
    return new Outcome(entry, state, state == State.KNOWN ? List.copyOf(failed) : List.of());
  }

  /** The ids of scenarios whose failure is covered. */
  public static Set<String> covered(
      List<Outcome> outcomes,
      List<ScenarioResult> scenarios,
      List<RequirementOutcome> requirements) {
    List<String> known = new ArrayList<>();
    outcomes.stream()
        .filter(outcome -> outcome.state() == State.KNOWN)
        .forEach(outcome -> known.add(outcome.entry().id()));
    Set<String> covered = new TreeSet<>();
    for (ScenarioResult scenario : scenarios) {
      List<String> failed =
          requirements.stream()
              .filter(requirement -> requirement.failedIn(scenario))
              .map(requirement -> requirement.requirement().id())
              .toList();
      boolean all = !failed.isEmpty() && known.containsAll(failed);
      if (scenario.verdict() == Verdict.FAILED && (known.contains(scenario.id()) || all)) {
        covered.add(scenario.id());
      }
    }
    return covered;
  }

  /**
   * Puts them down in a run folder.
   *
   * @throws RunFolderException when they can't be written
   */
  public void write(Path folder) {
    try {
      RunFiles.write(folder.resolve(FILE), this);
    } catch (IOException e) {
      throw RunFolderException.unwritable("writing the known failures", folder, e);
    }
  }

  /**
   * Those of a run folder; none on no day where it has no such file.
   *
   * @throws IOException when the file is not as it is written
   */
  public static KnownFailures of(Path folder) throws IOException {
    return Files.isRegularFile(folder.resolve(FILE))
        ? RunFiles.read(folder, FILE, KnownFailures.class)
        : new KnownFailures(LocalDate.EPOCH.toString(), List.of());
  }
}
