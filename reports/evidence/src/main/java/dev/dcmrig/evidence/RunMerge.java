// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.dcmrig.evidence.chain.RunChainCheck;
import dev.dcmrig.sim.settings.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes one run folder of the shards of one suite. Nothing is judged anew: each scenario's folder
 * is copied as it is, and the run's digest is made of the scenarios' digests, as that of a run
 * without shards is. What is refused, and nothing is written then:
 *
 * <ol>
 *   <li>A folder that is no shard, that {@link RunVerifier} finds a fault in, or that was cut off.
 *   <li>Shards of another selection, bench, device, seed, defects or of another rig.
 *   <li>A shard that is missing, or there twice.
 *   <li>A scenario that two shards have, or none.
 *   <li>An input that differs: a feature file, the bench file, the profile.
 * </ol>
 */
public final class RunMerge {

  /** The file that tells which shards a merged run has. */
  public static final String SHARDS = "shards.json";

  /** The file that tells which shard a run is. */
  public static final String SHARD = "shard.json";

  /** Shards that a suite may be cut into. */
  public static final int MAX_SHARDS = 1000;

  /**
   * {@code shards.json}: a shard that went into a merged run.
   *
   * @param seal SHA-256 of the shard's own manifest
   */
  record Part(
      @Key("which part of the suite") RunShard shard,
      @Key("what its folder was called") String run,
      @Key("its own evidence digest") String digest,
      @Key("SHA-256 of its own manifest.json") String seal,
      @Key("by the wall clock (ISO 8601, UTC)") String started,
      @Key("by the wall clock (ISO 8601, UTC)") String ended) {}

  /**
   * The shards in a folder.
   *
   * @param shards those to merge
   * @param cutOff those that were cut off, and that another one stands for
   */
  public record Found(List<Path> shards, List<Path> cutOff) {}

  /**
   * Looks for shards in a folder: a machine that was taken away leaves one that was cut off beside
   * the one that was run in its place. Who was killed left it without a seal; who was asked to end
   * has sealed what there was.
   *
   * @throws IOException when the folder or a file of a shard can't be read
   */
  public static Found in(Path folder) throws IOException {
    Map<Path, Integer> all = new TreeMap<>();
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path each : inside.filter(it -> Files.isRegularFile(it.resolve(SHARD))).toList()) {
        all.put(each, RunFiles.read(each, SHARD, RunShard.class).index());
      }
    }
    Set<Path> ended = new TreeSet<>();
    Set<Integer> whole = new TreeSet<>();
    for (Map.Entry<Path, Integer> each : all.entrySet()) {
      if (isSealed(each.getKey()) && isComplete(each.getKey())) {
        ended.add(each.getKey());
        whole.add(each.getValue());
      }
    }
    List<Path> shards = new ArrayList<>();
    List<Path> cutOff = new ArrayList<>();
    all.forEach(
        (each, index) ->
            (ended.contains(each) || !whole.contains(index) ? shards : cutOff).add(each));
    return new Found(shards, cutOff);
  }

  private static boolean isComplete(Path shard) throws IOException {
    return RunFiles.read(shard, RunFolder.RESULT, RunFiles.Result.class).complete();
  }

  private static boolean isSealed(Path shard) {
    return Files.isRegularFile(shard.resolve(RunFolder.MANIFEST));
  }

  /** A shard as its folder tells it. */
  private record Read(
      Path folder,
      RunShard shard,
      RunFiles.Run run,
      RunFiles.Result result,
      ToolIdentity tool,
      List<PlannedScenario> plan,
      Map<String, RunFiles.Input> inputs,
      String id,
      String seal) {

    String named() {
      return "shard " + shard.words() + " (" + folder + ")";
    }
  }

  private final List<Read> shards;

  private RunMerge(List<Read> shards) {
    this.shards = shards;
  }

  /**
   * Merges shards into a new or empty folder. Reports are not made, and it is not sealed.
   *
   * @param commandLine as the user typed it
   * @throws RunFolderException with a sentence about the first thing that does not fit
   */
  public static RunFolder merge(List<Path> folders, Path out, String commandLine) {
    List<Read> shards = new ArrayList<>();
    for (Path folder : folders) {
      shards.add(read(folder));
    }
    if (shards.isEmpty()) {
      throw new RunFolderException("there is no shard to merge");
    }
    shards.sort(Comparator.comparingInt(each -> each.shard().index()));
    RunMerge merge = new RunMerge(List.copyOf(shards));
    merge.refuseUnlike();
    merge.refuseMissing();
    try {
      return merge.write(out, commandLine);
    } catch (IOException e) {
      throw RunFolderException.unwritable("merging the shards", out, e);
    }
  }

  private static Read read(Path folder) {
    if (!Files.isRegularFile(folder.resolve(SHARD))) {
      throw new RunFolderException(
          folder
              + ": is no shard (there is no "
              + SHARD
              + " in it); only runs with --shard can be merged");
    }
    try {
      RunShard shard = RunFiles.read(folder, SHARD, RunShard.class);
      if (!isSealed(folder)) {
        throw cutOff(folder, shard);
      }
      Verification looked = RunVerifier.verify(folder);
      if (!looked.isGood()) {
        throw new RunFolderException(
            folder
                + ": 'rig verify' finds "
                + looked.problems().size()
                + " faults in it; the first: "
                + looked.problems().get(0));
      }
      RunFiles.Result result = RunFiles.read(folder, RunFolder.RESULT, RunFiles.Result.class);
      if (!result.complete()) {
        throw cutOff(folder, shard);
      }
      Map<String, RunFiles.Input> inputs = new TreeMap<>();
      RunFiles.read(folder, RunFolder.INPUT_LIST, new TypeReference<List<RunFiles.Input>>() {})
          .forEach(input -> inputs.put(input.name(), input));
      return new Read(
          folder,
          shard,
          RunFiles.read(folder, RunFolder.RUN, RunFiles.Run.class),
          result,
          RunFolder.tool(folder),
          RunFiles.read(folder, RunFolder.PLAN, new TypeReference<List<PlannedScenario>>() {}),
          inputs,
          RunChainCheck.of(folder).id(),
          looked.seal());
    } catch (IOException e) {
      throw new RunFolderException(folder + ": can't be read: " + e.getMessage(), e);
    }
  }

  private static RunFolderException cutOff(Path folder, RunShard shard) {
    return new RunFolderException(
        folder
            + ": shard "
            + shard.words()
            + " was cut off: not all of its scenarios have a verdict; run it again");
  }

  private void refuseUnlike() {
    Read first = shards.get(0);
    for (Read other : shards) {
      RunOptions ours = first.run().options();
      RunOptions theirs = other.run().options();
      same(first, other, "seed", ours.seed(), theirs.seed());
      same(first, other, "bench", ours.bench(), theirs.bench());
      same(first, other, "device", ours.dut(), theirs.dut());
      same(first, other, "stand-in device", ours.dutIsStandIn(), theirs.dutIsStandIn());
      same(first, other, "stand-in service", ours.serviceIsStandIn(), theirs.serviceIsStandIn());
      same(first, other, "seeded defects", ours.defects(), theirs.defects());
      same(first, other, "CAN channels", ours.channels(), theirs.channels());
      same(first, other, "tags", ours.tags(), theirs.tags());
      same(first, other, "number of shards", first.shard().of(), other.shard().of());
      same(first, other, "set of times", first.shard().times(), other.shard().times());
      same(first, other, "rig version", first.tool().version(), other.tool().version());
      same(first, other, "rig commit", first.tool().commit(), other.tool().commit());
      same(first, other, "Java", first.tool().java(), other.tool().java());
      if (!first.tool().classPath().equals(other.tool().classPath())) {
        throw unlike(first, other, "rig: their jars differ", "");
      }
      inputs(first, other);
      same(first, other, "selection", first.shard().selection(), other.shard().selection());
    }
  }

  private static void same(Read first, Read other, String what, Object ours, Object theirs) {
    if (!ours.equals(theirs)) {
      throw unlike(first, other, what, ": " + ours + " and " + theirs);
    }
  }

  private static RunFolderException unlike(Read first, Read other, String what, String values) {
    return new RunFolderException(
        first.named() + " and " + other.named() + " have not the same " + what + values);
  }

  private static void inputs(Read first, Read other) {
    for (RunFiles.Input input : other.inputs().values()) {
      RunFiles.Input ours = first.inputs().get(input.name());
      if (ours != null && !ours.sha256().equals(input.sha256())) {
        throw unlike(first, other, "input " + input.name(), "");
      }
    }
  }

  private void refuseMissing() {
    int of = shards.get(0).shard().of();
    Set<Integer> missing = new TreeSet<>();
    for (int index = 1; index <= of; index++) {
      missing.add(index);
    }
    for (Read each : shards) {
      if (!missing.remove(each.shard().index())) {
        throw new RunFolderException(each.named() + " is there twice");
      }
    }
    if (!missing.isEmpty()) {
      throw new RunFolderException(
          "of " + of + " shards these are missing: " + missing + "; a part is no whole");
    }
    Map<String, Read> owners = new LinkedHashMap<>();
    for (Read each : shards) {
      for (PlannedScenario planned : each.plan()) {
        Read before = owners.put(planned.id(), each);
        if (before != null) {
          throw new RunFolderException(
              before.named() + " and " + each.named() + " both have scenario " + planned.id());
        }
      }
    }
    int whole = shards.get(0).shard().scenarios();
    if (owners.size() != whole) {
      throw new RunFolderException(
          "the shards have " + owners.size() + " scenarios together, and the suite has " + whole);
    }
  }

  private RunFolder write(Path out, String commandLine) throws IOException {
    List<PlannedScenario> plan =
        shards.stream()
            .flatMap(each -> each.plan().stream())
            .sorted(
                Comparator.comparing(PlannedScenario::uri)
                    .thenComparingInt(planned -> planned.lost("").line())
                    .thenComparing(PlannedScenario::id))
            .toList();
    Map<String, InputFile> inputs = new TreeMap<>();
    Map<String, StateTable> machines = new TreeMap<>();
    for (Read each : shards) {
      Path copies = each.folder().resolve(RunFolder.INPUTS);
      each.inputs()
          .keySet()
          .forEach(name -> inputs.putIfAbsent(name, new InputFile(name, copies.resolve(name))));
      RunFolder.machines(each.folder())
          .forEach(table -> machines.putIfAbsent(table.feature(), table));
    }
    refuseAnotherSelection(plan);
    Read first = shards.get(0);
    RunFolder run =
        RunFolder.merged(
            out,
            options(out, commandLine),
            shards.stream()
                .map(each -> each.run().started())
                .min(Comparator.naturalOrder())
                .orElse(""));
    run.plan(plan);
    run.requirements(RunFolder.catalogue(first.folder()));
    run.machines(List.copyOf(machines.values()));
    run.inputs(List.copyOf(inputs.values()));
    run.tool(first.tool());
    RunFiles.write(out.resolve(SHARDS), shards.stream().map(RunMerge::part).toList());
    MessagesMerge.write(
        shards.stream().map(each -> each.folder().resolve(RunFolder.MESSAGES)).toList(),
        run.cucumberMessages());
    List<Path> again =
        shards.stream()
            .map(each -> each.folder().resolve(RunFolder.RETRIES).resolve(RunFolder.MESSAGES))
            .filter(Files::isRegularFile)
            .toList();
    if (!again.isEmpty()) {
      Files.createDirectory(out.resolve(RunFolder.RETRIES));
      MessagesMerge.write(again, run.retryMessages());
    }
    for (Read each : shards) {
      for (PlannedScenario planned : each.plan()) {
        adopt(run, planned, each);
      }
    }
    return run;
  }

  /** Its verdict was verified with its shard: what its file says counts. */
  private static void adopt(RunFolder run, PlannedScenario planned, Read shard) throws IOException {
    Path own = shard.folder().resolve(RunFolder.SCENARIOS).resolve(planned.folder());
    RunFiles.Judged judged = RunFiles.read(own, ScenarioFiles.VERDICT, RunFiles.Judged.class);
    run.adopt(
        planned.judged(judged),
        judged.beside().getOrDefault(ScenarioRecorder.DUT, ""),
        own,
        shard.id());
    Path again = shard.folder().resolve(RunFolder.RETRIES).resolve(planned.folder());
    if (Files.isRegularFile(again.resolve(ScenarioFiles.VERDICT))) {
      run.adoptAgain(
          planned.judged(RunFiles.read(again, ScenarioFiles.VERDICT, RunFiles.Judged.class)),
          again,
          shard.id());
    }
  }

  /** The plans together must be what each shard said of the whole. */
  private void refuseAnotherSelection(List<PlannedScenario> plan) {
    Map<String, String> files = new TreeMap<>();
    for (Read each : shards) {
      for (PlannedScenario planned : each.plan()) {
        RunFiles.Input input = each.inputs().get("features/" + planned.uri());
        files.put(planned.uri(), input == null ? "" : input.sha256());
      }
    }
    if (!RunShard.selection(plan, files).equals(shards.get(0).shard().selection())) {
      throw new RunFolderException("the shards together are not the selection that each speaks of");
    }
  }

  private static Part part(Read each) {
    return new Part(
        each.shard(),
        each.run().options().run(),
        each.result().digest(),
        each.seal(),
        each.run().started(),
        each.result().ended());
  }

  private RunOptions options(Path out, String commandLine) {
    RunOptions one = shards.get(0).run().options();
    Set<String> notes = new TreeSet<>();
    shards.forEach(each -> notes.addAll(each.run().options().notes()));
    return new RunOptions(
        String.valueOf(out.toAbsolutePath().normalize().getFileName()),
        one.toolVersion(),
        commandLine,
        one.seed(),
        one.bench(),
        one.dut(),
        one.dutIsStandIn(),
        one.tags(),
        one.order(),
        one.defects(),
        one.parallel(),
        one.channels(),
        one.serviceIsStandIn(),
        List.copyOf(notes));
  }
}
