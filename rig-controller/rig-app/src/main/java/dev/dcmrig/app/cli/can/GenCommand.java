// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.can.gen.FrameRecipe;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig can gen}. */
@Command(
    name = "gen",
    description = "Sends made-up frames, as cangen does.",
    footer = {
      "",
      "MODE is 'r' for random values, 'i' for counting ones, else the value itself: identifiers"
          + " and",
      "data in hexadecimal digits, the length as a decimal number of bytes. Identifiers may be 'e'"
          + " for",
      "random even or 'o' for random odd ones. A digit 'x' of the data is random.",
      "",
      "Examples:",
      "  rig can gen can0                              five random frames a second, until Ctrl-C",
      "  rig can gen can0 -g 4 -I 42A -L 1 -D i -v -v   one identifier, a counter in it",
      "  rig can gen can0 -D 11xx3344 -L 4              the second byte is random",
      "  rig can gen can0 -g 10 -m -n 100 --seed 7      the same hundred frames each time",
      "  rig can gen can0 -g 0 -n 100000                as fast as the bus takes them",
      "  rig can gen emulated:test -n 10 -g 1 --echo    without any hardware"
    })
public final class GenCommand implements Callable<Integer> {
  private static final double NANOS_PER_MILLI = 1e6;

  /** A year: longer gaps are mistakes. */
  private static final double MAX_GAP_MILLIS = 365 * 86_400_000.0;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "BUS", description = "socketcan:can0, can0, emulated:NAME.")
  private String bus = "";

  @Option(
      names = "-g",
      paramLabel = "MILLIS",
      defaultValue = "200",
      description = "Milliseconds between frames, or bursts; default 200. 0: as fast as it goes.")
  private double gapMillis;

  @Option(names = "-e", description = "Identifiers of 29 bits.")
  private boolean extended;

  @Option(names = "-f", description = "CAN FD frames.")
  private boolean fd;

  @Option(names = "-b", description = "CAN FD frames with bit-rate switch (BRS).")
  private boolean brs;

  @Option(names = "-E", description = "CAN FD frames of an error-passive sender (ESI).")
  private boolean esi;

  @Option(
      names = "-8",
      description = "Classic frames of 8 bytes may have a data length code of 9 to 15.")
  private boolean rawDlc;

  @Option(
      names = "-a",
      description = "Gaps in absolute time, as they are without it, too: lateness never adds up.")
  @SuppressWarnings("UnusedVariable") // For command lines of cangen.
  private boolean absolute;

  @Option(names = "-x", description = "No local loopback: only the wire gets the frames.")
  private boolean noLoopback;

  @Option(names = "-R", description = "Remote frames.")
  private boolean remote;

  @Option(names = "-m", description = "A mixture of -e, -f, -b, -E, -R.")
  private boolean mixed;

  @Option(names = "-I", paramLabel = "MODE", defaultValue = "r", description = "Identifiers.")
  private String identifier = "r";

  @Option(names = "-L", paramLabel = "MODE", defaultValue = "r", description = "Lengths, in bytes.")
  private String length = "r";

  @Option(names = "-D", paramLabel = "MODE", defaultValue = "r", description = "Data.")
  private String data = "r";

  @Option(
      names = "-p",
      paramLabel = "MILLIS",
      defaultValue = "200",
      description = "How long a full queue is waited out; default 200.")
  private long patienceMillis;

  @Option(names = "-n", paramLabel = "COUNT", description = "Ends after so many frames.")
  private @Nullable Long count;

  @Option(
      names = "-i",
      description = "Goes on when a full queue did not take a frame (ENOBUFS), and counts it.")
  private boolean ignoring;

  @Option(
      names = "-c",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "Frames of a burst, one right after the other; default 1.")
  private long burst;

  @Option(
      names = "-v",
      description = "Shows what is sent; -v -v as candump does, -v -v -v with characters.")
  private boolean[] verbose = {};

  @Option(names = "--echo", description = "Shows what another node on the bus receives.")
  private boolean echo;

  @Option(names = "--seed", paramLabel = "NUMBER", description = "Makes random frames again.")
  private @Nullable Long seed;

  private final Console console;

  public GenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    BusAddress address = BusAddress.parse(bus);
    if (!(gapMillis >= 0 && gapMillis <= MAX_GAP_MILLIS)) {
      throw wrong("-g " + gapMillis + ": a gap in milliseconds, 0 or more");
    }
    if ((count != null && count < 1) || burst < 1 || patienceMillis < 0) {
      throw wrong("-n, -c and -p take a number of 1 or more");
    }
    if (noLoopback && echo && !address.isPrivate()) {
      throw wrong("-x and --echo: without the local loopback nobody here receives what is sent");
    }
    FrameRecipe recipe;
    try {
      recipe = FrameRecipe.parse(identifier, length, data, format(), mixed, rawDlc);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    Generation.Plan plan =
        new Generation.Plan(
            (long) (gapMillis * NANOS_PER_MILLI),
            burst,
            count == null ? 0 : count,
            patienceMillis,
            ignoring,
            verbose.length,
            new FrameText.View(verbose.length > 2, rawDlc),
            echo,
            !noLoopback);
    try (CanSession session = new CanSession(console, CanSession.CtrlC.INTERRUPTS)) {
      // Without a seed each run is another one; the number that it got is said at its end.
      long chosen = seed != null ? seed : session.epochMicros(0);
      return new Generation(session, address, recipe, plan, chosen).run().number();
    }
  }

  private int format() {
    return (extended ? Frame.EXTENDED : 0)
        | (remote ? Frame.REMOTE : 0)
        | (fd || brs || esi ? Frame.FD : 0)
        | (brs ? Frame.BRS : 0)
        | (esi ? Frame.ESI : 0);
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
