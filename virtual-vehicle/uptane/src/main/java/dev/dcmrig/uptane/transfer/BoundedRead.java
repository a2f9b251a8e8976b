// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.transfer;

import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.ImageCheck;
import dev.dcmrig.uptane.verify.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** Reads streams that may never end, or hardly move. Memory: what came, and one block. */
public final class BoundedRead {
  private static final int BLOCK = 16 * 1024;

  private BoundedRead() {}

  /**
   * All bytes of a metadata file.
   *
   * @param mostBytes the first byte beyond ends it
   * @param clock for the watch on slow retrieval
   */
  public static byte[] metadata(String name, InputStream in, int mostBytes, InstantSource clock)
      throws IOException, Rejection {
    TransferWatch watch = new TransferWatch(name, clock.instant());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK];
    int count = in.read(block);
    while (count >= 0) {
      watch.look(clock.instant(), count);
      if (all.size() + count > mostBytes) {
        throw new Rejection(
            "5.4.4-1",
            Attack.ENDLESS_DATA,
            name + ": more than the " + mostBytes + " bytes allowed");
      }
      all.write(block, 0, count);
      count = in.read(block);
    }
    return all.toByteArray();
  }

  /** Copies an image, and checks it on the way. It is as announced only if this returns. */
  public static void image(
      String name, InputStream in, ImageCheck check, OutputStream out, InstantSource clock)
      throws IOException, Rejection {
    TransferWatch watch = new TransferWatch(name, clock.instant());
    byte[] block = new byte[BLOCK];
    int count = in.read(block);
    while (count >= 0) {
      watch.look(clock.instant(), count);
      check.update(block, 0, count);
      out.write(block, 0, count);
      count = in.read(block);
    }
    check.finish();
  }
}
