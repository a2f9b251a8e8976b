// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Hashes, compresses and writes blocks, on a thread of its own once there is more than one: short
 * scenarios start no thread.
 */
final class BlockStore {
  /** Blocks that may wait for the disk before the timeline waits with them. */
  private static final int QUEUED_BLOCKS = 8;

  private record Block(byte[] plain, int length, int frames) {}

  private static final Block END = new Block(new byte[0], 0, 0);

  private final DataOutputStream out;
  private final MessageDigest digest;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final byte[] stored = new byte[TraceFormat.BLOCK_BYTES * 2];
  private final BlockingQueue<Block> queue = new ArrayBlockingQueue<>(QUEUED_BLOCKS);
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(QUEUED_BLOCKS + 2);
  private @Nullable Thread thread;
  private volatile @Nullable IOException failure;
  private long frames;

  BlockStore(Path file, TraceHeader head) throws IOException {
    byte[] header = head.bytes();
    this.out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16));
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    digest.update(header);
    out.write(header);
    // A run that is killed leaves a log that says at least what it is.
    out.flush();
  }

  byte[] buffer() {
    byte[] recycled = free.poll();
    return recycled != null ? recycled : new byte[TraceFormat.BLOCK_BYTES];
  }

  /** Hands a full block over; waits when too many are queued. */
  void full(byte[] plain, int length, int frameCount) throws IOException {
    check();
    if (thread == null) {
      thread = new Thread(this::drain, "frame log");
      thread.setDaemon(true);
      thread.start();
    }
    put(new Block(plain, length, frameCount));
  }

  /** Writes the last block and the end. Returns the SHA-256. */
  byte[] finish(byte[] plain, int length, int frameCount) throws IOException {
    try (out) {
      Thread worker = thread;
      if (worker != null) {
        put(END);
        join(worker);
      }
      check();
      if (length > 0) {
        write(new Block(plain, length, frameCount));
      }
      byte[] sha256 = digest.digest();
      out.writeInt(0);
      out.writeLong(frames);
      out.write(sha256);
      return sha256;
    } finally {
      deflater.end();
    }
  }

  private void put(Block block) throws IOException {
    try {
      queue.put(block);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the frame log was written", e);
    }
  }

  private static void join(Thread worker) throws IOException {
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the frame log was written", e);
    }
  }

  private void check() throws IOException {
    IOException seen = failure;
    if (seen != null) {
      throw new IOException(seen.getMessage(), seen);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the end is one object, not a value
  private void drain() {
    try {
      for (Block block = queue.take(); block.length() > 0; block = queue.take()) {
        // After a failure blocks are taken and dropped, so that nobody waits for the queue.
        if (failure == null) {
          try {
            write(block);
          } catch (IOException e) {
            failure = e;
          }
        }
        boolean kept = free.offer(block.plain());
        assert kept || free.remainingCapacity() == 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Block block) throws IOException {
    digest.update(block.plain(), 0, block.length());
    deflater.reset();
    deflater.setInput(block.plain(), 0, block.length());
    deflater.finish();
    int length = deflater.deflate(stored);
    CRC32 crc = new CRC32();
    crc.update(stored, 0, length);
    out.writeInt(block.length());
    out.writeInt(length);
    out.writeInt(block.frames());
    out.writeInt((int) crc.getValue());
    out.write(stored, 0, length);
    frames += block.frames();
  }
}
