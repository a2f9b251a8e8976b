package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Tests on a kernel that has CAN: vcan0 up, MTU 72. */
final class KernelCan {
  static final String NAME = "vcan0";

  private KernelCan() {}

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
