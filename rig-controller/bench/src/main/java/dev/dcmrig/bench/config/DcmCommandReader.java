// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.util.List;
import java.util.Optional;

/** Reads {@code dcm.command}, and checks that the bench is one on which a process can live. */
final class DcmCommandReader {
  private static final String COMMAND = "command";

  private final YamlMap root;

  DcmCommandReader(YamlMap root) {
    this.root = root;
  }

  /** The command's words; empty when this bench has none, or a wrong one. */
  List<String> read(
      Optional<YamlMap> dcm,
      Optional<String> driver,
      Optional<String> time,
      Optional<String> busUri) {
    if (dcm.isEmpty()) {
      return List.of();
    }
    boolean isProcess = driver.orElse("").equals(BenchFile.PROCESS);
    if (!isProcess && !(driver.isPresent() && dcm.get().keys().contains(COMMAND))) {
      return List.of();
    }
    List<String> command = dcm.get().texts(COMMAND);
    if (!isProcess) {
      dcm.get()
          .problem(
              COMMAND,
              "a DCM of driver '" + driver.get() + "' has no command",
              "write 'driver: process', or leave '" + COMMAND + "' out");
      return List.of();
    }
    checkCommand(dcm.get(), command);
    checkSurroundings(dcm.get(), time.orElse("real"), busUri.orElse("socketcan:"));
    return List.copyOf(command);
  }

  private static void checkCommand(YamlMap dcm, List<String> command) {
    boolean wrong = command.isEmpty() || command.get(0).isBlank();
    if (dcm.keys().contains(COMMAND) && wrong) {
      dcm.problem(
          COMMAND,
          "'dcm.command' names no program",
          "list a program and its arguments, for instance [\"./rig\", \"dcm\"]");
    }
  }

  private void checkSurroundings(YamlMap dcm, String time, String busUri) {
    if (time.equals("virtual")) {
      root.problem(
          "time",
          "a DCM in a process of its own (line " + dcm.line("driver") + ") has its own clock",
          "write 'time: real', or 'driver: emulated'");
    }
    if (!BenchFile.isKernelBus(busUri)) {
      dcm.problem(
          "driver",
          "a DCM in a process of its own can't be reached over '" + busUri + "'",
          "use a kernel's bus, for instance 'socketcan:vcan0', or 'driver: emulated'");
    }
  }
}
