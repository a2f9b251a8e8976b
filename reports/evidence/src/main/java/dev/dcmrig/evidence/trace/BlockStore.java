// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import dev.dcmrig.evidence.chain.ChainedFile;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Hashes, compresses and writes blocks. */
final class BlockStore implements Closeable {
  private final DataOutputStream out;
  private final MessageDigest digest;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final byte[] stored = new byte[TraceFormat.BLOCK_BYTES * 2];
  private final Runnable endRecord;
  private long frames;

  /**
   * @param file takes the log; header, each block and end are a record each
   */
  BlockStore(ChainedFile file, TraceHeader head) throws IOException {
    this(file, file::endRecord, head);
  }

  /**
   * @param bytes takes the log, header included
   */
  BlockStore(OutputStream bytes, TraceHeader head) throws IOException {
    this(bytes, () -> {}, head);
  }

  private BlockStore(OutputStream bytes, Runnable endRecord, TraceHeader head) throws IOException {
    this.endRecord = endRecord;
    byte[] header = head.bytes();
    this.out = new DataOutputStream(bytes);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    digest.update(header);
    out.write(header);
    endRecord.run();
    // A run that is killed leaves a log that says at least what it is.
    out.flush();
  }

  /**
   * Writes a block.
   *
   * @param length 1 or more
   */
  void write(byte[] plain, int length, int frameCount) throws IOException {
    digest.update(plain, 0, length);
    deflater.reset();
    deflater.setInput(plain, 0, length);
    deflater.finish();
    int storedLength = deflater.deflate(stored);
    CRC32 crc = new CRC32();
    crc.update(stored, 0, storedLength);
    out.writeInt(length);
    out.writeInt(storedLength);
    out.writeInt(frameCount);
    out.writeInt((int) crc.getValue());
    out.write(stored, 0, storedLength);
    endRecord.run();
    frames += frameCount;
  }

  /** Writes the end. Returns the SHA-256. */
  byte[] finish() throws IOException {
    byte[] sha256 = digest.digest();
    out.writeInt(0);
    out.writeLong(frames);
    out.write(sha256);
    endRecord.run();
    return sha256;
  }

  @Override
  public void close() throws IOException {
    deflater.end();
    out.close();
  }
}
