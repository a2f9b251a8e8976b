// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Says that the rig itself broke, with nothing but the JDK: there may be no memory, no file handle
 * and no class left. Never the number of a failed requirement.
 */
final class LastWords {

  /** The bench broke; the class that names the numbers may be what can't be loaded. */
  static final int BENCH_BROKE = 3;

  private static final byte[] NO_MEMORY =
      "rig: can't go on: there is not enough memory; give Java more, as in JAVA_TOOL_OPTIONS=-Xmx512m\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final FileOutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

  private LastWords() {}

  /** Loads what is needed while there is memory for it. */
  static void prepare() {
    if (NO_MEMORY.length == 0) {
      throw new IllegalStateException("nothing to say");
    }
  }

  /** Returns the number that the process ends with. */
  static int say(Throwable broken) {
    try {
      if (broken instanceof OutOfMemoryError) {
        STANDARD_ERROR.write(NO_MEMORY);
        return BENCH_BROKE;
      }
      System.err.println("rig: can't go on: " + sentence(broken));
    } catch (Throwable mute) {
      // Nothing can be said any more; the number still tells.
    }
    return BENCH_BROKE;
  }

  private static String sentence(Throwable broken) {
    if (broken instanceof LinkageError) {
      return "a part of the rig can't be loaded ("
          + broken
          + "); build it again, and look at 'ulimit -n' and the permissions of its jars";
    }
    return broken.toString();
  }
}
