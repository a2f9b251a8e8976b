// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rig completion}. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh.",
    footer = {
      "",
      "Example:",
      "  source <(rig completion)   completes in this shell; put it into ~/.bashrc to keep it"
    })
final class CompletionCommand implements Callable<Integer> {

  /** Bash takes a word apart at an at sign, and then finds no tag. */
  private static final String WHOLE_TAGS = "COMP_WORDBREAKS=${COMP_WORDBREAKS//@/}";

  @Spec private CommandSpec spec = CommandSpec.create();

  private final RigCommand rig;

  CompletionCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() {
    rig.console().line(AutoComplete.bash("rig", spec.root().commandLine()));
    rig.console().line(WHOLE_TAGS);
    return ExitCode.PASSED.number();
  }
}
