// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

/**
 * Says that the rig itself broke, with nothing but the JDK: there may be no memory, no file handle
 * and no class left. Never the number of a failed requirement.
 */
final class LastWords {

  /** The bench broke; the class that names the numbers may be what can't be loaded. */
  private static final int BENCH_BROKE = 3;

  private LastWords() {}

  /** Returns the number that the process ends with. */
  static int say(Throwable broken) {
    try {
      System.err.println("rig: can't go on: " + sentence(broken));
    } catch (Throwable mute) {
      // Nothing can be said any more; the number still tells.
    }
    return BENCH_BROKE;
  }

  private static String sentence(Throwable broken) {
    if (broken instanceof OutOfMemoryError) {
      return "there is not enough memory; give Java more, as in JAVA_TOOL_OPTIONS=-Xmx512m";
    }
    if (broken instanceof LinkageError) {
      return "a part of the rig can't be loaded ("
          + broken
          + "); build it again, and look at 'ulimit -n' and the permissions of its jars";
    }
    return broken.toString();
  }
}
