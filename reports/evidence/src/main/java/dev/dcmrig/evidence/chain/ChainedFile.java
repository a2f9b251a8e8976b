// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.chain;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A file of records, each chained to the one before it. Buffers as much as 16 KB.
 *
 * <p>Belongs to one thread.
 */
public final class ChainedFile extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 14;

  private final ScenarioChain chain;
  private final String name;
  private final OutputStream out;
  private final MessageDigest whole = Links.sha256();
  private final MessageDigest record = Links.sha256();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final StringBuilder links = new StringBuilder();
  private final byte[] single = new byte[1];
  private byte[] link;
  private int filled;
  private long end;
  private long recordBegin;
  private boolean closed;
  private String sha256 = "";

  ChainedFile(ScenarioChain chain, String name, OutputStream out, byte[] origin) {
    this.chain = chain;
    this.name = name;
    this.out = out;
    this.link = origin;
    record.update(link);
  }

  @Override
  public void write(int b) throws IOException {
    single[0] = (byte) b;
    write(single, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    record.update(bytes, offset, length);
    end += length;
    if (length > buffer.length - filled) {
      empty();
    }
    if (length > buffer.length) {
      whole.update(bytes, offset, length);
      out.write(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, filled, length);
      filled += length;
    }
  }

  /** What was written since the last call is a record; nothing is none. */
  public void endRecord() {
    if (end == recordBegin) {
      return;
    }
    recordBegin = end;
    link = Links.cut(record.digest());
    record.update(link);
    links.append(HexFormat.of().formatHex(link));
    links.append(' ').append(name).append(' ').append(end).append('\n');
  }

  /** Ends a record when it has this many bytes. */
  public void endRecordOf(int bytes) {
    if (end - recordBegin >= bytes) {
      endRecord();
    }
  }

  private void empty() throws IOException {
    whole.update(buffer, 0, filled);
    int length = filled;
    filled = 0;
    out.write(buffer, 0, length);
    tell();
  }

  /** Hands links over whose records are in the file. */
  private void tell() throws IOException {
    if (!links.isEmpty()) {
      String lines = links.toString();
      links.setLength(0);
      chain.write(lines);
    }
  }

  @Override
  public void flush() throws IOException {
    empty();
  }

  /** Ends the last record, and the file. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      endRecord();
      empty();
    }
    sha256 = HexFormat.of().formatHex(whole.digest());
  }

  String sha256() {
    return sha256;
  }
}
