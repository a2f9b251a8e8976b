// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/** The command line in this process, with what it said. */
public record Rig(ExitCode code, String out, String err) {
  private static final Pattern DIGEST = Pattern.compile("evidence digest: ([0-9a-f]{64})");

  /** Runs one command to its end. */
  public static Rig run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), Ansi.OFF);
    ExitCode code = Main.run(console, arguments);
    return new Rig(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** The evidence digest that a run has printed. */
  public String digest() {
    Matcher matcher = DIGEST.matcher(out);
    if (!matcher.find()) {
      throw new AssertionError("no digest in:\n" + this);
    }
    return matcher.group(1);
  }

  @Override
  public String toString() {
    return "exit code " + code + "\n--- out\n" + out + "--- err\n" + err;
  }
}
