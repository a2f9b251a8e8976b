// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.chain.ChainedFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes a frame log. The frame path notes a reference and allocates nothing. What a frame changes
 * is worked out, hashed, compressed and written batch by batch, in the order of the frames, on a
 * thread of its own once there is more than one batch: short scenarios start no thread.
 *
 * <p>Belongs to one thread.
 */
public final class TraceWriter implements Closeable {
  /** Frames that are handed over together. */
  static final int BATCH_FRAMES = 4096;

  /** Batches that may wait for the disk before the timeline waits with them. */
  private static final int QUEUED_BATCHES = 8;

  /** Frames in the order in which they ended on their wires. */
  private static final class Batch {
    private final long[] nanos = new long[BATCH_FRAMES];
    private final byte[] channels = new byte[BATCH_FRAMES];
    private final @Nullable Frame[] frames = new Frame[BATCH_FRAMES];
    private int size;
  }

  private final FrameEncoder encoder;
  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(QUEUED_BATCHES);
  private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(QUEUED_BATCHES + 2);
  private Batch filling = new Batch();
  private long frames;

  /** Frames in the log; the worker's until it has ended. */
  private long encoded;

  private @Nullable Thread thread;
  private volatile @Nullable Throwable failure;
  private byte[] sha256 = new byte[0];
  private boolean closed;

  /**
   * @param file must not exist
   * @param channels names of channel 0, 1, ...; at most 255 of at most 255 visible characters
   */
  public TraceWriter(Path file, Instant epoch, List<String> channels) throws IOException {
    TraceHeader header = new TraceHeader(epoch, channels);
    OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    this.encoder = new FrameEncoder(new BlockStore(new BufferedOutputStream(out, 1 << 16), header));
  }

  /**
   * Writes one whose header, blocks and end are chained.
   *
   * @param channels names of channel 0, 1, ...; at most 255 of at most 255 visible characters
   */
  public TraceWriter(ChainedFile file, Instant epoch, List<String> channels) throws IOException {
    this.encoder = new FrameEncoder(new BlockStore(file, new TraceHeader(epoch, channels)));
  }

  /**
   * Takes a frame.
   *
   * @param timeNanos since the epoch of the file; never less than before
   * @throws UncheckedIOException when the disk refused an earlier frame
   */
  public void frame(long timeNanos, int channel, Frame frame) {
    Batch batch = filling;
    if (batch.size == BATCH_FRAMES) {
      batch = nextBatch(batch);
    }
    int place = batch.size++;
    batch.nanos[place] = timeNanos;
    batch.channels[place] = (byte) channel;
    batch.frames[place] = frame;
    frames++;
  }

  private Batch nextBatch(Batch full) {
    try {
      check();
      if (thread == null) {
        Thread worker = new Thread(this::drain, "frame log");
        worker.setDaemon(true);
        // Kept once it runs: a thread that could not be started takes nothing from the queue.
        worker.start();
        thread = worker;
      }
      put(full);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Batch recycled = free.poll();
    filling = recycled != null ? recycled : new Batch();
    return filling;
  }

  private void put(Batch batch) throws IOException {
    try {
      queue.put(batch);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted while the frame log was written", e);
  }

  private void check() throws IOException {
    Throwable seen = failure;
    if (seen != null) {
      throw new IOException("the frame log could not be written: " + seen.getMessage(), seen);
    }
  }

  /** Until an empty batch comes, which is the end. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  private void drain() {
    try {
      for (Batch batch = queue.take(); batch.size > 0; batch = queue.take()) {
        // After a failure batches are taken and dropped, so that nobody waits for the queue.
        if (failure == null) {
          encodeOrFail(batch);
        }
        batch.size = 0;
        boolean kept = free.offer(batch);
        assert kept || free.remainingCapacity() == 0;
      }
    } catch (InterruptedException e) {
      failure = e;
    }
  }

  /** Whatever goes wrong here, memory included, is told to who writes the next frame. */
  private void encodeOrFail(Batch batch) {
    try {
      encode(batch);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
  }

  private void encode(Batch batch) throws IOException {
    for (int place = 0; place < batch.size; place++) {
      Frame frame = batch.frames[place];
      if (frame == null) {
        throw new IllegalStateException("no frame at " + place + " of " + batch.size);
      }
      encoder.frame(batch.nanos[place], batch.channels[place] & 0xFF, frame);
      encoded++;
    }
  }

  /** Frames so far. */
  public long frames() {
    return frames;
  }

  /** The picture of all frames; only after {@link #close}. */
  public TraceSummary summary() {
    checkClosed();
    return encoder.summary();
  }

  /** SHA-256 over header and plain records, in hexadecimal; only after {@link #close}. */
  public String sha256() {
    checkClosed();
    return HexFormat.of().formatHex(sha256);
  }

  private void checkClosed() {
    if (!closed) {
      throw new IllegalStateException("the frame log is still being written");
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (encoder) {
      Thread worker = thread;
      if (worker != null) {
        put(new Batch());
        worker.join();
      }
      check();
      encode(filling);
      if (encoded != frames) {
        throw new IOException(
            "the frame log has " + encoded + " of the " + frames + " frames that it was given");
      }
      sha256 = encoder.finish();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }
}
