// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import dev.dcmrig.app.cli.RigCommand;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/** Starts the command line. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    System.exit(run(new Console(out, err, Ansi.AUTO), arguments).number());
  }

  /** Runs one command; tests call this. */
  public static ExitCode run(Console console, String... arguments) {
    return RigCommand.execute(console, arguments);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
