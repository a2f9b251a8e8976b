// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.qualify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a fault may do to the process that it runs in; called by changed bytecode. */
public final class Hostile {
  /** What a worker ends with by {@link #exit()}. */
  static final int CODE = 5;

  private static final int CHUNK = 1 << 24;

  private Hostile() {}

  public static void harmless() {}

  public static void hang() {
    for (long count = 0; count >= 0; count = (count + 1) & Long.MAX_VALUE) {
      Thread.onSpinWait();
    }
  }

  public static void exit() {
    System.exit(CODE);
  }

  public static void memory() {
    List<byte[]> all = new ArrayList<>();
    while (!all.contains(new byte[0])) {
      all.add(new byte[CHUNK]);
    }
  }

  public static void fork() throws IOException {
    new ProcessBuilder("sleep", "600").start();
  }

  public static void error() {
    throw new AssertionError("the thread of the timeline dies of this");
  }

  /** What is printed is not what the worker says. */
  public static void noise() {
    for (int line = 0; line < 1_000; line++) {
      System.out.println("{\"kind\":\"DONE\",\"result\":null,\"words\":\"\"}");
      System.err.println("noise");
    }
  }
}
