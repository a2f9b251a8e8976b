// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.evidence.files.WrittenSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schemas of the files of a run folder, made from the records that are written. They are
 * published for those who read the files by other programs; the rig reads more strictly.
 */
public final class RunSchemas {
  private RunSchemas() {}

  /** By the name of the file that they describe; for {@code events.jsonl}, of each line. */
  public static Map<String, Map<String, Object>> all() {
    Map<String, Map<String, Object>> schemas = new LinkedHashMap<>();
    put(
        schemas,
        RunFolder.RUN,
        "What a run was asked to do; written before the first scenario.",
        WrittenSchema.record(RunFiles.Run.class));
    put(
        schemas,
        RunFolder.PLAN,
        "Every scenario that is to run; written before the first one.",
        WrittenSchema.listOf(PlannedScenario.class));
    put(
        schemas,
        RunFolder.CATALOGUE,
        "The requirements, as the run knew them.",
        WrittenSchema.listOf(Requirement.class));
    put(
        schemas,
        RunFolder.MACHINES,
        "The machines of states that scenarios of the plan are made from.",
        WrittenSchema.listOf(StateTable.class));
    put(
        schemas,
        RunFolder.INPUT_LIST,
        "Each input under inputs/, where it came from, and its hash.",
        WrittenSchema.listOf(RunFiles.Input.class));
    put(
        schemas,
        RunFolder.TOOL,
        "Which rig made the run.",
        WrittenSchema.record(ToolIdentity.class));
    put(
        schemas,
        ScenarioFiles.HEADER,
        "A scenario, before its first step.",
        WrittenSchema.record(RunFiles.Header.class));
    put(
        schemas,
        ScenarioFiles.EVENTS,
        "Each line of the file: a step, an observation, a reading or a measurement.",
        WrittenSchema.oneOf(
            List.of(
                EventLine.Step.class,
                EventLine.Observation.class,
                EventLine.Reading.class,
                EventLine.Measured.class)));
    put(
        schemas,
        ScenarioFiles.VERDICT,
        "What a scenario came to; its last file.",
        WrittenSchema.record(RunFiles.Judged.class));
    put(
        schemas,
        RunFolder.RESULT,
        "What the run came to, held against its plan.",
        WrittenSchema.record(RunFiles.Result.class));
    put(
        schemas,
        KnownFailures.FILE,
        "Failures that somebody knew of; only of a run with --known.",
        WrittenSchema.record(KnownFailures.class));
    put(
        schemas,
        ScenarioTimes.FILE,
        "How long each scenario took; what shards are balanced by.",
        WrittenSchema.record(ScenarioTimes.class));
    put(
        schemas,
        RunMerge.SHARD,
        "Which part of a suite the run is; only of a run with --shard.",
        WrittenSchema.record(RunShard.class));
    put(
        schemas,
        RunMerge.SHARDS,
        "The shards that a merged run was made of.",
        WrittenSchema.listOf(RunMerge.Part.class));
    put(
        schemas,
        RunFolder.MANIFEST,
        "Size and SHA-256 of every other file of the folder; its last file.",
        WrittenSchema.record(RunFiles.Sealed.class));
    return schemas;
  }

  private static void put(
      Map<String, Map<String, Object>> schemas,
      String file,
      String description,
      Map<String, Object> content) {
    schemas.put(file, WrittenSchema.document(file + " of a run of DCM Rig", description, content));
  }
}
