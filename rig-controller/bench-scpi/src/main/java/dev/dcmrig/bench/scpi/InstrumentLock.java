// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.BenchBroken;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One user of an instrument at a time on this machine: two runs that set one supply would prove
 * nothing. The lock is a locked file in the folder for temporary files. It ends with the process,
 * however that ends.
 */
final class InstrumentLock implements AutoCloseable {
  private final FileChannel file;

  private InstrumentLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes it.
   *
   * @param who the instrument, as messages name it
   * @param place where it is, the same however an address writes it
   * @throws BenchBroken when somebody else has it
   */
  static InstrumentLock take(String who, String place) {
    Path path =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("dcm-rig-" + place.replaceAll("[^A-Za-z0-9.-]", "_") + ".lock");
    FileChannel file = null;
    try {
      file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      if (locked(file)) {
        return new InstrumentLock(file);
      }
      file.close();
    } catch (IOException e) {
      closeQuietly(file);
      throw new BenchBroken(
          who
              + " can't be taken for this run alone: no lock on "
              + path
              + " ("
              + e
              + "); if another user has left that file, and runs no rig now, let it be deleted",
          e);
    }
    throw new BenchBroken(
        who
            + " is in use by another run on this machine, or by another port of this bench ("
            + path
            + " is locked); end that first");
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void closeQuietly(@Nullable FileChannel file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      // The first failure is told.
      return;
    }
  }

  @Override
  public void close() {
    closeQuietly(file);
  }
}
