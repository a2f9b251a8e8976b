// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What stands before the first block of a frame log. Its bytes are hashed together with the
 * records: who shifts the epoch or renames a channel changes the log.
 *
 * @param epoch instant of nanosecond 0
 * @param channels names of channel 0, 1, ...
 */
record TraceHeader(Instant epoch, List<String> channels) {
  /** A name goes into lines of text, between blanks: it has no blank and no control character. */
  private static final String NAME = "[!-~]{1,255}";

  private static final int MAX_CHANNELS = 255;

  /** Years 1 to 9999 or so: what a calendar can show, and no sum of it overflows. */
  private static final long MAX_EPOCH_SECONDS = 253_402_300_799L;

  TraceHeader {
    channels = List.copyOf(channels);
    if (channels.size() > MAX_CHANNELS) {
      throw new IllegalArgumentException(
          channels.size() + " channels; a frame log has at most " + MAX_CHANNELS);
    }
    for (String channel : channels) {
      if (!channel.matches(NAME)) {
        throw new IllegalArgumentException(
            "a channel's name is 1 to 255 visible ASCII characters, and not " + quoted(channel));
      }
    }
  }

  /** All of it, from the magic number to the CRC. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(TraceFormat.MAGIC);
      out.writeByte(TraceFormat.VERSION);
      out.writeLong(epoch.getEpochSecond());
      out.writeInt(epoch.getNano());
      out.writeByte(channels.size());
      for (String channel : channels) {
        byte[] name = channel.getBytes(StandardCharsets.US_ASCII);
        out.writeByte(name.length);
        out.write(name);
      }
      out.writeInt(crc(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory can't fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads one.
   *
   * @throws TraceException with a sentence, when it is no header, or not as it was written
   */
  static TraceHeader read(DataInputStream in, Path file) throws IOException {
    if (in.readInt() != TraceFormat.MAGIC) {
      throw new TraceException(file + ": is no frame log (it does not begin with DCMT)");
    }
    int version = in.readUnsignedByte();
    if (version == 1) {
      throw new TraceException(
          file
              + ": frame log of version 1, whose times and channel names no hash covers; make the"
              + " run again, or convert it with the rig that wrote it");
    }
    if (version != TraceFormat.VERSION) {
      throw new TraceException(
          file + ": frame log of version " + version + "; this rig reads " + TraceFormat.VERSION);
    }
    long seconds = in.readLong();
    int nanos = in.readInt();
    List<String> channels = new ArrayList<>();
    for (int count = in.readUnsignedByte(); count > 0; count--) {
      byte[] name = new byte[in.readUnsignedByte()];
      in.readFully(name);
      channels.add(new String(name, StandardCharsets.ISO_8859_1));
    }
    int crc = in.readInt();
    if (Math.abs(seconds) > MAX_EPOCH_SECONDS || nanos < 0 || nanos >= 1_000_000_000) {
      throw damaged(file, "its epoch is no instant");
    }
    TraceHeader header;
    try {
      header = new TraceHeader(Instant.ofEpochSecond(seconds, nanos), channels);
    } catch (IllegalArgumentException e) {
      throw damaged(file, String.valueOf(e.getMessage()));
    }
    byte[] bytes = header.bytes();
    if (crc(Arrays.copyOf(bytes, bytes.length - Integer.BYTES)) != crc) {
      throw damaged(file, "it was changed after it was written");
    }
    return header;
  }

  private static TraceException damaged(Path file, String how) {
    return new TraceException(
        file + ": its header (epoch and channel names) can't be trusted: " + how);
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** For a message: what a terminal would obey is a question mark. */
  private static String quoted(String name) {
    return "'" + name.replaceAll("[^ -~]", "?") + "'";
  }
}
