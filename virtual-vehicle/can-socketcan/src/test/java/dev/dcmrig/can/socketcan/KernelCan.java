package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tests on a kernel that has CAN: vcan0 up, MTU 72. */
final class KernelCan {
  static final String NAME = "vcan0";

  private KernelCan() {}

  /** Runs {@code ip} of iproute2. */
  static void ip(String... arguments) throws Exception {
    run("/sbin/ip", arguments);
  }

  /** Runs {@code tc} of iproute2. */
  static void tc(String... arguments) throws Exception {
    run("/sbin/tc", arguments);
  }

  private static void run(String tool, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool));
    command.addAll(List.of(arguments));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command::toString);
  }

  /** Leaves a test out at a desk without vcan0; where the lane promises it, it must be there. */
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
}
