// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.can.socketcan.CanLinks;
import dev.dcmrig.can.socketcan.link.CanLink;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rig can down}. */
@Command(
    name = "down",
    description = "Takes a CAN interface down.",
    footer = {"", "Examples:", "  sudo rig can down can0"})
public final class DownCommand implements Callable<Integer> {

  @Parameters(paramLabel = "INTERFACE", description = "Such as can0; 'rig can list' lists them.")
  private String name = "";

  private final Console console;

  public DownCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return LinkAction.run(console, this::take).number();
  }

  private void take(CanLinks links) {
    CanLink link = links.down(LinkAction.name(name));
    console.line(link.name() + ": " + LinkText.of(link));
  }
}
