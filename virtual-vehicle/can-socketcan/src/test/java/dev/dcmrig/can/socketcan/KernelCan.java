// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tests on a kernel that has CAN: vcan0 up, MTU 72. */
final class KernelCan {
  static final String NAME = "vcan0";

  /** How long the kernel and its programs may take on a busy machine. */
  static final Duration BOUND = Duration.ofSeconds(20);

  private KernelCan() {}

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

  /** Leaves a test out that makes and sets interfaces, where we may not. */
  static void mustBeRoot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      abort("only root makes and sets interfaces; left out");
    }
  }

  static boolean exists(String name) {
    return Files.exists(Path.of("/sys/class/net", name));
  }

  /** Runs iproute2's {@code ip}, which must succeed, and gives what it prints. */
  static String ip(String... arguments) throws Exception {
    return run("/sbin/ip", arguments);
  }

  /** Runs iproute2's {@code tc}, which must succeed. */
  static void tc(String... arguments) throws Exception {
    run("/sbin/tc", arguments);
  }

  private static String run(String tool, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      fail(command + " failed: " + output);
    }
    return output;
  }
}
