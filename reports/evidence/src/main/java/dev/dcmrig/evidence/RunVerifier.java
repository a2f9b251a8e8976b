// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a sealed run folder against itself, and computes anew what can be computed:
 *
 * <ol>
 *   <li>Its bytes are those that manifest and chains say ({@link PackVerifier}).
 *   <li>Each JSON file has the fields that the rig writes, each once, and nothing after its end;
 *       its bytes are those that the rig writes for them.
 *   <li>The manifest says of the run what run.json and result.json say.
 *   <li>Each scenario of the plan has a folder, and each folder a scenario of the plan.
 *   <li>Each scenario's digest follows from its files, and its verdict from its steps ({@link
 *       ScenarioVerifier}).
 *   <li>Digest, counts, lost scenarios and completeness of result.json follow from the scenarios.
 *   <li>The inputs are those that inputs.json lists.
 *   <li>The tool's version is that of the run; the run ends after it starts, and its scenarios
 *       begin in virtual time or in between.
 *   <li>A second attempt is of a scenario that failed, and all of the above holds for it.
 *   <li>Of a merged run, each shard is there once, and spoke of the plan that is there.
 *   <li>Of a complete run, Cucumber's messages tell the same features, scenarios and steps ({@link
 *       MessagesVerifier}).
 * </ol>
 *
 * Whoever can write the folder can compute all of this anew, too: what nobody can forge is a digest
 * that is kept elsewhere. Changes nothing.
 */
public final class RunVerifier {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final List<String> problems = new ArrayList<>();
  private final List<MessagesVerifier.Judged> judged = new ArrayList<>();
  private final List<Instant> epochs = new ArrayList<>();
  private final Map<String, String> identities = new HashMap<>();
  private int unkept;
  private @Nullable RetriesVerifier retries;

  private RunVerifier(Path folder) {
    this.folder = folder;
  }

  /**
   * Looks at a folder.
   *
   * @throws RunFolderException when it is no run's folder, or of a form that this rig does not read
   */
  public static Verification verify(Path folder) {
    return new RunVerifier(folder).all();
  }

  private Verification all() {
    String digest = "";
    List<PlannedScenario> plan = List.of();
    try {
      Pack pack = PackVerifier.verify(folder);
      pack.problems().forEach(this::problem);
      FolderWalk.Found found = FolderWalk.plainFiles(folder, sentence -> {});
      Set<String> files = found.files();
      if (!found.onlyPlain()) {
        problem("no digest was computed: a link or a pipe can lead anywhere, and wait for ever");
        return new Verification(problems, "", "", 0, 0);
      }
      RunFiles.Sealed sealed = sealed(files);
      plan = orEmpty(RunFolder.PLAN, new TypeReference<List<PlannedScenario>>() {});
      RunFiles.Run run = orNull(RunFolder.RUN, RunFiles.Run.class);
      RunFiles.Result result = orNull(RunFolder.RESULT, RunFiles.Result.class);
      ToolIdentity tool = orNull(RunFolder.TOOL, ToolIdentity.class);
      orEmpty(RunFolder.CATALOGUE, new TypeReference<List<Requirement>>() {});
      orEmpty(RunFolder.MACHINES, new TypeReference<List<StateTable>>() {});
      inputs(files);
      if (files.contains(RunMerge.SHARD)) {
        orNull(RunMerge.SHARD, RunShard.class);
      }
      if (files.contains(RunMerge.SHARDS)) {
        shards(plan);
      }
      List<ScenarioResult> scenarios = scenarios(plan, run, files);
      if (run != null) {
        digest = EvidenceDigest.of(run.options(), scenarios);
      }
      if (run != null && result != null) {
        identities(run, scenarios);
      }
      if (result != null) {
        held(result, scenarios, digest);
      }
      if (run != null && tool != null) {
        held(tool, run.options());
      }
      if (run != null && result != null) {
        times(run, result, tool == null ? "" : tool.java(), scenarios);
      }
      if (sealed != null && run != null && result != null) {
        held(sealed, run, result);
      }
    } catch (IOException e) {
      problem("the folder can't be read: " + e.getMessage());
    }
    return new Verification(problems, digest, seal(), plan.size(), unkept);
  }

  /** Changes with any byte of any file, what was run and with which tool included. */
  private String seal() {
    Path manifest = folder.resolve(RunFolder.MANIFEST);
    try {
      return Files.isRegularFile(manifest) ? Digests.of(manifest) : "";
    } catch (IOException e) {
      problem("manifest.json can't be read: " + e.getMessage());
      return "";
    }
  }

  private void problem(String sentence) {
    if (problems.size() < Verification.MAX_PROBLEMS) {
      problems.add(Verification.plain(sentence));
    }
  }

  /** What is wrong with one that is there has been said. */
  private RunFiles.@Nullable Sealed sealed(Set<String> files) {
    if (!files.contains(RunFolder.MANIFEST)) {
      problem("there is no manifest.json: the run was killed before it was sealed");
      return null;
    }
    try {
      return RunFiles.read(folder, RunFolder.MANIFEST, RunFiles.Sealed.class);
    } catch (IOException e) {
      return null;
    }
  }

  private <T> @Nullable T orNull(String name, Class<T> type) {
    try {
      return RunFiles.read(folder, name, type);
    } catch (IOException e) {
      problem(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private <T> List<T> orEmpty(String name, TypeReference<List<T>> type) {
    try {
      return RunFiles.read(folder, name, type);
    } catch (IOException e) {
      problem(String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private void inputs(Set<String> files) throws IOException {
    List<RunFiles.Input> list =
        orEmpty(RunFolder.INPUT_LIST, new TypeReference<List<RunFiles.Input>>() {});
    String parent = RunFolder.INPUTS + "/";
    Set<String> unlisted =
        files.stream()
            .filter(name -> name.startsWith(parent))
            .collect(Collectors.toCollection(TreeSet::new));
    for (RunFiles.Input input : list) {
      String name = parent + input.name();
      if (!unlisted.remove(name)) {
        problem(name + " is listed in inputs.json and is not there");
      } else if (Files.size(folder.resolve(name)) != input.bytes()
          || !Digests.of(folder.resolve(name)).equals(input.sha256())) {
        problem(name + " is not the file that inputs.json lists");
      }
    }
    unlisted.forEach(name -> problem(name + " is not listed in inputs.json"));
  }

  /** The whole that the shards spoke of must be the plan with the files that are kept. */
  private void shards(List<PlannedScenario> plan) throws IOException {
    Map<String, String> features = new TreeMap<>();
    for (PlannedScenario planned : plan) {
      Path copy = folder.resolve(RunFolder.INPUTS).resolve("features").resolve(planned.uri());
      features.put(planned.uri(), Files.isRegularFile(copy) ? Digests.of(copy) : "");
    }
    String selection = RunShard.selection(plan, features);
    Set<Integer> indices = new TreeSet<>();
    List<RunMerge.Part> parts =
        orEmpty(RunMerge.SHARDS, new TypeReference<List<RunMerge.Part>>() {});
    for (RunMerge.Part part : parts) {
      indices.add(part.shard().index());
      same(RunMerge.SHARDS, "selection", part.shard().selection(), selection);
      same(RunMerge.SHARDS, "of", part.shard().of(), parts.size());
    }
    same(RunMerge.SHARDS, "shards", parts.size(), indices.size());
  }

  private List<ScenarioResult> scenarios(
      List<PlannedScenario> plan, RunFiles.@Nullable Run run, Set<String> files)
      throws IOException {
    Map<String, PlannedScenario> folders = new TreeMap<>();
    for (PlannedScenario planned : plan) {
      if (folders.put(planned.folder(), planned) != null) {
        problem("plan.json has scenario " + planned.id() + " twice");
      }
      if (!planned.isAboutItsTags()) {
        problem("plan.json says that " + planned.id() + " is about other ids than its tags name");
      }
    }
    Map<String, Set<String>> there = new TreeMap<>();
    for (String name : inFolders(RunFolder.SCENARIOS, files, there)) {
      problem(name + " is in no scenario's folder");
    }
    for (String name : there.keySet()) {
      if (!folders.containsKey(name)) {
        problem(RunFolder.SCENARIOS + "/" + name + " belongs to no scenario of the plan");
      }
    }
    List<ScenarioResult> results = new ArrayList<>();
    boolean mayDiscard = run != null && !run.options().defects().isEmpty();
    for (PlannedScenario planned : folders.values()) {
      ScenarioVerifier verifier =
          new ScenarioVerifier(folder, RunFolder.SCENARIOS, planned, mayDiscard, this::problem);
      ScenarioResult result = verifier.verify(there.get(planned.folder()));
      results.add(result);
      identities.put(result.id(), verifier.dutIdentity());
      unkept += verifier.isKept() ? 0 : 1;
      if (!result.digest().isEmpty()) {
        judged.add(new MessagesVerifier.Judged(planned, verifier.isKept(), verifier.steps()));
        epochs.add(verifier.epoch());
      }
    }
    Map<String, Set<String>> again = new TreeMap<>();
    for (String name : inFolders(RunFolder.RETRIES, files, again)) {
      if (!name.equals(RunFolder.RETRIES + "/" + RunFolder.MESSAGES)) {
        problem(name + " is in no scenario's folder");
      }
    }
    retries = new RetriesVerifier(folder, mayDiscard, this::problem);
    return retries.with(results, folders, again);
  }

  /**
   * Sorts files of a parent by the folders in it.
   *
   * @return those that are in none
   */
  private static List<String> inFolders(
      String parent, Set<String> files, Map<String, Set<String>> folders) {
    List<String> others = new ArrayList<>();
    for (String name : files) {
      if (name.startsWith(parent + "/")) {
        String own = name.substring(parent.length() + 1);
        int slash = own.indexOf('/');
        if (slash < 0) {
          others.add(name);
        } else {
          folders
              .computeIfAbsent(own.substring(0, slash), key -> new TreeSet<>())
              .add(own.substring(slash + 1));
        }
      }
    }
    return others;
  }

  /** A run that was killed has not got so far. */
  private void identities(RunFiles.Run run, List<ScenarioResult> scenarios) {
    List<String> found =
        DutIdentities.of(
            scenarios.stream()
                .sorted(RunFolder.FEATURE_ORDER)
                .map(scenario -> identities.getOrDefault(scenario.id(), "")));
    same("run.json", "dutIdentities", run.dutIdentities(), found);
  }

  /** What result.json says must follow from the scenarios. */
  private void held(RunFiles.Result result, List<ScenarioResult> scenarios, String digest) {
    Set<String> lost =
        scenarios.stream()
            .filter(scenario -> scenario.digest().isEmpty())
            .map(ScenarioResult::id)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    scenarios.forEach(scenario -> verdicts.merge(scenario.verdict(), 1, Integer::sum));
    same("result.json", "digest", result.digest(), digest);
    same("result.json", "planned", result.planned(), scenarios.size());
    same("result.json", "concluded", result.concluded(), scenarios.size() - lost.size());
    same("result.json", "verdicts", new TreeMap<>(result.verdicts()), new TreeMap<>(verdicts));
    same("result.json", "lost", result.lost(), List.copyOf(lost));
    if (result.complete() && !lost.isEmpty()) {
      problem("result.json calls the run complete, and it is not");
    }
  }

  private void held(ToolIdentity tool, RunOptions options) {
    same("tool.json", "version", tool.version(), options.toolVersion());
    boolean whole =
        tool.commit().matches("|[0-9a-f]{40}|[0-9a-f]{64}")
            && tool.classPath().stream()
                .allMatch(entry -> SHA_256.matcher(entry.sha256()).matches());
    if (!whole) {
      problem("tool.json has a commit or a hash that is none");
    }
  }

  /**
   * A run ends after it began. Virtual scenarios have one epoch; real ones begin within the run.
   * The engine's messages are held only of a complete run: another may have lost some of them.
   */
  private void times(
      RunFiles.Run run, RunFiles.Result result, String java, List<ScenarioResult> scenarios) {
    try {
      Instant from = Instant.parse(run.started());
      Instant to = Instant.parse(result.ended());
      if (to.isBefore(from)) {
        problem("result.json ends before run.json starts");
      }
      if (retries != null) {
        epochs.addAll(retries.epochs());
      }
      boolean virtual = epochs.stream().allMatch(VirtualTimeline.EPOCH::equals);
      boolean within =
          epochs.stream().noneMatch(epoch -> epoch.isBefore(from) || epoch.isAfter(to));
      if (!virtual && !within) {
        problem("scenarios begin neither in virtual time nor within the run");
      }
      if (result.complete() && judged.size() == scenarios.size()) {
        new MessagesVerifier(folder, RunFolder.MESSAGES, this::problem)
            .verify(judged, from, to, java);
        if (retries != null) {
          retries.messages(from, to, java);
        }
      }
    } catch (DateTimeException e) {
      problem("run.json or result.json has a stamp that is no instant");
    }
  }

  private void held(RunFiles.Sealed sealed, RunFiles.Run run, RunFiles.Result result) {
    RunOptions options = run.options();
    same("manifest.json", "tool", sealed.tool(), Manifest.tool(options));
    same("manifest.json", "run", sealed.run(), options.run());
    same("manifest.json", "bench", sealed.bench(), options.bench());
    same("manifest.json", "seed", sealed.seed(), options.seed());
    same("manifest.json", "options", sealed.options(), options);
    same("manifest.json", "complete", sealed.complete(), result.complete());
    same("manifest.json", "digest", sealed.digest(), result.digest());
  }

  private void same(String file, String field, Object said, Object found) {
    if (!said.equals(found)) {
      problem(file + " says '" + field + "' is " + said + ", and the evidence says " + found);
    }
  }
}
