// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The operating system's process of a DCM, with the end of what it wrote to its standard error. Its
 * standard output is nobody's.
 */
final class DcmProcess {

  /** Lines of standard error that are kept for messages, and the length of each. */
  private static final int KEPT_LINES = 20;

  private static final int KEPT_LENGTH = 400;

  /** Wall-clock time for an end that was asked for; then for one by signal. */
  private static final int OFF_SECONDS = 3;

  private static final int END_SECONDS = 2;

  private final List<String> command;
  private final Process process;
  private final Thread errorReader;
  private final ArrayDeque<String> errors = new ArrayDeque<>();

  private DcmProcess(String name, List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.errorReader = new Thread(this::readErrors, name + " standard error");
    errorReader.setDaemon(true);
    errorReader.start();
  }

  /**
   * Starts the command.
   *
   * @param folder its working folder; a command like {@code ./rig} is looked up there
   * @throws BenchBroken when the system can't start it
   */
  static DcmProcess start(
      String name, List<String> command, Path folder, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      return new DcmProcess(name, command, builder.start());
    } catch (IOException e) {
      throw new BenchBroken(
          "the DCM's command "
              + command
              + " can't be started in "
              + folder
              + ": "
              + e.getMessage()
              + "; check 'dcm.command' of the bench file",
          e);
    }
  }

  private void readErrors() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        keep(line.length() <= KEPT_LENGTH ? line : line.substring(0, KEPT_LENGTH) + "...");
      }
    } catch (IOException e) {
      keep("(standard error could not be read on: " + e.getMessage() + ")");
    }
  }

  private void keep(String line) {
    synchronized (errors) {
      errors.add(line);
      if (errors.size() > KEPT_LINES) {
        errors.remove();
      }
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How it stands with it, for a message: its exit code when it has one, and its last words. */
  String account() {
    String state = command + " is still running";
    try {
      // What closes its socket is mostly on its way out; its exit code says more than that.
      if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        errorReader.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        state = command + " ended with exit code " + process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (errors) {
      return state
          + (errors.isEmpty()
              ? ", and wrote nothing to its standard error"
              : "; the end of its standard error:\n  " + String.join("\n  ", errors));
    }
  }

  /**
   * Ends it, and what it started.
   *
   * @param askedTo whether it was told {@code off}, and so gets time to end by itself
   */
  void end(boolean askedTo) {
    try {
      if (askedTo && process.waitFor(OFF_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      List<ProcessHandle> started = process.descendants().toList();
      started.forEach(ProcessHandle::destroy);
      process.destroy();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      started.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
