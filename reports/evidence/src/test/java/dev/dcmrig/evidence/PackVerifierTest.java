// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody may do to the bytes of a run folder, and what is said of it. */
class PackVerifierTest {
  private static final String OWN = "scenarios/sos-a--fails/";
  private static final String EVENTS = OWN + "events.jsonl";
  private static final long SEED = 14;
  private static final int TURNED_BITS = 2000;

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void make() {
    run = played(folder, 6);
  }

  /** A run of two scenarios with so many observations each. */
  static Path played(Path folder, int observations) {
    RunFolder made = SmallRun.begin(folder);
    play(made.scenario("sos/a:fails", VirtualTimeline.EPOCH), Verdict.FAILED, observations);
    play(made.scenario("sos/a:passes", VirtualTimeline.EPOCH), Verdict.PASSED, observations);
    SmallRun.end(made);
    made.close();
    return folder.resolve("run");
  }

  private static void play(ScenarioEvidence scenario, Verdict verdict, int observations) {
    boolean failed = verdict == Verdict.FAILED;
    for (int i = 1; i < observations; i++) {
      scenario.frame(1000L * i, 0, Frame.classic(1 + i % 3, (byte) i));
      scenario.network(
          1000L * i,
          Protocol.SIP,
          "10.64.0.2:5060",
          "198.51.100.10:5060",
          Delivery.DELIVERED,
          ("INVITE " + i).getBytes(StandardCharsets.UTF_8));
      scenario.observation(1000L * i, Subject.DCM, "call.connected", Map.of("number", "" + i));
    }
    long end = 1000L * observations;
    scenario.step(
        end,
        "Then ",
        "it is so",
        failed
            ? new StepVerdict(Verdict.FAILED, Subject.DCM, List.of(), "it is not so")
            : StepVerdict.PASSED);
    scenario.conclude(
        end, verdict, failed ? Subject.DCM : null, List.of(), failed ? "it is not so" : "", true);
  }

  private List<String> problems() {
    return PackVerifier.verify(run).problems();
  }

  private void has(String part) {
    List<String> problems = problems();
    assertTrue(problems.stream().anyMatch(p -> p.contains(part)), problems::toString);
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(run.resolve(EVENTS)));
  }

  /** Other events, and a manifest that agrees with them. */
  private void put(List<String> lines) throws IOException {
    Files.writeString(run.resolve(EVENTS), String.join("\n", lines) + "\n");
    RunForger.manifest(run);
  }

  @Test
  void anUntouchedRunIsGood() {
    Pack pack = PackVerifier.verify(run);
    assertEquals(List.of(), pack.problems());
    assertTrue(pack.isSealed());
    assertEquals(2, pack.concluded());
    assertEquals(2, pack.planned());
    assertEquals(0, pack.unchained());
    // Of each scenario: 6 events, 5 messages, one capture; header, one block and end of the frames.
    assertEquals(2 * (6 + 5 + 1 + 3), pack.records());
  }

  @Test
  @Timeout(300)
  void ofASmallRunEveryByteThatIsTurnedIsFound() throws IOException {
    run = played(folder.resolve("small"), 2);
    List<Path> alone = new ArrayList<>();
    List<Path> together = new ArrayList<>();
    for (Path file : files(run)) {
      // What is said of the others hangs on these.
      boolean carries = file.endsWith("chain.txt") || file.endsWith("manifest.json");
      (carries ? alone : together).add(file);
    }
    for (Path file : alone) {
      for (int place = 0; place < Files.size(file); place++) {
        turn(file, place, 1 << (place % 8));
        assertFalse(isGood(), file + " at " + place);
        turn(file, place, 1 << (place % 8));
      }
    }
    long longest = 0;
    for (Path file : together) {
      longest = Math.max(longest, Files.size(file));
    }
    for (int place = 0; place < longest; place++) {
      List<Path> turned = new ArrayList<>();
      for (Path file : together) {
        if (place < Files.size(file)) {
          turn(file, place, 1 << (place % 8));
          turned.add(file);
        }
      }
      List<String> problems = problems();
      for (Path file : turned) {
        String name = run.relativize(file).toString();
        assertTrue(
            problems.stream().anyMatch(problem -> problem.startsWith(name)),
            () -> "nothing is said of " + name + ": " + problems);
        turn(file, place, 1 << (place % 8));
      }
    }
    assertEquals(List.of(), problems());
  }

  @Test
  @Timeout(300)
  void ofALargerRunThousandsOfBitsThatAreTurnedAreFound() throws IOException {
    run = played(folder.resolve("larger"), 3000);
    Random random = new Random(SEED);
    List<Path> files = files(run);
    for (int i = 0; i < TURNED_BITS / 100; i++) {
      List<String> turned = new ArrayList<>();
      List<Runnable> back = new ArrayList<>();
      for (int j = 0; j < 100; j++) {
        Path file = files.get(random.nextInt(files.size()));
        String name = run.relativize(file).toString();
        if (Files.size(file) > 0
            && !name.endsWith("chain.txt")
            && !name.equals("manifest.json")
            && !turned.contains(name)) {
          int place = random.nextInt((int) Files.size(file));
          int bit = 1 << random.nextInt(8);
          turn(file, place, bit);
          turned.add(name);
          back.add(() -> turn(file, place, bit));
        }
      }
      List<String> problems = problems();
      for (String name : turned) {
        assertTrue(
            problems.stream().anyMatch(problem -> problem.startsWith(name)),
            () -> "seed " + SEED + ": nothing is said of " + name + ": " + problems);
      }
      back.forEach(Runnable::run);
    }
    assertEquals(List.of(), problems());
  }

  private boolean isGood() {
    try {
      return PackVerifier.verify(run).isGood();
    } catch (RunFolderException e) {
      return false;
    }
  }

  private static List<Path> files(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void turn(Path file, int place, int bit) {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(place);
      int old = bytes.read();
      bytes.seek(place);
      bytes.write(old ^ bit);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRecordThatWasRemovedIsNamed() throws IOException {
    List<String> lines = lines();
    lines.remove(1);
    lines.remove(2);
    put(lines);
    has(EVENTS + ": record 2 was removed");
    has(EVENTS + ": record 4 was removed");
    assertFalse(String.join("", problems()).contains("record 3 "));
  }

  @Test
  void aRecordThatWasChangedIsNamedAndNoOther() throws IOException {
    List<String> lines = lines();
    lines.set(2, lines.get(2).replace("\"3\"", "\"4\""));
    put(lines);
    has(EVENTS + ": record 3 was changed");
    assertFalse(String.join("", problems()).contains("record 4 "));
  }

  @Test
  void recordsThatChangedPlacesAreNamed() throws IOException {
    List<String> lines = lines();
    Collections.swap(lines, 1, 2);
    put(lines);
    has("was moved: it stands behind record");
  }

  @Test
  void aRecordThatWasDoubledIsNamed() throws IOException {
    List<String> lines = lines();
    lines.add(3, lines.get(1));
    put(lines);
    has(EVENTS + ": behind record 3 stands a copy of record 2");
  }

  @Test
  void aRecordThatWasAppendedIsNamed() throws IOException {
    List<String> lines = lines();
    lines.add(lines.get(0).replace("\"1\"", "\"9\""));
    put(lines);
    has(EVENTS + ": behind record 6 stands a line that was not recorded");
  }

  @Test
  void aFrameLogIsNamedByTheRecordThatIsWrong() throws IOException {
    Path log = run.resolve(OWN + "frames.dcmt");
    turn(log, (int) Files.size(log) - 1, 1);
    RunForger.manifest(run);
    has(OWN + "frames.dcmt: record 3 (bytes ");
  }

  @Test
  void aFileOfAnotherRunFitsIntoNoPlace() throws IOException {
    Path other = played(folder.resolve("other"), 6);
    for (String name : List.of(EVENTS, OWN + "network.jsonl", OWN + "frames.dcmt")) {
      Files.copy(other.resolve(name), run.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    RunForger.manifest(run);
    // The same bytes: two runs of one seed have the same evidence.
    assertEquals(List.of(), problems());
    Files.copy(
        other.resolve(OWN + "chain.txt"),
        run.resolve(OWN + "chain.txt"),
        StandardCopyOption.REPLACE_EXISTING);
    RunForger.manifest(run);
    has(OWN + "chain.txt is not the file that the chain says was written");
    has(EVENTS + ": record 1 was changed");
  }

  @Test
  void anotherScenariosFilesFitIntoNoPlace() throws IOException {
    for (String name : List.of("events.jsonl", "chain.txt", "network.jsonl")) {
      Files.copy(
          run.resolve("scenarios/sos-a--passes/" + name),
          run.resolve(OWN + name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    RunForger.manifest(run);
    has(OWN + "chain.txt is not the file that the chain says was written");
    has(OWN + "network.jsonl: record 1 was changed");
  }

  @Test
  void theChainOfAnotherRunIsNotThatOfThisManifest() throws IOException {
    Path other = played(folder.resolve("other"), 6);
    Files.copy(
        other.resolve("chain.txt"), run.resolve("chain.txt"), StandardCopyOption.REPLACE_EXISTING);
    List<String> problems = problems();
    assertTrue(
        problems.stream().anyMatch(p -> p.startsWith("manifest.json says 'id'")),
        problems::toString);
    has("run.json is not the file that the chain says was written");
  }

  @Test
  void aVerdictThatWasEditedWithItsHashDoesNotFitTheChain() throws IOException {
    Path verdict = run.resolve(OWN + "verdict.json");
    Files.writeString(verdict, Files.readString(verdict).replace("FAILED", "PASSED"));
    RunForger.manifest(run);
    has(OWN + "verdict.json is not the file that the chain says was written");
  }

  @Test
  void anOldRunThatIsMadeNewDoesNotFitTheChain() throws IOException {
    Path file = run.resolve("run.json");
    Files.writeString(
        file, Files.readString(file).replaceAll("\"started\" : \"....", "\"started\" : \"2031"));
    RunForger.manifest(run);
    has("run.json is not the file that the chain says was written");
    Path chain = run.resolve("chain.txt");
    Files.writeString(chain, Files.readString(chain).replaceFirst(" 7 20..-", " 7 2031-"));
    RunForger.manifest(run);
    has("chain.txt: line 1 does not follow from the line before it");
  }

  @Test
  void aScenarioThatWasTakenOutIsMissed() throws IOException {
    for (Path file : files(run.resolve(OWN))) {
      Files.delete(file);
    }
    Files.delete(run.resolve(OWN));
    RunForger.manifest(run);
    has(OWN + "verdict.json is missing, and the chain says that it was written");
  }

  @Test
  void aFolderOfAnOlderOrANewerFormSaysWhichRigReadsIt() throws IOException {
    Path chain = run.resolve("chain.txt");
    String text = Files.readString(chain);
    Files.writeString(chain, text.replaceFirst(" run 2 ", " run 3 "));
    RunFolderException newer =
        assertThrows(RunFolderException.class, () -> PackVerifier.verify(run));
    assertTrue(
        String.valueOf(newer.getMessage()).contains("has form 3, and this rig verifies form 2"));
    Files.delete(chain);
    has("chain.txt is missing: it was removed");
    Path manifest = run.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"format\" : 2,", ""));
    RunFolderException older =
        assertThrows(RunFolderException.class, () -> PackVerifier.verify(run));
    assertTrue(String.valueOf(older.getMessage()).contains("has form 1"), older.getMessage());
    assertTrue(String.valueOf(older.getMessage()).contains("DCM Rig 0.1"), older.getMessage());
  }

  @Test
  @Timeout(60)
  void aRecordOfTenGigabytesIsNotRead() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(run.resolve(EVENTS).toFile(), "rw")) {
      file.setLength(10L << 30);
    }
    has(EVENTS + " was changed after the run was sealed");
    has(EVENTS + ": bytes were added behind its last record, 6");
  }

  @Test
  void anEndlessLineIsNotReadAsALine() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(run.resolve(EVENTS).toFile(), "rw")) {
      file.setLength(260L << 20);
    }
    List<String> whole = RunVerifier.verify(run).problems();
    assertTrue(
        whole.stream().anyMatch(p -> p.contains("events.jsonl has a line of more than 256 MB")),
        whole::toString);
  }

  @Test
  void aNameThatATerminalWouldObeyIsShownPlain() throws IOException {
    Files.writeString(run.resolve("\u001b[31m<script>\n"), "x");
    has("?[31m<script>? was added after the run was sealed");
  }

  @Test
  @Timeout(60)
  void aChainThatLeadsOutOfTheFolderIsNotFollowed() throws Exception {
    Path chain = run.resolve(OWN + "chain.txt");
    Files.writeString(
        chain, Files.readString(chain) + "0".repeat(32) + " ../../../../etc/passwd 10\n");
    RunForger.manifest(run);
    has(OWN + "chain.txt: it chains ../../../../etc/passwd, which no scenario has");
  }
}
