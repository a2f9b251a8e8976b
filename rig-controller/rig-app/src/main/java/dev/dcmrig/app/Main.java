// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import dev.dcmrig.app.cli.RigCommand;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/** Starts the command line. */
public final class Main {

  private static volatile boolean ended;

  /** Set before anything that needs memory: what follows may break, too. */
  private static volatile boolean broke;

  private Main() {}

  public static void main(String[] arguments) {
    LastWords.prepare();
    int number;
    try {
      number = command(arguments);
    } catch (Throwable broken) {
      broke = true;
      // A command says itself what went wrong: what comes here broke before it, or in saying so.
      number = LastWords.say(broken);
    }
    ended = true;
    System.exit(number);
  }

  private static int command(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(Main::interrupted, "interrupted"));
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    return run(new Console(out, err, Ansi.AUTO), arguments).number();
  }

  /** A signal ends every command with one number; Java's own differ from signal to signal. */
  private static void interrupted() {
    if (broke) {
      Runtime.getRuntime().halt(LastWords.BENCH_BROKE);
    }
    if (!ended && !StopOnSignal.isAnyGoingOn()) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }
  }

  /** Runs one command; tests call this. */
  public static ExitCode run(Console console, String... arguments) {
    return RigCommand.execute(console, arguments);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
