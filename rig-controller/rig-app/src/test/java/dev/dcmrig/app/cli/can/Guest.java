// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A kernel with vcan0, can-utils on it, and the rig's tools beside them. */
final class Guest {
  static final String NAME = "vcan0";

  /** No kernel is so slow that this is not enough. */
  static final int BOUND_SECONDS = 60;

  private Guest() {}

  /** Leaves a test out on a machine without vcan0; where the lane promises it, it must be there. */
  static void mustBeThere() {
    if (Files.isDirectory(Path.of("/sys/class/net", NAME))) {
      return;
    }
    String reason =
        "this kernel has no vcan0; '.ci/kernel/run COMMAND' runs a command in one that has";
    if ("true".equals(System.getenv("RIG_KERNEL_CAN"))) {
      fail(reason + ", and this lane promises it");
    }
    abort(reason + "; left out");
  }

  /** A tool of can-utils that runs, and what it prints. */
  record Tool(Process process, CompletableFuture<List<String>> output) {
    /** Ctrl-C: 'timeout' hands the signal on. */
    void interrupt() throws Exception {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    List<String> lines() throws Exception {
      List<String> lines = output.get(BOUND_SECONDS, TimeUnit.SECONDS);
      assertTrue(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS));
      return lines;
    }
  }

  static Tool start(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("timeout", "--preserve-status", "-s", "INT", "" + BOUND_SECONDS));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new Tool(
        process, CompletableFuture.supplyAsync(() -> process.inputReader().lines().toList()));
  }

  /** Runs a tool of can-utils to its end, which must be a good one. */
  static List<String> run(String... words) throws Exception {
    Tool tool = start(words);
    List<String> lines = tool.lines();
    assertEquals(0, tool.process.exitValue(), String.join(" ", words) + ": " + lines);
    return lines;
  }

  /** A tool of the rig on a thread of its own. */
  static CompletableFuture<Rig> rig(String... words) {
    CompletableFuture<Rig> rig = new CompletableFuture<>();
    Thread thread = new Thread(() -> rig.complete(Rig.run(words)), "rig");
    thread.setDaemon(true);
    thread.start();
    return rig;
  }

  static List<String> lines(CompletableFuture<Rig> rig) throws Exception {
    Rig ended = rig.get(BOUND_SECONDS, TimeUnit.SECONDS);
    assertEquals(ExitCode.PASSED, ended.code(), ended::toString);
    return ended.out().lines().toList();
  }

  /** Entries in the kernel's lists of who receives from an interface. */
  static int listeners(String name) throws IOException {
    int count = 0;
    for (String list : List.of("all", "err", "fil", "inv", "sff", "eff")) {
      for (String line : Files.readAllLines(Path.of("/proc/net/can", "rcvlist_" + list))) {
        count += line.startsWith("   " + name + " ") ? 1 : 0;
      }
    }
    return count;
  }

  /** Waits until so many entries have come. */
  static void awaitListeners(String name, int count) throws Exception {
    for (int n = 0; n < BOUND_SECONDS * 20 && listeners(name) < count; n++) {
      Thread.sleep(50);
    }
    assertTrue(listeners(name) >= count, listeners(name) + " listen, " + count + " should");
  }
}
