// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dcmrig.app.console.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig ota rollout}. */
@Command(
    name = "rollout",
    description = "Leads an update of many devices in waves.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "start, pause, resume, cancel, retry and close take the rollout's number. resume accepts the",
      "errors so far; retry asks all again that failed, fell silent, declined or were cancelled;",
      "close takes no late devices any more."
    })
public final class RolloutCommand implements Runnable {
  private static final List<String> WISHES =
      List.of("start", "pause", "resume", "cancel", "retry", "close");

  @Spec private CommandSpec spec = CommandSpec.create();

  private RolloutCommand() {}

  /** The command with those below it. */
  public static CommandLine line(Console console) {
    CommandLine line = new CommandLine(new RolloutCommand());
    line.addSubcommand(new RolloutCreateCommand(console));
    line.addSubcommand(new RolloutListCommand(console));
    line.addSubcommand(new RolloutStatusCommand(console));
    for (String wish : WISHES) {
      line.addSubcommand(wish, new Wish(console, wish));
    }
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }

  /** One word to a rollout. */
  @Command(description = "Says this one word to a rollout.")
  static final class Wish implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ROLLOUT", description = "Its number.")
    private long rollout;

    private final Console console;
    private final String word;

    Wish(Console console, String word) {
      this.console = console;
      this.word = word;
    }

    @Override
    public Integer call() {
      JsonNode now =
          server
              .client()
              .post("rollouts/" + rollout + "/" + word, JsonNodeFactory.instance.objectNode());
      RolloutTable.print(console, now);
      return 0;
    }
  }

  /** {@code rig ota rollout list}. */
  @Command(name = "list", description = "Lists the rollouts, the newest first.")
  static final class RolloutListCommand implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();
    private final Console console;

    RolloutListCommand(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      for (JsonNode rollout : server.client().get("rollouts?limit=500").path("content")) {
        console.line(RolloutTable.head(rollout));
      }
      return 0;
    }
  }
}
