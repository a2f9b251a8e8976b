// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.bus.BusScheme;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.container.ContainerEngine;
import dev.dcmrig.bench.container.ContainerOptions;
import dev.dcmrig.bench.driver.Choice;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.exec.ExecOptions;
import dev.dcmrig.bench.process.ChildProcess;
import dev.dcmrig.bench.process.CommandOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a bench file names and this machine must have: interfaces and programs. It is looked at once
 * before a run: with one of them missing each scenario would break for the same reason.
 */
public final class BenchParts {
  private static final Path INTERFACES = Path.of("/sys/class/net");

  private static final String SOCKETCAN = "socketcan";
  private static final String MOSQUITTO = "mosquitto";

  private BenchParts() {}

  /**
   * Looks for all of them.
   *
   * @throws ConfigurationException with all that is missing
   */
  public static void check(RigHome home, BenchConfiguration configuration) {
    List<Problem> problems = missing(home, configuration.file());
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static List<Problem> missing(RigHome home, BenchFile bench) {
    List<Problem> problems = new ArrayList<>();
    for (Choice<?> choice : bench.choices().values()) {
      what(home, bench, choice)
          .ifPresent(
              why ->
                  problems.add(
                      new Problem(
                          bench.file(),
                          choice.line(),
                          "'" + choice.factory().port() + "': " + why,
                          choice.options() instanceof ContainerOptions
                              ? "docs/DRIVERS.md, 'A DCM in a container', says how"
                              : choice.name().equals(SOCKETCAN)
                                  ? "'rig can list' shows those that there are; docs/hardware.md"
                                      + " says how to make one"
                                  : choice.factory().port().equals(Port.BUS)
                                      ? "docs/DRIVERS.md, 'A bus over a network', has the addresses"
                                      : "install it, or name another driver")));
    }
    return problems;
  }

  private static boolean isOurs(Choice<?> choice) {
    return Arrays.stream(BusScheme.values()).anyMatch(it -> it.word().equals(choice.name()));
  }

  private static Optional<String> what(RigHome home, BenchFile bench, Choice<?> choice) {
    if (choice.factory().port().equals(Port.BUS) && isOurs(choice)) {
      try {
        BusAddress ignored = BusAddress.parse(bench.busUri());
      } catch (ConfigurationException e) {
        return Optional.of(e.problems().get(0).what());
      }
    }
    if (choice.name().equals(SOCKETCAN)) {
      String name = BusAddress.parse(bench.busUri()).name();
      return Files.exists(INTERFACES.resolve(name))
          ? Optional.empty()
          : Optional.of("this machine has no interface " + name);
    }
    if (choice.name().equals(MOSQUITTO)) {
      return ChildProcess.missing(MOSQUITTO, home.root());
    }
    if (choice.options() instanceof CommandOptions dcm) {
      return ChildProcess.missing(dcm.command().get(0), home.root());
    }
    if (choice.options() instanceof ContainerOptions dcm) {
      return ContainerEngine.missing(dcm.image());
    }
    if (choice.options() instanceof ExecOptions exec) {
      return ChildProcess.missing(exec.command().get(0), home.root());
    }
    return Optional.empty();
  }
}
