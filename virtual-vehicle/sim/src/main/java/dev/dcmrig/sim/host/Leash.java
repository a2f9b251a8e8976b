// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process that dies with the rig, however the rig ends: a shell holds the other end of a
 * pipe, and kills the program when the pipe closes. {@code kill -9} closes it, too.
 *
 * <p>Does not do: follow children of the program itself.
 */
public final class Leash implements AutoCloseable {
  /**
   * Starts "$@" and waits for it, while a reader of the pipe waits for its end. TERM first, KILL
   * two seconds later. The reader ends with the program: its number may soon be somebody else's.
   */
  private static final String SHELL =
      """
      exec 3<&0
      "$@" 3<&- </dev/null &
      program=$!
      (
        while read -r ignored; do :; done
        pause=
        trap 'test -n "$pause" && kill $pause; exit 0' TERM
        kill $program
        sleep 2 &
        pause=$!
        wait $pause
        kill -9 $program
      ) <&3 >/dev/null 2>&1 &
      watcher=$!
      exec 3<&-
      wait $program
      code=$?
      kill $watcher 2>/dev/null
      wait $watcher 2>/dev/null
      exit $code\
      """;

  /** How long a program may take to end; KILL has come by then. */
  private static final int END_LIMIT_SECONDS = 10;

  private final Process shell;

  private Leash(Process shell) {
    this.shell = shell;
  }

  /**
   * Starts a program.
   *
   * @param builder with the program's command, folder, environment and output; its input is empty
   */
  public static Leash start(ProcessBuilder builder) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "sh"));
    command.addAll(builder.command());
    return new Leash(builder.command(command).redirectInput(ProcessBuilder.Redirect.PIPE).start());
  }

  /** Whether the program ends within this time. */
  public boolean endsWithin(long limit, TimeUnit unit) throws InterruptedException {
    return shell.waitFor(limit, unit);
  }

  /** Exit code of the program, once it has ended; 127 when the shell found none of its name. */
  public int exitCode() {
    return shell.exitValue();
  }

  /** Ends the program and waits for its end. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
      }
    } catch (IOException e) {
      shell.destroyForcibly();
    } catch (InterruptedException e) {
      shell.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
