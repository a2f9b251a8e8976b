// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that talk without end, that leave others behind, and a rig that is killed. */
@EnabledOnOs(OS.LINUX)
class ChildProcessTest {
  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir Path folder;

  private ChildProcess start(String script) {
    return ChildProcess.start(
        new ChildProcess.Spec(
            "dcm",
            List.of("sh", "-c", script),
            folder,
            Map.of("FOLDER", folder.toString()),
            "dcm.command",
            ChildProcess.Streams.NONE));
  }

  /** Waits until a script of a test has made a file: until it is as far as that. */
  private void await(String file) throws InterruptedException {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!Files.exists(folder.resolve(file))) {
      assertTrue(System.nanoTime() < end, file + " was not made");
      Thread.sleep(10);
    }
  }

  /** Process ids that scripts have written, one a file. */
  private List<Long> written() throws IOException {
    List<Long> pids = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, "*.pid")) {
      for (Path file : files) {
        pids.add(Long.parseLong(Files.readString(file).strip()));
      }
    }
    return pids;
  }

  private static List<Long> alive(List<Long> pids) {
    return pids.stream().filter(ChildProcessTest::isAlive).toList();
  }

  /** One that is dead and waits for a parent to look is not; in a container nobody may. */
  private static boolean isAlive(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void standardErrorWithoutALineEndIsReadAndNotKept() {
    ChildProcess child = start("head -c 300000000 /dev/zero | tr '\\0' x >&2; echo >&2; exit 5");
    assertTimeoutPreemptively(
        BOUND,
        () -> {
          while (child.isAlive()) {
            Thread.sleep(20);
          }
        });
    String account = child.account();
    child.end(false);
    assertTrue(account.contains("ended with exit code 5"), account);
    assertTrue(account.length() < 2_000, account.length() + " letters");
    assertTrue(account.endsWith("xxx..."), account.substring(account.length() - 20));
  }

  @Test
  void whatItIsToldIsNotInMessages() {
    ChildProcess child = start("exit 5 # word-of-a-variable");
    String account = child.account();
    child.end(false);
    assertTrue(account.startsWith("the program 'sh' ended with exit code 5"), account);
    assertFalse(account.contains("word-of-a-variable"), account);
  }

  @Test
  void onlyTheLastLinesAreKept() throws IOException, InterruptedException {
    String many = "\u001b[31mred\n" + "line\n".repeat(100) + "last without an end";
    InputStream in = new java.io.ByteArrayInputStream(many.getBytes(StandardCharsets.UTF_8));
    ErrorTail tail = new ErrorTail("test", in);
    tail.await(10);
    assertEquals(ErrorTail.KEPT_LINES, tail.lines().size());
    assertEquals("last without an end", tail.lines().get(ErrorTail.KEPT_LINES - 1));
  }

  @Test
  void childrenOfAProgramThatEndsWellAreEnded() throws Exception {
    ChildProcess child =
        start("(trap '' TERM HUP; sleep 600) & echo $! >$FOLDER/a.pid; touch $FOLDER/ready");
    await("ready");
    assertEquals(1, alive(written()).size());
    child.end(true);
    assertEquals(List.of(), alive(written()));
  }

  @Test
  void aDaemonThatForksTwiceIntoASessionOfItsOwnIsEnded() throws Exception {
    ChildProcess child =
        start(
            "(setsid sh -c '(trap \"\" TERM HUP; echo $$ >$FOLDER/a.pid; sleep 600 &"
                + " echo $! >$FOLDER/b.pid; touch $FOLDER/ready; sleep 600) &') & exit 0");
    await("ready");
    assertTrue(!alive(written()).isEmpty());
    child.end(true);
    assertEquals(List.of(), alive(written()));
  }

  @Test
  void oneThatEmptiesItsEnvironmentIsFoundByItsSession() throws Exception {
    ChildProcess child =
        start("env -i sleep 600 & echo $! >$FOLDER/a.pid; touch $FOLDER/ready; exit 0");
    await("ready");
    child.end(true);
    assertEquals(List.of(), alive(written()));
  }

  @Test
  void oneProgramsEndLeavesTheOthersAlone() throws Exception {
    ChildProcess first = start("echo $$ >$FOLDER/a.pid; touch $FOLDER/ready; sleep 600");
    await("ready");
    ChildProcess second = start("sleep 600");
    second.end(false);
    assertEquals(1, alive(written()).size());
    first.end(false);
    assertEquals(List.of(), alive(written()));
  }

  @Test
  void whatARigThatIsKilledHadStartedIsEnded() throws Exception {
    Process rig =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledRig.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(rig.getInputStream(), StandardCharsets.UTF_8))) {
      long child = Long.parseLong(out.readLine().split(" ")[1]);
      List<Long> pids =
          new ArrayList<>(
              ProcessHandle.of(child).orElseThrow().descendants().map(ProcessHandle::pid).toList());
      pids.add(child);
      rig.destroyForcibly();
      assertTrue(rig.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
      long end = System.nanoTime() + BOUND.toNanos();
      while (!alive(pids).isEmpty()) {
        assertTrue(System.nanoTime() < end, () -> "still there: " + alive(pids));
        Thread.sleep(20);
      }
    } finally {
      rig.destroyForcibly();
    }
  }
}
