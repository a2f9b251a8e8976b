// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.host;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that the rig has started, in a session of its own. Nothing of it outlives {@link
 * #close}, and nothing outlives the rig, however the rig ends: what the program starts carries its
 * mark, and a guardian ends what carries the mark of a rig that is gone.
 *
 * <p>Does not find: a process that has both left the session and emptied its environment.
 */
public final class Leash implements AutoCloseable {

  /** Wall-clock time for an end by TERM; then comes KILL. */
  private static final int TERM_SECONDS = 2;

  private final Process process;
  private final Descent descent;

  private Leash(Process process, Descent descent) {
    this.process = process;
    this.descent = descent;
  }

  /**
   * Starts a program whose input is empty.
   *
   * @param builder with the program's command, folder, environment and output
   */
  public static Leash start(ProcessBuilder builder) throws IOException {
    return withInput(builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))));
  }

  /**
   * Starts a program.
   *
   * @param builder with the program's command, folder, environment, input and output
   */
  public static Leash withInput(ProcessBuilder builder) throws IOException {
    Guardian.watch();
    Descent descent = Descent.next();
    builder.command(Session.own(builder.command()));
    builder.environment().put(Descent.VARIABLE, descent.mark());
    return new Leash(builder.start(), descent);
  }

  /** What every mark of this rig begins with. */
  public static String markOfThisRig() {
    return Descent.ofThisRig();
  }

  /** Process id of the guardian, a child of the rig beside its programs; -1 without one. */
  public static long guardian() {
    return Guardian.pid();
  }

  /** The program; it is ended by {@link #close} only. */
  public Process process() {
    return process;
  }

  /** Whether the program ends within this time. */
  public boolean endsWithin(long limit, TimeUnit unit) throws InterruptedException {
    return process.waitFor(limit, unit);
  }

  /** Exit code of the program, once it has ended; 127 when setsid found none of its name. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Ends the program and everything that it started; returns once they are gone. */
  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        List<ProcessHandle> started = process.descendants().toList();
        started.forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(TERM_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
        started.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      descent.sweep(process.pid());
    }
  }
}
