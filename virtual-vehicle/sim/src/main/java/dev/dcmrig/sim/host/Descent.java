// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything that a program of ours has started, however far it has gone away from it. A program
 * gets a mark in its environment, which all that it starts inherits, and a session of its own. A
 * process with the mark or of the session belongs to it, whoever its parent is by now.
 *
 * <p>Does not find: a process that has both left the session and emptied its environment.
 */
final class Descent {

  /** The variable of the environment. */
  static final String VARIABLE = "DCM_RIG_PROCESS";

  /** Rounds of looking and ending; one that starts others faster than that is not caught up. */
  private static final int ROUNDS = 50;

  /** Bytes of an environment that are looked at. */
  private static final int MAX_ENVIRONMENT = 1 << 20;

  /** Field of {@code /proc/PID/stat} after the name: state, parent, group, session (proc(5)). */
  private static final int SESSION_FIELD = 3;

  private static final AtomicLong STARTED = new AtomicLong();

  private final String mark;

  private Descent(String mark) {
    this.mark = mark;
  }

  /** A mark that no other program of this rig has. */
  static Descent next() {
    return new Descent(ofThisRig() + "." + STARTED.incrementAndGet() + ".");
  }

  /** What every mark of this rig begins with. */
  static String ofThisRig() {
    ProcessHandle self = ProcessHandle.current();
    long begun = self.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    return self.pid() + "-" + begun;
  }

  String mark() {
    return mark;
  }

  /**
   * Ends whatever there is of it, by force, until nothing is left.
   *
   * @param session of the program; that is its process id
   * @return how many there were
   */
  int sweep(long session) {
    int ended = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> left = left(session);
      if (left.isEmpty()) {
        return ended;
      }
      left.forEach(ProcessHandle::destroyForcibly);
      ended += left.size();
      left.forEach(Descent::awaitEnd);
    }
    return ended;
  }

  /** What has been killed goes at once, but for what waits for a disk. */
  private static void awaitEnd(ProcessHandle killed) {
    try {
      killed.onExit().get(100, java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<ProcessHandle> left(long session) {
    List<ProcessHandle> left = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(String.valueOf(process.getFileName()));
        if (pid != ProcessHandle.current().pid() && belongs(process, session)) {
          ProcessHandle.of(pid).ifPresent(left::add);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // A system without /proc: what the process handle knows as descendants was ended before.
      return List.of();
    }
    return left;
  }

  private boolean belongs(Path process, long session) {
    Stat stat = Stat.of(read(process.resolve("stat")));
    if (stat.isGone()) {
      return false;
    }
    return stat.session().orElse(-1) == session
        || read(process.resolve("environ")).contains(VARIABLE + "=" + mark);
  }

  /** Empty for a process that has ended since, or belongs to somebody else. */
  private static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_ENVIRONMENT), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** What {@code /proc/PID/stat} says. */
  private record Stat(String state, OptionalLong session) {
    static Stat of(String text) {
      int name = text.lastIndexOf(") ");
      String[] fields = name < 0 ? new String[0] : text.substring(name + 2).split(" ");
      return fields.length > SESSION_FIELD
          ? new Stat(fields[0], OptionalLong.of(Long.parseLong(fields[SESSION_FIELD])))
          : new Stat("X", OptionalLong.empty());
    }

    /** Dead, or waiting for its parent to look. */
    boolean isGone() {
      return state.equals("Z") || state.equals("X");
    }
  }
}
