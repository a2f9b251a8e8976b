// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.dcmrig.evidence.chain.Links;
import dev.dcmrig.evidence.chain.RunChain;
import dev.dcmrig.sim.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The folder of one run; see the package for its files. Scenarios may be open side by side, each on
 * its own thread.
 */
public final class RunFolder implements AutoCloseable {
  public static final String RUN = "run.json";
  public static final String PLAN = "plan.json";
  public static final String CATALOGUE = "catalogue.json";

  /** The machines of states whose scenarios the run has. */
  public static final String MACHINES = "machines.json";

  public static final String RESULT = "result.json";
  public static final String MANIFEST = "manifest.json";
  public static final String SCENARIOS = "scenarios";

  /** What is chained to what came before it; a scenario has one, too. */
  public static final String CHAIN = Links.FILE;

  /** What may be laid beside the manifest later: signatures, their certificates, a time stamp. */
  public static final String ATTESTATION = "attestation.intoto.jsonl";

  public static final String SIGNERS = "signers.pem";
  public static final String TIME_STAMP = "timestamp.tsr";
  public static final String MESSAGES = "messages.ndjson";

  /** Second attempts at scenarios that failed, and Cucumber's messages of them. */
  public static final String RETRIES = "retries";

  public static final String INPUTS = "inputs";

  /** Where each input came from, and its hash. */
  public static final String INPUT_LIST = "inputs.json";

  /** Which rig made the run. */
  public static final String TOOL = "tool.json";

  /** Why a scenario of the plan is an error, when it left nothing. */
  public static final String NEVER_BEGAN = "the run ended before this scenario began";

  /** Why a scenario of the plan is an error, when it left no verdict. */
  public static final String NEVER_ENDED =
      "the run ended before this scenario did; it has no verdict of its own";

  private final Path folder;
  private final RunOptions options;
  private final String started;
  private final RunChain chain;

  /** Scenarios that have no verdict yet; one that has leaves, for its buffers are large. */
  private final Map<String, ScenarioFiles> open = new LinkedHashMap<>();

  private final Map<String, PlannedScenario> plan = new LinkedHashMap<>();
  private final Set<String> begun = new LinkedHashSet<>();
  private final Map<String, ScenarioResult> results = new LinkedHashMap<>();
  private final Map<String, String> identities = new LinkedHashMap<>();
  private final Map<String, ScenarioResult> retried = new LinkedHashMap<>();
  private final KeptInputs inputs;
  private EvidenceBudget budget = new EvidenceBudget(Long.MAX_VALUE);
  private List<Requirement> catalogue = List.of();

  private RunFolder(Path folder, RunOptions options, String started) throws IOException {
    this.folder = folder;
    this.options = options;
    this.started = started;
    this.chain = new RunChain(folder, options.seed(), started);
    this.inputs = new KeptInputs(folder, chain);
  }

  /**
   * Makes the folder, and puts options and seed into it. Of two runs that want one folder, one gets
   * it.
   *
   * @throws RunFolderException when it holds something already, or can't be written
   */
  public static RunFolder create(Path folder, RunOptions options) {
    return merged(folder, options, now());
  }

  /** One that is made of runs, of which the first one started then. */
  static RunFolder merged(Path folder, RunOptions options, String started) {
    EmptyFolder.claim(folder);
    try {
      RunFolder run = new RunFolder(folder, options, started);
      run.put(RUN, new RunFiles.Run(options, run.started, List.of()));
      return run;
    } catch (IOException e) {
      throw RunFolderException.unwritable("making the run folder", folder, e);
    }
  }

  @WallClock("stamps of a run lie outside of the evidence digest")
  private static String now() {
    return Instant.now().toString();
  }

  /** Bounds what frames, events and messages of all scenarios may need, in bytes. */
  public synchronized void limit(long mostBytes) {
    budget = new EvidenceBudget(mostBytes);
  }

  /**
   * Writes down what is to run, before anything does.
   *
   * @throws RunFolderException when two scenarios have one id, or the plan can't be written
   */
  public synchronized void plan(List<PlannedScenario> scenarios) {
    Map<String, PlannedScenario> folders = new LinkedHashMap<>();
    for (PlannedScenario scenario : scenarios) {
      PlannedScenario other = folders.put(scenario.folder(), scenario);
      if (other != null) {
        throw new RunFolderException(
            scenario.location()
                + " and "
                + other.location()
                + " have one id, "
                + scenario.id()
                + "; give one of them another name");
      }
      plan.put(scenario.id(), scenario);
    }
    put("writing the plan", PLAN, scenarios);
  }

  /**
   * Opens the files of a scenario of the plan.
   *
   * @param epoch instant of nanosecond 0 of its timeline
   * @throws RunFolderException when the plan has no such scenario, or it was begun before
   */
  public synchronized ScenarioEvidence scenario(String id, Instant epoch) {
    PlannedScenario planned = plan.get(id);
    if (planned == null || !begun.add(id)) {
      throw new RunFolderException(
          "scenario "
              + id
              + (planned == null ? " is not in the plan of this run" : " was begun twice"));
    }
    return opened(SCENARIOS, planned, epoch, this::concluded);
  }

  /**
   * Opens the files of a second attempt at a scenario that failed; the first one stays as it is.
   *
   * @throws RunFolderException when it has not failed, or can't be written
   */
  public synchronized ScenarioEvidence retry(String id, Instant epoch) {
    PlannedScenario planned = plan.get(id);
    ScenarioResult first = results.get(id);
    if (planned == null || first == null || first.verdict() != Verdict.FAILED) {
      throw new RunFolderException("scenario " + id + " has not failed: it is not run again");
    }
    return opened(RETRIES, planned, epoch, this::concludedAgain);
  }

  private ScenarioEvidence opened(
      String parent,
      PlannedScenario planned,
      Instant epoch,
      BiConsumer<ScenarioResult, String> concluded) {
    try {
      Path own = folder.resolve(parent).resolve(planned.folder());
      Files.createDirectories(own.getParent());
      Files.createDirectory(own);
      ScenarioFiles files =
          new ScenarioFiles(
              own,
              parent + "/" + planned.folder(),
              chain,
              planned,
              epoch,
              options.channelNames(),
              budget,
              concluded);
      open.put(planned.id(), files);
      return files;
    } catch (IOException e) {
      throw RunFolderException.unwritable("beginning scenario " + planned.location(), folder, e);
    }
  }

  private synchronized void concludedAgain(ScenarioResult result, String identity) {
    retried.put(result.id(), result);
    open.remove(result.id());
  }

  /**
   * Takes over a scenario that another run has concluded, with all of its files.
   *
   * @param id identity of that run: the scenario's records are chained to it
   */
  synchronized void adopt(ScenarioResult result, String identity, Path from, String id)
      throws IOException {
    Adoption.of(from, folder, SCENARIOS + "/" + result.folder(), chain, id);
    begun.add(result.id());
    concluded(result, identity);
  }

  /** Takes over a second attempt. */
  synchronized void adoptAgain(ScenarioResult result, Path from, String id) throws IOException {
    Adoption.of(from, folder, RETRIES + "/" + result.folder(), chain, id);
    concludedAgain(result, "");
  }

  private synchronized void concluded(ScenarioResult result, String identity) {
    results.put(result.id(), result);
    identities.put(result.id(), identity);
    open.remove(result.id());
  }

  /** Puts the catalogue into the folder, so that a report needs nothing else. */
  public synchronized void requirements(List<Requirement> newCatalogue) {
    catalogue = List.copyOf(newCatalogue);
    put("writing the catalogue", CATALOGUE, catalogue);
  }

  /** Puts down the machines of states that scenarios of the plan are made from. */
  public void machines(List<StateTable> tables) {
    put("writing the machines of states", MACHINES, tables);
  }

  /** Puts down which rig makes the run. */
  public void tool(ToolIdentity tool) {
    put("writing the rig's identity", TOOL, tool);
  }

  /**
   * Keeps copies of files that the run depends on, under {@code inputs/} and their own names; one
   * that was kept before under the same name and from the same place is left alone.
   *
   * @throws RunFolderException when one can't be copied, or another one has its name
   */
  public synchronized void inputs(List<InputFile> files) {
    inputs.add(files);
  }

  /**
   * The catalogue that a run folder keeps.
   *
   * @throws IOException when it is not there, or not as it is written
   */
  public static List<Requirement> catalogue(Path folder) throws IOException {
    return RunFiles.read(folder, CATALOGUE, new TypeReference<List<Requirement>>() {});
  }

  /**
   * The machines of states that a run folder keeps.
   *
   * @throws IOException when the file is not there, or not as it is written
   */
  public static List<StateTable> machines(Path folder) throws IOException {
    return RunFiles.read(folder, MACHINES, new TypeReference<List<StateTable>>() {});
  }

  /**
   * The rig that made a run.
   *
   * @throws IOException when it is not there, or not as it is written
   */
  public static ToolIdentity tool(Path folder) throws IOException {
    return RunFiles.read(folder, TOOL, ToolIdentity.class);
  }

  /** Where cucumber's messages belong. */
  public Path cucumberMessages() {
    return folder.resolve(MESSAGES);
  }

  /** Where those of second attempts belong. */
  public Path retryMessages() {
    return folder.resolve(RETRIES).resolve(MESSAGES);
  }

  public Path path() {
    return folder;
  }

  /**
   * Ends the run: the results are held against the plan; digest and verdicts go to {@code
   * result.json}, and what the device under test said that it is to {@code run.json}. The reports
   * and {@link #seal} come after it.
   */
  public synchronized RunResult finish() {
    boolean closed = closedAll();
    List<ScenarioResult> ordered = new ArrayList<>();
    List<ScenarioResult> lost = new ArrayList<>();
    for (PlannedScenario planned : plan.values()) {
      ScenarioResult result = results.get(planned.id());
      if (result == null) {
        result = planned.lost(begun.contains(planned.id()) ? NEVER_ENDED : NEVER_BEGAN);
        lost.add(result);
      }
      ScenarioResult second = retried.get(planned.id());
      ordered.add(second == null ? result : result.again(second));
    }
    ordered.sort(FEATURE_ORDER);
    boolean complete = closed && lost.isEmpty();
    String digest = EvidenceDigest.of(options, ordered);
    List<String> duts =
        DutIdentities.of(ordered.stream().map(each -> identities.getOrDefault(each.id(), "")));
    put("ending the run", RUN, new RunFiles.Run(options, started, duts));
    put(
        "ending the run",
        RESULT,
        RunFiles.Result.of(complete, digest, now(), results.size(), ordered, lost));
    return new RunResult(
        complete,
        digest,
        List.copyOf(ordered),
        List.copyOf(lost),
        RequirementOutcome.of(catalogue, ordered, options.serviceIsStandIn()));
  }

  private void put(String doing, String name, Object content) {
    try {
      put(name, content);
    } catch (IOException e) {
      throw RunFolderException.unwritable(doing, folder, e);
    }
  }

  private void put(String name, Object content) throws IOException {
    chain.file(name, RunFiles.bytes(content));
  }

  /** A scenario's file that can't be closed is not whole; that is no reason to lose the others. */
  private boolean closedAll() {
    try {
      closeScenarios();
      return true;
    } catch (RunFolderException e) {
      return false;
    }
  }

  /** Feature file, then line, then id: the order in which people read. */
  public static final Comparator<ScenarioResult> FEATURE_ORDER = ScenarioResult.ORDER;

  /** SHA-256 of a file, in hexadecimal. */
  public static String sha256(Path file) throws IOException {
    return Digests.of(file);
  }

  /** Writes the manifest over all that is in the folder; nothing is written after it. */
  public synchronized void seal(RunResult result) {
    try {
      chain.end(result.digest());
      chain.manifest(folder.resolve(MANIFEST), Manifest.of(folder, options, result, chain));
    } catch (IOException e) {
      throw RunFolderException.unwritable("sealing the run", folder, e);
    }
  }

  /** Closes scenarios that nobody concluded; they stay incomplete. */
  @Override
  public synchronized void close() {
    try (chain) {
      closeScenarios();
    } catch (IOException e) {
      throw RunFolderException.unwritable("closing the run's chain", folder, e);
    }
  }

  private void closeScenarios() {
    RunFolderException first = null;
    for (ScenarioFiles files : List.copyOf(open.values())) {
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
