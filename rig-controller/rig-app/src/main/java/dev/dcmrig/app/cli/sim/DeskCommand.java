// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.sim;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.bench.scpi.sim.SimulatedDesk;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig sim desk}: a supply, relays and a light reader that speak SCPI. */
@Command(
    name = "desk",
    description = {
      "Simulated instruments on this machine: a supply, relays and a light reader that speak SCPI",
      "over TCP, wired to the electrical socket of one DCM. Until Ctrl-C, or while COMMAND runs."
    },
    footer = {
      "",
      "Examples:",
      "  rig sim desk                                  and in another terminal: nc 127.0.0.1 5025",
      "  rig sim desk -- ./rig run --bench hil-configs/benches/desk.yaml",
      "",
      "The exit code is that of COMMAND."
    })
public final class DeskCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_532;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The first of four ports in a row; 0 takes any. Usual: ${DEFAULT-VALUE}.",
      defaultValue = "5024")
  private int port;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "A program and its arguments, behind '--'.")
  private List<String> command = List.of();

  private final Console console;

  public DeskCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port " + port + ": write 0 to " + MAX_PORT);
    }
    try (SimulatedDesk desk = new SimulatedDesk(port)) {
      if (command.isEmpty()) {
        console.out().println("Simulated instruments; Ctrl-C ends them. In a bench file:");
        desk.lines().forEach(line -> console.out().println("  " + line));
        console.out().flush();
        return untilSignal();
      }
      return beside();
    } catch (IOException e) {
      console.problem("rig sim desk: " + e.getMessage() + "; --port takes others");
      return ExitCode.BENCH_BROKE.number();
    }
  }

  private static int untilSignal() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    StopOnSignal signal = new StopOnSignal(ended::countDown);
    try {
      ended.await();
      return ExitCode.INTERRUPTED.number();
    } finally {
      signal.close();
    }
  }

  private int beside() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    StopOnSignal signal = new StopOnSignal(process::destroy);
    try {
      int number = process.waitFor();
      if (Arrays.stream(ExitCode.values()).noneMatch(code -> code.number() == number)) {
        console.problem("rig sim desk: '" + command.get(0) + "' ended with exit code " + number);
        return ExitCode.BENCH_BROKE.number();
      }
      return number;
    } finally {
      signal.close();
    }
  }
}
