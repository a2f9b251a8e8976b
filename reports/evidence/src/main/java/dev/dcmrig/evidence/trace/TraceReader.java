// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import dev.dcmrig.can.Frame;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a frame log, frame by frame: {@code while (reader.next()) ... reader.frame()}. */
public final class TraceReader implements AutoCloseable {
  private final Path file;
  private final DataInputStream in;
  private final Inflater inflater = new Inflater();
  private final MessageDigest digest;
  private final Slots slots = new Slots();
  private final TraceHeader header;
  private byte[] block = new byte[0];
  private int length;
  private int at;
  private long frames;

  /** Frames when the block that is read has ended. */
  private long framesAtEnd;

  private long timeNanos;
  private int slot = -1;
  private boolean ended;
  private String defect = "";
  private String sha256Read = "";

  /**
   * @throws IOException when the file can't be read or is no frame log; says which
   */
  public TraceReader(Path file) throws IOException {
    this.file = file;
    this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    try {
      this.header = TraceHeader.read(in, file);
      digest.update(header.bytes());
    } catch (EOFException e) {
      in.close();
      throw new TraceException(file + ": ends within its header; no frame can be read from it", e);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  TraceHeader header() {
    return header;
  }

  public Instant epoch() {
    return header.epoch();
  }

  /** Name of the channel of the current frame. */
  public String channelName() {
    int channel = channel();
    List<String> channels = header.channels();
    return channel < channels.size() ? channels.get(channel) : "can" + channel;
  }

  /**
   * Goes to the next frame; false at the end, and then {@link #defect} says whether it was whole.
   *
   * @throws IOException with a sentence, when the log is not as it was written
   */
  public boolean next() throws IOException {
    while (true) {
      while (at >= length) {
        if (ended || !nextBlock()) {
          return false;
        }
      }
      try {
        int control = block[at++] & 0xFF;
        if (control == TraceFormat.DEFINE) {
          define();
        } else if (control == TraceFormat.FORGET) {
          slots.forget();
          slot = -1;
        } else {
          frameRecord(control);
          return true;
        }
      } catch (IndexOutOfBoundsException | NullPointerException e) {
        throw new TraceException(file + ": damaged record after frame " + frames, e);
      }
    }
  }

  private void define() throws IOException {
    int channel = block[at++] & 0xFF;
    int flags = block[at++] & 0xFF;
    int bytes = block[at++] & 0xFF;
    int id = (int) varint();
    try {
      // Each frame of this shape is made later; a shape that no frame has is found here.
      Frame.of(id, flags, bytes, new byte[bytes]);
    } catch (IllegalArgumentException e) {
      throw new TraceException(
          file + ": impossible frame after frame " + frames + ": " + e.getMessage(), e);
    }
    slots.define(Slots.key(channel, flags, bytes, id), timeNanos);
  }

  private void frameRecord(int control) {
    int previous = slot;
    if ((control & TraceFormat.SLOT_PREDICTED) != 0) {
      slot = slots.follower[previous];
    } else {
      slot = (int) varint();
      if (previous >= 0) {
        slots.follower[previous] = slot;
      }
    }
    long surprise =
        switch ((control >> TraceFormat.TIME_SHIFT) & 3) {
          case TraceFormat.TIME_AS_PREDICTED -> 0;
          case TraceFormat.TIME_IN_BITS -> TraceFormat.unzigzag(varint()) * TraceFormat.BIT_NANOS;
          default -> TraceFormat.unzigzag(varint());
        };
    timeNanos = slots.lastNanos[slot] + slots.periodNanos[slot] + surprise;
    if ((control & TraceFormat.DATA_SAME) == 0) {
      byte[] data = slots.data[slot];
      int maskAt = at;
      at += (data.length + 7) >>> 3;
      for (int i = 0; i < data.length; i++) {
        if ((block[maskAt + (i >>> 3)] >> (i & 7) & 1) != 0) {
          data[i] ^= block[at++];
        }
      }
    }
    slots.arrived(slot, timeNanos);
    frames++;
  }

  private boolean nextBlock() throws IOException {
    try {
      int plain = in.readInt();
      if (frames != framesAtEnd) {
        throw new TraceException(file + ": a block says another number of frames than it has");
      }
      if (plain == 0) {
        end();
        return false;
      }
      int stored = in.readInt();
      framesAtEnd += in.readInt();
      int crc = in.readInt();
      if (plain < 0
          || plain > TraceFormat.MAX_BLOCK_BYTES
          || stored < 0
          || stored > 2 * TraceFormat.MAX_BLOCK_BYTES) {
        return cut("has a damaged block");
      }
      byte[] bytes = in.readNBytes(stored);
      CRC32 seen = new CRC32();
      seen.update(bytes);
      if (bytes.length < stored) {
        return cut("was cut short");
      }
      if ((int) seen.getValue() != crc) {
        return cut("has a damaged block");
      }
      inflate(bytes, plain);
      return true;
    } catch (EOFException e) {
      return cut("was cut short");
    }
  }

  private void inflate(byte[] bytes, int plain) throws IOException {
    if (block.length < plain) {
      block = new byte[plain];
    }
    inflater.reset();
    inflater.setInput(bytes);
    try {
      length = inflater.inflate(block, 0, plain);
    } catch (DataFormatException e) {
      throw new TraceException(file + ": damaged block after frame " + frames, e);
    }
    if (length != plain) {
      throw new TraceException(file + ": short block after frame " + frames);
    }
    at = 0;
    digest.update(block, 0, length);
  }

  private void end() throws IOException {
    ended = true;
    long expected = in.readLong();
    byte[] sha256 = new byte[32];
    in.readFully(sha256);
    if (expected != frames || !MessageDigest.isEqual(sha256, digest.digest())) {
      throw new TraceException(
          file
              + ": its header or frames are not those that were written (count or SHA-256 differ)");
    }
    if (in.read() >= 0) {
      throw new TraceException(file + ": something was added after the end of the log");
    }
    sha256Read = HexFormat.of().formatHex(sha256);
  }

  private boolean cut(String how) {
    ended = true;
    defect = file + ": the frame log " + how + "; " + frames + " frames before it can be read";
    return false;
  }

  /** SHA-256 over header and records of a log that was read to its end; empty if it has none. */
  public String sha256() {
    return sha256Read;
  }

  /** Empty when the log was read to its end and is whole; otherwise a sentence. */
  public String defect() {
    return defect;
  }

  /** Time of the current frame since the epoch. */
  public long timeNanos() {
    return timeNanos;
  }

  public int channel() {
    return slots.channel(slot);
  }

  /** The current frame. */
  public Frame frame() {
    return Frame.of(slots.id(slot), slots.flags(slot), slots.length(slot), slots.data[slot]);
  }

  /** Frames read so far. */
  public long frames() {
    return frames;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = block[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
