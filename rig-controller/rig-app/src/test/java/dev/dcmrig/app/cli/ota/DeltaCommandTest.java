// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Child;
import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.ota.delta.ImageDelta;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rig ota delta}. */
class DeltaCommandTest {
  /** SHA-256 of "abc" (FIPS 180-2, B.1). */
  private static final String OF_ABC =
      ".from-ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.zst";

  /** No machine is so busy that this is not enough. */
  private static final int BOUND_SECONDS = 120;

  @TempDir private Path folder;

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private List<String> files(Path where) throws IOException {
    try (Stream<Path> all = Files.list(where)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void itLiesBesideTheNewerImageAndIsNamedByBoth() throws IOException {
    byte[] newer = Arrays.copyOf(new byte[] {'a', 'b', 'c'}, 1000);
    Rig run = Rig.run("ota", "delta", file("old", new byte[] {'a', 'b', 'c'}), file("new", newer));
    assertEquals(ExitCode.PASSED, run.code(), run::toString);
    assertEquals(List.of("new", "new" + OF_ABC, "old"), files(folder));
    byte[] delta = Files.readAllBytes(folder.resolve("new" + OF_ABC));
    assertArrayEquals(ImageDelta.of(new byte[] {'a', 'b', 'c'}, newer), delta);
    assertTrue(run.out().contains(delta.length + " of 1000 bytes"), run.out());
    assertTrue(!run.out().contains("no smaller"), run.out());
  }

  @Test
  void itGoesIntoAFolderAndIsSaidToBeOfNoUse() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    byte[] abc = {'a', 'b', 'c'};
    Rig run =
        Rig.run("ota", "delta", file("old", abc), file("new", abc), "--folder", other.toString());
    assertEquals(ExitCode.PASSED, run.code(), run::toString);
    assertEquals(List.of("new" + OF_ABC), files(other));
    assertTrue(run.out().contains("it is no smaller than the image"), run.out());
  }

  /** What a command in a process of its own says, behind its exit code. */
  private String said(List<String> limits, List<String> options, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(limits);
    List<String> all = new ArrayList<>(options);
    all.add("-XX:+UseSerialGC");
    command.addAll(Child.command(all, arguments));
    Process rig = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(rig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(rig.waitFor(BOUND_SECONDS, TimeUnit.SECONDS), "still running");
    return rig.exitValue() + ": " + said;
  }

  /** A limit on the size of files stands for a full disk: it fails the same writes. */
  @Test
  void aDiskThatGetsFullLeavesNoDelta() throws Exception {
    byte[] random = new byte[4 << 20];
    new Random(1).nextBytes(random);
    String old = file("old", new byte[] {'a', 'b', 'c'});
    String said =
        said(
            // In blocks of 512 bytes, or of 1024: more than the native library has.
            List.of("sh", "-c", "ulimit -f 3000; exec \"$@\"", "sh"),
            List.of(),
            "ota",
            "delta",
            old,
            file("new", random));
    assertTrue(said.startsWith(ExitCode.USAGE.number() + ": "), said);
    assertTrue(said.contains("can't be written"), said);
    assertTrue(said.contains("with room for "), said);
    assertEquals(List.of("new", "old"), files(folder));
  }

  @Test
  void withoutZstandardItIsSaidWhatToDo() throws Exception {
    String image = file("image", new byte[100]);
    String said =
        said(
            List.of(),
            // Where zstd-jni looks first.
            List.of("-DZstdNativePath=" + folder.resolve("missing.so")),
            "ota",
            "delta",
            image,
            image);
    assertTrue(said.startsWith(ExitCode.USAGE.number() + ": "), said);
    assertTrue(said.contains("zstd-jni can't be loaded on "), said);
    assertTrue(said.contains("upload the image without one: all else of the rig works"), said);
    assertFalse(said.contains("\tat "), said);
    assertEquals(List.of("image"), files(folder));
  }

  @Test
  void whatIsNoImageIsRefusedAndLeavesNothing() throws IOException {
    String image = file("image", new byte[100]);
    String missing = folder.resolve("missing").toString();
    Rig without = Rig.run("ota", "delta", missing, image);
    assertEquals(ExitCode.USAGE, without.code());
    assertTrue(without.err().contains("missing: can't be read"), without::toString);
    Rig empty = Rig.run("ota", "delta", file("empty", new byte[0]), image);
    assertEquals(ExitCode.USAGE, empty.code());
    assertTrue(empty.err().contains("empty: has 0 bytes"), empty::toString);
    Rig nowhere = Rig.run("ota", "delta", image, image, "--folder", missing);
    assertEquals(ExitCode.USAGE, nowhere.code());
    assertTrue(nowhere.err().contains("can't be written"), nowhere::toString);
    assertEquals(List.of("empty", "image"), files(folder));
  }
}
