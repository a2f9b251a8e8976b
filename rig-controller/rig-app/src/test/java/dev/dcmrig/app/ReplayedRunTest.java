// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.run.RecordedHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is over, run once more, and judged once more. */
class ReplayedRunTest {
  private static final String PROFILE = "hil-configs/dcm-profiles/tps.yaml";

  @TempDir Path folder;

  private Path run() {
    Path run = folder.resolve("run");
    Rig rig =
        Rig.run(
            "run",
            "features/states/sos.feature",
            "--name",
            "^SOS, idle: press$",
            "--seed",
            "7",
            "--out",
            run.toString());
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    return run;
  }

  @Test
  void aReplayHasTheSameEvidenceAndTheSameVerdicts() {
    Path run = run();
    Rig again = Rig.run("replay", run.toString(), "--out", folder.resolve("again").toString());
    assertEquals(ExitCode.PASSED, again.code(), again::toString);
    assertTrue(again.out().contains("the same evidence: "), again::toString);
    Rig judged = Rig.run("judge", run.toString());
    assertEquals(ExitCode.PASSED, judged.code(), judged::toString);
    assertTrue(judged.out().contains("the same verdicts"), judged::toString);
  }

  @Test
  void filesThatHaveChangedSinceAreTakenFromTheRun() throws IOException {
    Path run = run();
    RigHome own = RigHome.find();
    RigHome changed = new RigHome(Files.createDirectories(folder.resolve("rig")));
    for (String name :
        List.of("hil-configs/requirements/catalogue.yaml", "features/states/sos.feature")) {
      Path place = changed.root().resolve(name);
      Files.createDirectories(place.getParent());
      Files.copy(own.root().resolve(name), place);
    }
    Path profile = changed.root().resolve(PROFILE);
    Files.createDirectories(profile.getParent());
    Files.writeString(profile, "another: profile\n");
    Path work = Files.createDirectories(folder.resolve("work"));
    RecordedHome found = RecordedHome.of(changed, run, work);
    assertTrue(found.changed().contains("dcm-profile/tps.yaml"), found::toString);
    assertEquals(
        Files.readString(own.root().resolve(PROFILE)), Files.readString(work.resolve(PROFILE)));
    assertEquals(work.resolve("hil-configs/benches/emulated.yaml"), found.bench());
    assertEquals(List.of(), RecordedHome.of(own, run, work).changed());
  }

  @Test
  void aRunThatWasCutOffOrChangedIsNeitherReplayedNorJudged() throws IOException {
    Path run = run();
    Path events;
    try (var all = Files.walk(run)) {
      events = all.filter(file -> file.endsWith("events.jsonl")).findFirst().orElseThrow();
    }
    Files.writeString(events, Files.readString(events) + "{}\n");
    Rig judged = Rig.run("judge", run.toString());
    assertEquals(ExitCode.USAGE, judged.code(), judged::toString);
    assertTrue(judged.err().contains("was changed since it was recorded"), judged::toString);
    Path chain = run.resolve("chain.txt");
    String text = Files.readString(chain);
    Files.writeString(chain, text.substring(0, text.indexOf(" end ") - 64));
    Rig again = Rig.run("replay", run.toString(), "--out", folder.resolve("again").toString());
    assertEquals(ExitCode.USAGE, again.code(), again::toString);
    assertTrue(again.err().contains("it was cut off"), again::toString);
  }
}
