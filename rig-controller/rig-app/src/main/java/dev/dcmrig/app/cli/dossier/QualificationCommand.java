// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.dossier;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.RigVersion;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.dossier.QualificationReport;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.sim.WallClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig report qualification}. */
@Command(
    name = "qualification",
    description = {
      "Makes a document of what 'rig qualify' found: HTML and PDF/A-2u, as ISO 26262-8",
      "clause 11 asks."
    },
    footer = {"", "Example:", "  rig report qualification qualified --out qualification"})
public final class QualificationCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "The folder that 'rig qualify' has written.")
  private Path folder = Path.of("");

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where it goes.")
  private Path out = Path.of("");

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      defaultValue = "en",
      description = "en or de. Default: ${DEFAULT-VALUE}.")
  private String language = "en";

  @Option(names = "--template", paramLabel = "DIR", description = "As of 'rig report build'.")
  private @Nullable Path template;

  private final Console console;

  public QualificationCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      QualificationReport.write(
          folder, out, language, template, now(), "DCM Rig " + RigVersion.number());
    } catch (RunFolderException | IllegalArgumentException e) {
      throw new ConfigurationException(
          new Problem(
              "report qualification", 0, String.valueOf(e.getMessage()), "nothing was made"));
    }
    console.line("qualification: " + out.resolve(QualificationReport.PDF));
    return ExitCode.PASSED.number();
  }

  @WallClock("the date of issue stands on the document")
  private static Instant now() {
    return Instant.now();
  }
}
