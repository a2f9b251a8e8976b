// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards of one suite become the run that it would have been, and others become nothing. */
class RunMergeTest {
  private static final RunOptions OPTIONS = SmallRun.options(List.of());
  private static final String JAVA = "17.0.1+1, A vendor";

  @TempDir Path folder;
  private Path one = Path.of("");
  private Path two = Path.of("");
  private int runs;

  @BeforeEach
  void run() throws IOException {
    one = shard(1, List.of(SmallRun.FAILS), OPTIONS, "Feature: a\n", JAVA);
    two = shard(2, List.of(SmallRun.PASSES), OPTIONS, "Feature: a\n", JAVA);
  }

  private Path shard(
      int index, List<PlannedScenario> plan, RunOptions options, String feature, String java)
      throws IOException {
    return run(index, plan, plan, options, feature, java);
  }

  /** A sealed run of these scenarios; index 0: of no shard. */
  private Path run(
      int index,
      List<PlannedScenario> plan,
      List<PlannedScenario> played,
      RunOptions options,
      String feature,
      String java)
      throws IOException {
    Path own = Files.createDirectory(folder.resolve("run-" + runs++));
    Path file = Files.writeString(own.resolve("a.feature"), feature);
    RunFolder run = RunFolder.create(own.resolve("run"), options);
    run.plan(plan);
    run.requirements(List.of());
    run.machines(List.of());
    run.tool(new ToolIdentity("0.1", "", false, java, List.of(), List.of()));
    run.inputs(List.of(new InputFile("features/sos/a.feature", file)));
    List<PlannedScenario> whole = List.of(SmallRun.FAILS, SmallRun.PASSES);
    if (index > 0) {
      String selection = RunShard.selection(whole, Map.of("sos/a.feature", Digests.of(file)));
      new RunShard(index, 2, whole.size(), selection, "").write(run.path());
    }
    Map<PlannedScenario, Boolean> passed = new TreeMap<>((a, b) -> a.id().compareTo(b.id()));
    for (PlannedScenario planned : played) {
      passed.put(planned, planned.equals(SmallRun.PASSES));
      play(run, planned);
    }
    EngineMessages.write(run, passed);
    run.seal(run.finish());
    return run.path();
  }

  private static void play(RunFolder run, PlannedScenario planned) {
    boolean failed = planned.equals(SmallRun.FAILS);
    StepVerdict came =
        failed
            ? new StepVerdict(Verdict.FAILED, Subject.DCM, List.of(), "it is not so")
            : StepVerdict.PASSED;
    ScenarioEvidence evidence = run.scenario(planned.id(), VirtualTimeline.EPOCH);
    evidence.frame(1000, 0, Frame.classic(1, (byte) 2));
    evidence.step(3000, "Then ", "it is so", came);
    evidence.conclude(
        3000, came.verdict(), came.subject(), List.of(), failed ? "it is not so" : "", true);
  }

  private void refused(String why, Path... shards) {
    Path out = folder.resolve("merged");
    RunFolderException thrown =
        assertThrows(
            RunFolderException.class, () -> RunMerge.merge(List.of(shards), out, "rig merge"));
    assertTrue(String.valueOf(thrown.getMessage()).contains(why), thrown.getMessage());
    assertFalse(Files.exists(out), "something was written");
  }

  private RunOptions with(UnaryOperator<String> json) throws IOException {
    com.fasterxml.jackson.databind.ObjectMapper mapper =
        new com.fasterxml.jackson.databind.ObjectMapper();
    return mapper.readValue(json.apply(mapper.writeValueAsString(OPTIONS)), RunOptions.class);
  }

  @Test
  void shardsInAnyOrderGiveTheDigestAndTheVerdictsOfTheWholeRun() throws Exception {
    List<PlannedScenario> all = List.of(SmallRun.FAILS, SmallRun.PASSES);
    Path whole = run(0, all, all, OPTIONS, "Feature: a\n", JAVA);
    Path out = folder.resolve("merged");
    RunFolder merged = RunMerge.merge(List.of(two, one), out, "rig merge");
    RunResult result = merged.finish();
    merged.seal(result);
    assertEquals(RunVerifier.verify(whole).digest(), result.digest());
    assertTrue(result.complete());
    assertEquals(1, result.count(Verdict.PASSED));
    Verification verified = RunVerifier.verify(out);
    assertEquals(List.of(), verified.problems());
    assertEquals(result.digest(), verified.digest());
  }

  @Test
  void theMessagesTellOneRun() throws Exception {
    Path out = folder.resolve("merged");
    RunMerge.merge(List.of(one, two), out, "rig merge").close();
    String messages = Files.readString(out.resolve(RunFolder.MESSAGES));
    for (String kind : List.of("meta", "testRunStarted", "testRunFinished", "source")) {
      assertEquals(
          1, messages.lines().filter(line -> line.startsWith("{\"" + kind + "\"")).count(), kind);
    }
    assertEquals(
        2, messages.lines().filter(line -> line.startsWith("{\"testCaseStarted\"")).count());
  }

  @Test
  void aMergedFolderWhoseListOfShardsWasEditedIsFound() throws Exception {
    Path out = folder.resolve("merged");
    RunFolder merged = RunMerge.merge(List.of(one, two), out, "rig merge");
    Path list = out.resolve(RunMerge.SHARDS);
    Files.writeString(list, Files.readString(list).replace("\"index\" : 2", "\"index\" : 1"));
    merged.seal(merged.finish());
    List<String> problems = RunVerifier.verify(out).problems();
    assertTrue(problems.toString().contains("shards.json says 'shards' is 2"), problems::toString);
  }

  @Test
  void aMissingShardAndOneThatIsThereTwiceAreRefused() {
    refused("of 2 shards these are missing: [2]", one);
    refused("is there twice", one, two, two);
  }

  @Test
  void aRunThatIsNoShardIsRefused() throws Exception {
    refused(
        "is no shard",
        run(0, List.of(SmallRun.FAILS), List.of(SmallRun.FAILS), OPTIONS, "Feature: a\n", JAVA),
        two);
  }

  @Test
  void aShardThatWasCutOffIsRefused() throws Exception {
    refused(
        "shard 2/2 was cut off",
        one,
        run(2, List.of(SmallRun.PASSES), List.of(), OPTIONS, "Feature: a\n", JAVA));
    Files.delete(two.resolve(RunFolder.MANIFEST));
    refused("shard 2/2 was cut off", one, two);
  }

  @Test
  void inAFolderOfShardsOneThatWasCutOffAndRunAgainIsLeftOut() throws Exception {
    Path pods = Files.createDirectory(folder.resolve("pods"));
    Path first = Files.move(one, pods.resolve("pod-0-a"));
    Path killed =
        Files.move(
            shard(2, List.of(SmallRun.PASSES), OPTIONS, "Feature: a\n", JAVA),
            pods.resolve("pod-1-a"));
    Files.delete(killed.resolve(RunFolder.MANIFEST));
    assertEquals(
        new RunMerge.Found(List.of(first, killed), List.of()), RunMerge.in(pods), "no other yet");
    Path again = Files.move(two, pods.resolve("pod-1-b"));
    assertEquals(new RunMerge.Found(List.of(first, again), List.of(killed)), RunMerge.in(pods));
    assertTrue(
        RunMerge.merge(RunMerge.in(pods).shards(), folder.resolve("m"), "").finish().complete());
  }

  /** A node that is drained asks its pods to end: such a shard is sealed, and not whole. */
  @Test
  void inAFolderOfShardsOneThatWasAskedToEndAndRunAgainIsLeftOut() throws Exception {
    Path pods = Files.createDirectory(folder.resolve("pods"));
    Path asked =
        Files.move(
            run(2, List.of(SmallRun.PASSES), List.of(), OPTIONS, "Feature: a\n", JAVA),
            pods.resolve("pod-1-a"));
    Path first = Files.move(one, pods.resolve("pod-0-a"));
    Path again = Files.move(two, pods.resolve("pod-1-b"));
    assertEquals(new RunMerge.Found(List.of(first, again), List.of(asked)), RunMerge.in(pods));
    assertTrue(
        RunMerge.merge(RunMerge.in(pods).shards(), folder.resolve("m"), "").finish().complete());
  }

  @Test
  void aShardThatSomebodyChangedIsRefused() throws Exception {
    Path verdict = two.resolve("scenarios/sos-a--passes/verdict.json");
    Files.writeString(verdict, Files.readString(verdict).replace("PASSED", "FAILED"));
    refused("'rig verify' finds", one, two);
  }

  @Test
  void scenariosThatTwoShardsHaveOrNoneAreRefused() throws Exception {
    List<PlannedScenario> both = List.of(SmallRun.FAILS, SmallRun.PASSES);
    refused("both have scenario sos/a:passes", shard(1, both, OPTIONS, "Feature: a\n", JAVA), two);
    refused(
        "both have scenario sos/a:fails",
        one,
        shard(2, List.of(SmallRun.FAILS), OPTIONS, "Feature: a\n", JAVA));
  }

  @Test
  void shardsOfAnotherSeedBenchRigOrFeatureAreRefused() throws Exception {
    List<PlannedScenario> plan = List.of(SmallRun.PASSES);
    String feature = "Feature: a\n";
    refused(
        "the same seed: 7 and 8",
        one,
        shard(2, plan, with(it -> it.replace("\"seed\":7", "\"seed\":8")), feature, JAVA));
    refused(
        "the same bench: emulated and vcan",
        one,
        shard(2, plan, with(it -> it.replace("\"emulated\"", "\"vcan\"")), feature, JAVA));
    refused(
        "the same device: DCM and DCM 2",
        one,
        shard(2, plan, with(it -> it.replace("\"DCM\"", "\"DCM 2\"")), feature, JAVA));
    refused(
        "the same seeded defects: [] and [x]",
        one,
        shard(2, plan, SmallRun.options(List.of("x")), feature, JAVA));
    refused("the same Java", one, shard(2, plan, OPTIONS, feature, "17.0.1+1, Another vendor"));
  }

  @Test
  void aShardOfAnotherFeatureFileIsRefused() throws Exception {
    List<PlannedScenario> plan = List.of(SmallRun.PASSES);
    Path own = Files.createDirectory(folder.resolve("other"));
    Path file = Files.writeString(own.resolve("a.feature"), "Feature: a\n\n");
    RunFolder run = RunFolder.create(own.resolve("run"), OPTIONS);
    run.plan(plan);
    run.requirements(List.of());
    run.machines(List.of());
    run.tool(new ToolIdentity("0.1", "", false, JAVA, List.of(), List.of()));
    run.inputs(List.of(new InputFile("features/sos/a.feature", file)));
    RunShard like = RunFiles.read(one, RunMerge.SHARD, RunShard.class);
    new RunShard(2, 2, 2, like.selection(), "").write(run.path());
    play(run, SmallRun.PASSES);
    EngineMessages.write(run, Map.of(SmallRun.PASSES, true));
    Path messages = run.cucumberMessages();
    Files.writeString(
        messages, Files.readString(messages).replace("Feature: a\\n", "Feature: a\\n\\n"));
    run.seal(run.finish());
    refused("the same input features/sos/a.feature", one, run.path());
  }
}
