// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second run of this machine away from what is there once: a bus of the kernel, or the
 * instruments of a bench file. The operating system's lock decides, and ends with its process; a
 * file that a killed run has left is no lock. What stands in the file is for people: process and
 * run folder.
 *
 * <p>Does not see runs on other machines, nor other programs.
 */
final class BenchLock implements AutoCloseable {

  /** What is written to a file that somebody holds, and read of it. */
  private static final int MAX_BYTES = 4096;

  /** Signs of a file's name that tell people what it locks. */
  private static final int MAX_NAME = 100;

  private final @Nullable FileChannel held;

  private BenchLock(@Nullable FileChannel held) {
    this.held = held;
  }

  /**
   * Takes what the bench shares; nothing where it shares nothing.
   *
   * @param folder for the locks of this machine
   * @throws ConfigurationException when another run has it
   */
  static BenchLock of(BenchFile bench, Path benchFile, Path folder) {
    Optional<String> shared = bench.sharedPart();
    if (shared.isEmpty()) {
      return new BenchLock(null);
    }
    String what = bench.isBusShared() ? shared.get() : shared.get() + " of " + real(benchFile);
    return take(what, folder);
  }

  /** One bench has one lock, by whichever link somebody names it. */
  private static Path real(Path benchFile) {
    try {
      return benchFile.toRealPath();
    } catch (IOException e) {
      return benchFile.toAbsolutePath();
    }
  }

  /** Takes something by its name. */
  static BenchLock take(String what, Path folder) {
    Path file = folder.resolve("rig-bench-" + name(what) + ".lock");
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      taken = lock(channel);
      if (taken) {
        BenchLock lock = new BenchLock(channel);
        lock.tell("process " + ProcessHandle.current().pid());
        return lock;
      }
      throw new ConfigurationException(
          new Problem(
              what,
              0,
              "another run is on it: " + told(file),
              "wait for its end, or name another bench"));
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(
              what,
              0,
              "whether another run is on it can't be told: " + file + ": " + e.getMessage(),
              "remove that file when no run of anybody is on it"));
    } finally {
      if (channel != null && !taken) {
        closed(channel);
      }
    }
  }

  private static String name(String what) {
    String name = what.replaceAll("[^A-Za-z0-9._-]+", "-");
    return name.length() <= MAX_NAME
        ? name
        : name.substring(0, MAX_NAME)
            + "-"
            + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
  }

  private static String told(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // A run of this very process has it.
      return false;
    }
  }

  /** Says where the run's evidence goes, to whoever is refused. */
  void folder(Path run) {
    try {
      tell("process " + ProcessHandle.current().pid() + ", run folder " + run.toAbsolutePath());
    } catch (IOException e) {
      // Nobody but a person reads it, and the lock holds without.
    }
  }

  private void tell(String words) throws IOException {
    if (held == null) {
      return;
    }
    byte[] bytes = (words + "\n").getBytes(StandardCharsets.UTF_8);
    held.truncate(0);
    held.write(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MAX_BYTES)), 0);
  }

  @Override
  public void close() {
    if (held != null) {
      closed(held);
    }
  }

  private static void closed(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
