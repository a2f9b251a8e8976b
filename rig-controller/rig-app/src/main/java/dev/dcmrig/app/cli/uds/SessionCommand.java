// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.uds;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.uds.Request;
import dev.dcmrig.uds.UdsAnswer;
import dev.dcmrig.uds.data.EcuFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig uds session}. */
@Command(
    name = "session",
    description = "Shows which sessions an ECU lets a tester enter, or enters one and keeps it.",
    footer = {
      "",
      "Examples:",
      "  rig uds session can0 dcm                       tries each",
      "  rig uds session can0 dcm extended --hold 30    for 30 s, by tester present"
    })
public final class SessionCommand implements Callable<Integer> {
  private static final long SECOND = 1_000_000_000L;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Car car = new Car();

  @Parameters(
      index = "1",
      paramLabel = "ECU",
      description = "As the vehicle file calls it.",
      completionCandidates = Car.Names.class)
  private String ecu = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "SESSION",
      description = "default, extended, programming.")
  private String name = "";

  @Option(
      names = "--hold",
      paramLabel = "SECONDS",
      description = "Keeps the session so long, 1 to 86400.")
  private int hold;

  private final Console console;

  public SessionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (hold < 0 || hold > 86_400) {
      throw new ParameterException(spec.commandLine(), "--hold takes 1 to 86400 seconds");
    }
    if (name.isEmpty()) {
      return Dialog.run(console, car, ecu, this::tryEach);
    }
    int type =
        EcuFile.session(name)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "there is no session '"
                            + name
                            + "'; "
                            + Nearest.advice(name, EcuFile.sessionNames())));
    return Dialog.run(console, car, ecu, dialog -> keep(dialog, type));
  }

  private void tryEach(Dialog dialog) {
    for (String one : EcuFile.sessionNames()) {
      int type = EcuFile.session(one).orElseThrow();
      UdsAnswer answer = dialog.ask(new Request.SessionControl(type, false));
      console.line(String.format("%d  %-12s %s", type, one, words(answer)));
    }
    dialog.need("going back", new Request.SessionControl(1, false));
  }

  private static String words(UdsAnswer answer) {
    if (answer instanceof UdsAnswer.Positive positive && positive.data().length == 5) {
      byte[] data = positive.data();
      return String.format(
          "P2 %d ms, P2* %d ms",
          (data[1] & 0xFF) << 8 | (data[2] & 0xFF),
          ((data[3] & 0xFF) << 8 | (data[4] & 0xFF)) * 10);
    }
    return answer instanceof UdsAnswer.Positive ? "entered" : "refused: " + Dialog.refusal(answer);
  }

  private void keep(Dialog dialog, int type) {
    dialog.enter(type);
    console.line(ecu + " is in session " + name);
    for (int second = 0; second < hold; second++) {
      console.status(ecu + " is kept in session " + name + ", " + (hold - second) + " s to go");
      dialog.pause(SECOND);
    }
  }
}
