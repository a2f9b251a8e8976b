// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.compliance.TraceWindow;
import dev.dcmrig.evidence.RunFolderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code rig trace show}. */
@Command(
    name = "show",
    description = "Lists the frames of a scenario around a time, with what decided there.",
    footer = {
      "",
      "Times are those of the scenario's timeline, as reports and reasons say them. A line with >>",
      "is evidence that a measurement was decided by; ! says what of a frame's protection is"
          + " wrong.",
      "",
      "Example:",
      "  rig trace show reports/runs/RUN sos/attempts:31 --around 102.5s --span 2s --dbc",
      "",
      "Exit codes: 0 listed, 2 there is no such run, scenario or time."
    })
final class TraceShow implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "RUN", description = "A run folder.")
  private Path run = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "SCENARIO",
      description = "Its id, folder or location, or a part of its name that no other has.")
  private String scenario = "";

  @Option(
      names = "--around",
      required = true,
      paramLabel = "TIME",
      converter = Nanos.class,
      description = "Middle of what is listed: 102.5s, 250ms, 3min.")
  private Long around = 0L;

  @Option(
      names = "--span",
      defaultValue = "2s",
      paramLabel = "TIME",
      converter = Nanos.class,
      description = "How much is listed (default: ${DEFAULT-VALUE}).")
  private Long span = 0L;

  @Option(
      names = "--dbc",
      description = "Says names, values and units, by the DBC files that the run keeps.")
  private boolean dbc;

  private final RigCommand rig;

  TraceShow(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() throws IOException {
    long from = Math.max(0, around - span / 2);
    try {
      TraceWindow.lines(run, scenario, from, from + span, dbc).forEach(rig.console()::line);
    } catch (RunFolderException e) {
      throw new ConfigurationException(
          new Problem(
              "trace show",
              0,
              String.valueOf(e.getMessage()),
              "rig trace show --help has examples"));
    }
    return ExitCode.PASSED.number();
  }

  /** A time with its unit, in nanoseconds; at most about 100 days. */
  static final class Nanos implements ITypeConverter<Long> {
    private static final Pattern TIME = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,9})?) ?(ms|s|min|h)");

    @Override
    public Long convert(String text) {
      Matcher time = TIME.matcher(text.strip());
      if (!time.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is no time; write a number and its unit: 250ms, 102.5s, 3min, 1h");
      }
      double unit =
          switch (time.group(2)) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "min" -> 60e9;
            default -> 3600e9;
          };
      return Math.round(Double.parseDouble(time.group(1)) * unit);
    }
  }
}
