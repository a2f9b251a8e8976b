// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.sim.host.Leash;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that the rig has started, with the end of what it wrote to its standard error. Nothing
 * of it outlives {@link #end}, and nothing outlives the rig.
 */
public final class ChildProcess implements RunningDcm {

  /** Wall-clock time for an end that was asked for; then for one by signal. */
  private static final int OFF_SECONDS = 3;

  private static final int END_SECONDS = 2;

  private final String program;
  private final Process process;
  private final Leash leash;
  private final ErrorTail errors;

  /** What a program's standard input and output are. */
  public enum Streams {
    /** Nobody's. */
    NONE,
    /** Pipes of the rig's. */
    PIPED
  }

  /**
   * What to start.
   *
   * @param name for threads and messages: {@code "dcm"}
   * @param folder its working folder; a command like {@code ./rig} is looked up there
   * @param environment variables beside those of the rig
   * @param key of the bench file that names the command, for messages
   */
  public record Spec(
      String name,
      List<String> command,
      Path folder,
      Map<String, String> environment,
      String key,
      Streams streams) {}

  private ChildProcess(Spec spec, Leash leash) {
    this.program = shown(spec);
    this.process = leash.process();
    this.leash = leash;
    this.errors = new ErrorTail(spec.name(), leash.process().getErrorStream());
  }

  /**
   * Starts the command in a session of its own.
   *
   * @throws BenchBroken when the system can't start it
   */
  public static ChildProcess start(Spec spec) {
    checkProgram(spec);
    ProcessBuilder builder = new ProcessBuilder(spec.command());
    builder.directory(spec.folder().toFile());
    builder.environment().putAll(spec.environment());
    if (spec.streams() == Streams.NONE) {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
    try {
      boolean piped = spec.streams() == Streams.PIPED;
      return new ChildProcess(spec, piped ? Leash.withInput(builder) : Leash.start(builder));
    } catch (IOException e) {
      throw cantStart(spec, String.valueOf(e.getMessage()));
    }
  }

  /** A setsid that can't start a program says so where nobody looks; here it has a name. */
  private static void checkProgram(Spec spec) {
    Optional<String> why = missing(spec.command().get(0), spec.folder());
    if (why.isPresent()) {
      throw cantStart(spec, why.get());
    }
  }

  /**
   * Why a program can't be started.
   *
   * @param folder where a path like {@code ./rig} is looked up
   * @return empty when it can be
   */
  public static Optional<String> missing(String program, Path folder) {
    if (!program.contains("/")) {
      for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
        if (Files.isExecutable(Path.of(place).resolve(program))) {
          return Optional.empty();
        }
      }
      return Optional.of("there is no program '" + program + "' on the PATH");
    }
    Path file = folder.resolve(program);
    if (!Files.isRegularFile(file)) {
      return Optional.of("there is no file " + file.normalize());
    }
    return Files.isExecutable(file)
        ? Optional.empty()
        : Optional.of(file.normalize() + " is not executable; chmod +x makes it so");
  }

  private static BenchBroken cantStart(Spec spec, String why) {
    return new BenchBroken(
        shown(spec)
            + " can't be started in "
            + spec.folder()
            + ": "
            + why
            + "; check '"
            + spec.key()
            + "' of the bench file");
  }

  /** Without its arguments: a bench file may have got a secret for them from the environment. */
  private static String shown(Spec spec) {
    return "the program '" + spec.command().get(0) + "'";
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Where its standard input is written; of {@link Streams#PIPED} only. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** What it writes to its standard output; of {@link Streams#PIPED} only. */
  public InputStream output() {
    return process.getInputStream();
  }

  /** How it stands with it, for a message: its exit code when it has one, and its last words. */
  @Override
  public String account() {
    String state = program + " is still running";
    try {
      // What closes its socket is mostly on its way out; its exit code says more than that.
      if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        errors.await(END_SECONDS);
        state = program + " ended with exit code " + process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<String> last = errors.lines();
    return state
        + (last.isEmpty()
            ? ", and wrote nothing to its standard error"
            : "; the end of its standard error:\n  " + String.join("\n  ", last));
  }

  /**
   * Ends it, and everything that it started.
   *
   * @param askedTo whether it was told to go, and so gets time to end by itself
   */
  @Override
  public void end(boolean askedTo) {
    try {
      if (askedTo) {
        process.waitFor(OFF_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      leash.close();
    }
  }
}
