// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.attest.timestamp.TimeStampAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig report stamp}. */
@Command(
    name = "stamp",
    description = {
      "Has the signatures of a run stamped by a time stamp authority (RFC 3161): over HTTP, or by",
      "files that somebody carries to it."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  rig report stamp RUN --tsa http://tsa.example/",
      "  rig report stamp RUN --query run.tsq                      writes the request",
      "  rig report stamp RUN --query run.tsq --response run.tsr   takes the answer to it",
      "",
      "Exit codes: 0 done, 2 not."
    })
final class StampCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RUN", description = "The folder of a signed run.")
  private Path folder = Path.of("");

  @Option(names = "--tsa", paramLabel = "URL", description = "Address of the authority.")
  private @Nullable URI authority;

  @Option(names = "--query", paramLabel = "FILE", description = "The request.")
  private @Nullable Path query;

  @Option(names = "--response", paramLabel = "FILE", description = "The authority's answer.")
  private @Nullable Path response;

  private final RigCommand rig;

  StampCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() {
    try {
      if (authority != null) {
        TimeStampAuthority.stamp(folder, authority);
        rig.console().line(folder + ": stamped");
      } else if (query != null && response != null) {
        TimeStampAuthority.keep(folder, Files.readAllBytes(query), Files.readAllBytes(response));
        rig.console().line(folder + ": stamped");
      } else if (query != null) {
        Files.write(query, TimeStampAuthority.query(folder));
        rig.console().line(query + ": written; take it to the authority");
      } else {
        throw new ParameterException(spec.commandLine(), "say --tsa, or --query");
      }
      return ExitCode.PASSED.number();
    } catch (IOException e) {
      throw SigningOptions.wrong("stamp", String.valueOf(e.getMessage()));
    }
  }
}
