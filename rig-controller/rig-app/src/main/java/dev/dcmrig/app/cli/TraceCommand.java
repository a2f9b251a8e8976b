// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.logfile.LogFormat;
import dev.dcmrig.evidence.trace.TraceConverter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig trace}: the frames of a run, for other people's tools. */
@Command(
    name = "trace",
    description = "Works on the frames of a run.",
    synopsisSubcommandLabel = "COMMAND")
final class TraceCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private TraceCommand() {}

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new TraceCommand());
    line.addSubcommand(new CommandLine(new Convert(rig)).setCaseInsensitiveEnumValuesAllowed(true));
    line.addSubcommand(new CommandLine(new TraceShow(rig)));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: convert, show");
  }

  /** {@code rig trace convert}. */
  @Command(
      name = "convert",
      description = "Makes logs of recorded frames, which other tools read.",
      footer = {
        "",
        "Examples:",
        "  rig trace convert reports/runs/RUN logs/      each scenario of a run becomes a file",
        "  log2asc -I logs/SCENARIO.log -O trace.asc vehicle",
        "                                                'vehicle' is the bus of the bench file",
        "",
        "A log that was cut short is converted as far as it goes, with a warning and exit code 3."
      })
  private static final class Convert implements Callable<Integer> {

    @Parameters(
        index = "0",
        paramLabel = "IN",
        description = "A run folder, a frame file of one, or a log.")
    private Path in = Path.of("");

    @Parameters(
        index = "1",
        paramLabel = "OUT",
        description = "Folder for the logs; for a single file the log itself.")
    private Path out = Path.of("");

    @Option(
        names = "--to",
        paramLabel = "FORMAT",
        description =
            "Format of the logs: ${COMPLETION-CANDIDATES}. Without it the end of OUT's name says"
                + " it, else candump.")
    private @Nullable LogFormat to;

    private final RigCommand rig;

    Convert(RigCommand rig) {
      this.rig = rig;
    }

    @Override
    public Integer call() throws IOException {
      TraceConverter.Converted converted = Traces.convert(in, out, to);
      int logs = converted.files().size();
      rig.console().line(logs + (logs == 1 ? " log in " : " logs in ") + out);
      converted.warnings().forEach(rig.console()::problem);
      return (converted.warnings().isEmpty() ? ExitCode.PASSED : ExitCode.BENCH_BROKE).number();
    }
  }
}
