// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.cli.dbc.DbcFiles;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.can.candump.FrameFilter;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.dbc.DbcReading;
import dev.dcmrig.can.error.ErrorReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig can dump}. */
@Command(
    name = "dump",
    description = "Shows the frames of one or more buses, as candump does.",
    footer = {
      "",
      "Filters: ID:MASK equal under the mask, ID~MASK not equal, #MASK error frames, j all must"
          + " match;",
      "hexadecimal, an identifier of eight digits has 29 bits. Without one all but error frames"
          + " show.",
      "",
      "Examples:",
      "  rig can dump can0",
      "  rig can dump -t d -x -e can0,123:7FF,400~F00,#FFFFFFFF can1",
      "  rig can dump --dbc hil-configs/dbc/vehicle.dbc can0",
      "  rig can dump -L can0 | tee drive.log        rig can dump -f drive.log can0",
      "",
      "Ctrl-C ends it, with exit code 0, as it ends candump; a count goes to the standard error."
    })
public final class DumpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..16",
      paramLabel = "BUS[,FILTER...]",
      description = "socketcan:can0, or can0 for short; filters as below.")
  private List<String> buses = List.of();

  @Option(
      names = "-t",
      paramLabel = "TYPE",
      description = "Time stamps: (a)bsolute, (d)elta, (z)ero, (A)bsolute with date.")
  private String stamps = "";

  @Option(names = "-c", description = "Colours the whole line; a terminal gets some without it.")
  private boolean[] colour = {};

  @Option(names = "-a", description = "Shows the bytes as characters, too.")
  private boolean ascii;

  @Option(names = "-8", description = "Shows the data length code of classic frames in braces.")
  private boolean rawDlc;

  @Option(names = "-x", description = "Shows more: received or sent here (RX, TX), BRS, ESI.")
  private boolean extra;

  @Option(
      names = "-e",
      description =
          "Explains error frames in words; shows all of them unless a filter has a #MASK.")
  private boolean errors;

  @Option(names = "-L", description = "Prints lines of a log.")
  private boolean log;

  @Option(names = "-l", description = "Logs into candump-DATE_TIME.log; prints nothing.")
  private boolean logFile;

  @Option(names = "-f", paramLabel = "FILE", description = "Logs into this file; prints nothing.")
  private @Nullable Path file;

  @Option(names = "-n", paramLabel = "COUNT", description = "Ends after so many frames.")
  private @Nullable Long count;

  @Option(
      names = "-T",
      paramLabel = "MILLIS",
      description = "Ends when nothing has come for so long.")
  private @Nullable Long silenceMillis;

  @Option(
      names = "--dbc",
      paramLabel = "FILE",
      description = "Decodes with this DBC file, as far as it is sound.")
  private @Nullable Path dbcFile;

  private final Console console;

  public DumpCommand(Console console) {
    this.console = console;
  }

  /** One bus and what of it to show. */
  record Source(BusAddress address, FrameFilter filter) {}

  @Override
  public Integer call() throws IOException {
    if (!stamps.matches("[adzA]?")) {
      throw wrong("-t " + stamps + ": there are a, d, z and A");
    }
    if ((count != null && count < 1) || (silenceMillis != null && silenceMillis < 1)) {
      throw wrong("-n and -T take a number of 1 or more");
    }
    List<Source> sources = new ArrayList<>();
    for (String bus : buses) {
      sources.add(source(bus));
    }
    DumpFormat format =
        new DumpFormat(
            new DumpFormat.Options(
                log || logs(),
                console.ansi().enabled() ? colour.length > 0 ? 2 : 1 : 0,
                new FrameText.View(ascii, rawDlc),
                extra,
                errors ? frame -> ErrorReport.of(frame).toString() : null,
                dbc()),
            new TimeStamps(stamps.isEmpty() ? ' ' : stamps.charAt(0), ZoneId.systemDefault()));
    try (CanSession session = new CanSession(console, CanSession.CtrlC.ENDS);
        Dump dump = new Dump(session, format, orNone(count), orNone(silenceMillis), logs(), file)) {
      return dump.run(sources).number();
    }
  }

  private static long orNone(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  private boolean logs() {
    return logFile || file != null;
  }

  private Source source(String text) {
    int comma = text.indexOf(',');
    BusAddress address = BusAddress.parse(comma < 0 ? text : text.substring(0, comma));
    if (address.isPrivate()) {
      throw new ConfigurationException(
          new Problem(
              address.toString(),
              0,
              "is a bus in this process only, and nobody else is on it: there is nothing to see",
              "'rig can gen " + address + " --echo' sends on such a bus and shows what arrives"));
    }
    FrameFilter filter = FrameFilter.DATA;
    try {
      filter = comma < 0 ? filter : FrameFilter.parse(text.substring(comma + 1));
    } catch (IllegalArgumentException e) {
      throw wrong(address + ": " + e.getMessage());
    }
    return new Source(address, errors && !filter.showsErrors() ? filter.withAllErrors() : filter);
  }

  private @Nullable Dbc dbc() throws IOException {
    Path from = dbcFile;
    if (from == null) {
      return null;
    }
    DbcReading reading = DbcFiles.read(from);
    if (reading.findingCount() > 0) {
      console.problem(
          "rig: "
              + from
              + ": "
              + DbcFiles.summary(reading)
              + "; 'rig dbc info "
              + from
              + "' lists");
    }
    return reading.dbc();
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
