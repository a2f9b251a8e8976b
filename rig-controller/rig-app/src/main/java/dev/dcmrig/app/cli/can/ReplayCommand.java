// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig can replay}. */
@Command(
    name = "replay",
    description =
        "Sends the frames of a log, as canplayer does. The end of its name says its format.",
    footer = {
      "",
      "BUS=INTERFACE sends on BUS what the log has from INTERFACE, and nothing of others; without"
          + " one",
      "frames go to the interfaces they came from. stdout=INTERFACE prints them instead. Lines"
          + " that",
      "don't begin with '(' are comments. Error frames are left out: no node can send one.",
      "",
      "Examples:",
      "  rig can replay drive.log                       to the interfaces in the log, in its time",
      "  rig can replay drive.log vcan0=can0 vcan1=can1  to others",
      "  rig can replay drive.log can0=can0 --speed 10   ten times as fast",
      "  rig can replay -l i -s 5 -I drive.log           again and again, gaps over 5 s left out"
    })
public final class ReplayCommand implements Callable<Integer> {

  /** What may be played at once; each is a bus that is open. */
  private static final int MAX_ASSIGNMENTS = 32;

  private static final double MAX_SPEED = 1e6;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|BUS=INTERFACE",
      description = "The log, and where its frames go; without a file the standard input is read.")
  private List<String> arguments = List.of();

  @Option(names = "-I", paramLabel = "FILE", description = "The log.")
  private @Nullable Path input;

  @Option(
      names = "-i",
      description = "Waits for the ENTER key before each frame; the log's times don't count.")
  private boolean interactive;

  @Option(names = "-n", paramLabel = "COUNT", description = "Ends after so many frames.")
  private @Nullable Long count;

  @Option(names = "-x", description = "No local loopback: only the wire gets the frames.")
  private boolean noLoopback;

  @Option(
      names = "-l",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "Plays it so many times; 'i': without end.")
  private String loops = "1";

  @Option(names = "-t", description = "Ignores the times: one frame right after the other.")
  private boolean untimed;

  @Option(
      names = "-g",
      paramLabel = "MILLIS",
      description =
          "Sends what is due every so many milliseconds; without it each at its time. With -t:"
              + " pause between frames.")
  private @Nullable Long gapMillis;

  @Option(
      names = "-s",
      paramLabel = "SECONDS",
      description = "Leaves out gaps in the log that are longer.")
  private @Nullable Long skipSeconds;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "2: twice as fast as the log, 0.5: half as fast.")
  private double speed;

  @Option(names = "-v", description = "Shows what is sent.")
  private boolean verbose;

  private final Console console;

  public ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!loops.matches("i|[1-9]\\d{0,8}")) {
      throw wrong("-l " + loops + ": a number of 1 or more, or i for no end");
    }
    if (!(speed > 0 && speed <= MAX_SPEED)) {
      throw wrong("--speed " + speed + ": a factor above 0, up to 1000000");
    }
    if (isBelow(gapMillis, 0) || isBelow(skipSeconds, 1) || isBelow(count, 1)) {
      throw wrong("-n and -s take a number of 1 or more, -g one of 0 or more");
    }
    Path file = input;
    Map<String, String> assignments = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals > 0 && equals < argument.length() - 1) {
        assign(assignments, argument.substring(equals + 1), argument.substring(0, equals));
      } else if (file == null && equals < 0) {
        file = Path.of(argument);
      } else {
        throw wrong(
            "'"
                + argument
                + "': one log, and assignments as BUS=INTERFACE, for instance vcan0=can0");
      }
    }
    if (file != null && !Files.isRegularFile(file)) {
      throw new ConfigurationException(
          new Problem(file.toString(), 0, "there is no such file", "name a log of 'candump -l'"));
    }
    boolean endless = loops.equals("i");
    if (file == null && !loops.equals("1")) {
      throw wrong("-l " + loops + ": the standard input can be read but once; name a file with -I");
    }
    if (file == null && interactive) {
      throw wrong("-i: the standard input can't be the log and the keys at once; name a file");
    }
    Replay.Plan plan =
        new Replay.Plan(
            file,
            assignments,
            endless ? 0 : Long.parseLong(loops),
            count == null ? 0 : count,
            untimed || interactive,
            interactive,
            gapMillis == null ? 0 : gapMillis,
            skipSeconds == null ? 0 : skipSeconds,
            speed,
            verbose,
            !noLoopback);
    try (CanSession session = new CanSession(console, CanSession.CtrlC.INTERRUPTS);
        Replay replay = new Replay(session, plan)) {
      return replay.run().number();
    }
  }

  private static boolean isBelow(@Nullable Long number, long least) {
    return number != null && number < least;
  }

  private void assign(Map<String, String> assignments, String from, String to) {
    if (!to.equals(Replay.STDOUT)) {
      BusAddress ignored = BusAddress.parse(to);
      if (ignored.name().isBlank()) {
        throw wrong("'" + to + "' names no bus");
      }
    }
    if (assignments.putIfAbsent(from, to) != null) {
      throw wrong("'" + to + "=" + from + "': " + from + " has been given a bus already");
    }
    if (assignments.size() > MAX_ASSIGNMENTS) {
      throw wrong("more than " + MAX_ASSIGNMENTS + " assignments");
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
