// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed leaves a folder, which the next one sweeps, and no child. */
@EnabledOnOs(OS.LINUX)
class LeftoversTest {
  private static final int BOUND_SECONDS = 60;

  /** A rig that makes a folder and a child, says so, and waits for its end. */
  public static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = TemporaryFolders.create("certificates");
      Files.writeString(folder.resolve("dcm.key"), "secret");
      // A second run of the same process sweeps, too, and must not give up its own folder.
      TemporaryFolders.sweep();
      Path said = folder.resolve("pid");
      Leash.start(
          new ProcessBuilder("sh", "-c", "echo $$ > '" + said + "'; exec sleep 1000")
              .redirectErrorStream(true));
      while (!Files.exists(said) || Files.size(said) == 0) {
        Thread.onSpinWait();
      }
      System.out.println(folder + " " + Files.readString(said).strip());
      System.in.read();
    }
  }

  private static Process victim(Path temporary) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void whatAKilledProcessLeavesIsSweptAndItsChildDies(@TempDir Path temporary) throws Exception {
    Process process = victim(temporary);
    String[] said;
    try (var reader = process.inputReader()) {
      said = reader.readLine().split(" ");
      ProcessHandle child = ProcessHandle.of(Long.parseLong(said[1])).orElseThrow();
      assertEquals(List.of(), TemporaryFolders.sweep(temporary), "it still lives");
      kill(process);
      child.onExit().get(BOUND_SECONDS, TimeUnit.SECONDS);
    }
    Path folder = Path.of(said[0]);
    assertTrue(Files.exists(folder.resolve("dcm.key")), "left behind");
    assertEquals(List.of(folder.getParent()), TemporaryFolders.sweep(temporary));
    try (var left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aProcessThatEndsWellLeavesNothing(@TempDir Path temporary) throws Exception {
    Process process = victim(temporary);
    try (var reader = process.inputReader()) {
      ProcessHandle child =
          ProcessHandle.of(Long.parseLong(reader.readLine().split(" ")[1])).orElseThrow();
      process.getOutputStream().close();
      assertTrue(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS));
      child.onExit().get(BOUND_SECONDS, TimeUnit.SECONDS);
    }
    try (var left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aFolderIsItsOwnersAlone() throws IOException {
    Path folder = TemporaryFolders.create("test");
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    TemporaryFolders.remove(folder);
    assertFalse(Files.exists(folder));
  }

  @Test
  void aLinkInAFolderIsNotFollowed(@TempDir Path outside) throws IOException {
    Path kept = Files.writeString(outside.resolve("kept"), "x");
    Path folder = TemporaryFolders.create("test");
    Files.createSymbolicLink(folder.resolve("link"), outside);
    TemporaryFolders.remove(folder);
    assertTrue(Files.exists(kept));
  }

  @Test
  void aProgramThatEndsByItselfIsSeenToEnd() throws Exception {
    Leash leash = Leash.start(new ProcessBuilder("sh", "-c", "exit 7"));
    assertTrue(leash.endsWithin(BOUND_SECONDS, TimeUnit.SECONDS));
    assertEquals(7, leash.exitCode());
    leash.close();
  }

  @Test
  void closingEndsTheProgram() throws Exception {
    Leash leash = Leash.start(new ProcessBuilder("sleep", "1000"));
    assertFalse(leash.endsWithin(10, TimeUnit.MILLISECONDS));
    leash.close();
    assertTrue(leash.endsWithin(BOUND_SECONDS, TimeUnit.SECONDS));
  }
}
