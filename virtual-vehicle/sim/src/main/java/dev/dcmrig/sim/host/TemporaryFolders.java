// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every temporary folder of the rig. They lie in one folder of this process, which only its owner
 * can read. A process that was killed leaves its folder behind; {@link #sweep} removes it.
 *
 * <pre>
 *   dcm-rig-4711-1234567890/             of process 4711
 *     certificates-9876543210/           one for each call of {@link #create}
 *   dcm-rig-4711-1234567890.lock         locked for as long as process 4711 lives
 * </pre>
 *
 * The lock decides, not the number: numbers are used again, and containers that share a file system
 * don't see each other's processes.
 */
public final class TemporaryFolders {
  /** What every folder of the rig begins with. */
  public static final String PREFIX = "dcm-rig-";

  private static final String LOCK = ".lock";

  /** Each try is lost only to a sweeper that looks in the very moment. */
  private static final int LOCK_TRIES = 100;

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static @Nullable Path own;

  /** Held so that the lock lives as long as the process. */
  private static @Nullable FileChannel held;

  private TemporaryFolders() {}

  /**
   * A new, empty folder, readable by its owner only. It goes with the process at the latest.
   *
   * @param what is in it, for the folder's name: {@code "certificates"}
   */
  public static Path create(String what) throws IOException {
    return Files.createTempDirectory(ownFolder(), what + "-", OWNER_ONLY);
  }

  /** Removes a folder with everything in it; links are removed, not followed. */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static synchronized Path ownFolder() throws IOException {
    Path folder = own;
    if (folder == null || !Files.isDirectory(folder)) {
      folder = parent().resolve(withoutLock(lockedFile(parent())));
      Files.createDirectory(folder, OWNER_ONLY);
      own = folder;
      Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFolders::removeOwn, "leftovers"));
    }
    return folder;
  }

  /** The lock first: nobody may see a folder without one and take it for a leftover. */
  private static Path lockedFile(Path parent) throws IOException {
    for (int tries = 0; tries < LOCK_TRIES; tries++) {
      Path lock =
          Files.createTempFile(
              parent, PREFIX + ProcessHandle.current().pid() + "-", LOCK, OWNER_FILE);
      FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
      channel.lock();
      if (Files.exists(lock)) {
        held = channel;
        return lock;
      }
      // A sweeper came between making and locking it, and has removed it.
      channel.close();
    }
    throw new IOException(
        parent + ": a lock file was removed " + LOCK_TRIES + " times while it was made");
  }

  private static synchronized void removeOwn() {
    Path folder = own;
    FileChannel channel = held;
    if (folder == null || channel == null) {
      return;
    }
    try (channel) {
      remove(folder);
      Files.deleteIfExists(lockOf(folder));
    } catch (IOException e) {
      // The next start sweeps what is left.
      own = null;
    }
  }

  /**
   * Removes what processes of this user have left that have ended without a chance to do so.
   *
   * @return the folders that were removed
   */
  public static List<Path> sweep() throws IOException {
    return sweep(parent());
  }

  static synchronized List<Path> sweep(Path parent) throws IOException {
    // Never opened here: closing a descriptor of a file gives up every lock that this process has
    // on the file (fcntl(2)), and the next sweeper would take our folder for a leftover.
    Path folder = own;
    Path ownLock = folder == null ? null : lockOf(folder);
    List<Path> removed = new ArrayList<>();
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK)) {
      for (Path lock : locks) {
        if (!lock.equals(ownLock)
            && Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
            && Files.isWritable(lock)) {
          sweep(lock, removed);
        }
      }
    }
    return removed;
  }

  private static void sweep(Path lock, List<Path> removed) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free != null) {
        Path folder = lock.resolveSibling(withoutLock(lock));
        boolean there = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
        remove(folder);
        Files.deleteIfExists(lock);
        if (there) {
          removed.add(folder);
        }
      }
    } catch (OverlappingFileLockException | NoSuchFileException e) {
      // Our own, or swept by somebody else meanwhile.
      return;
    }
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  private static String withoutLock(Path lock) {
    String name = lock.getFileName().toString();
    return name.substring(0, name.length() - LOCK.length());
  }

  private static Path parent() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
