// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.can.BusException;
import dev.dcmrig.evidence.RunFolderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/**
 * What a user is told of something that was thrown: a sentence, and a number. A requirement has
 * failed only where a scenario says so: nothing that is thrown ends with that number.
 */
record Breakage(ExitCode code, String sentence) {

  /** Causes looked through for one that can be explained. */
  private static final int MAX_CAUSES = 10;

  static Breakage of(Throwable thrown) {
    if (thrown instanceof ConfigurationException) {
      return new Breakage(ExitCode.USAGE, String.valueOf(thrown.getMessage()));
    }
    return new Breakage(ExitCode.BENCH_BROKE, sentence(thrown));
  }

  private static String sentence(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      String known = ofError(cause);
      if (!known.isEmpty()) {
        return known;
      }
      cause = cause.getCause();
    }
    if (thrown instanceof RunFolderException) {
      return "evidence can't be kept: " + thrown.getMessage();
    }
    if (thrown instanceof BusException) {
      return String.valueOf(thrown.getMessage());
    }
    if (thrown instanceof BenchBroken) {
      return "the bench broke: " + thrown.getMessage();
    }
    if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
      return "a file could not be read or written: "
          + thrown.getMessage()
          + "; check free space and permissions";
    }
    return "the rig itself broke: " + thrown + "; run again with --debug and report what it shows";
  }

  /** Empty unless it is a want of something that a user can give. */
  private static String ofError(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      return "there is not enough memory ("
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MB may be used): give Java more, as in JAVA_TOOL_OPTIONS=-Xmx512m, or run fewer"
          + " scenarios at a time with --parallel";
    }
    if (thrown instanceof StackOverflowError) {
      return "something is nested too deeply to be read; make it flatter";
    }
    String message = String.valueOf(thrown.getMessage());
    if (thrown instanceof IOException && message.contains("Too many open files")) {
      return "too many files are open for this shell's limit; see 'ulimit -n', 1024 are enough";
    }
    if (thrown instanceof FileSystemException e && "Too many open files".equals(e.getReason())) {
      return "too many files are open for this shell's limit; see 'ulimit -n', 1024 are enough";
    }
    if (thrown instanceof LinkageError) {
      return "a part of the rig can't be loaded ("
          + thrown
          + "): build it again, and look at 'ulimit -n' and the permissions of its jars";
    }
    return "";
  }
}
