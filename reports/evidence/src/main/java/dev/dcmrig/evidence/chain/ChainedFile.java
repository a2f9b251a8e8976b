// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  private final Path path;
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
  private long toldEnd;
  private boolean torn;
  private boolean closed;
  private String sha256 = "";

  ChainedFile(ScenarioChain chain, String name, Path path, OutputStream out, byte[] origin) {
    this.chain = chain;
    this.name = name;
    this.path = path;
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
      put(bytes, offset, length);
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
    put(buffer, 0, length);
    tell();
  }

  private void put(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      torn = true;
      throw e;
    }
  }

  /** Hands links over whose records are in the file. */
  private void tell() throws IOException {
    if (!links.isEmpty() && !torn) {
      toldEnd = recordBegin;
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
    if (torn) {
      mend();
      return;
    }
    try (out) {
      endRecord();
      empty();
    }
    sha256 = HexFormat.of().formatHex(whole.digest());
  }

  /**
   * A write has failed: the file ends with the last record that is whole in it, as its chain does.
   */
  private void mend() throws IOException {
    out.close();
    long size = Files.size(path);
    StringBuilder there = new StringBuilder();
    for (String line : links.toString().lines().toList()) {
      long lineEnd = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
      if (lineEnd <= size) {
        there.append(line).append('\n');
        toldEnd = lineEnd;
      }
    }
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.truncate(toldEnd);
    }
    whole.reset();
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        whole.update(buffer, 0, read);
      }
    }
    sha256 = HexFormat.of().formatHex(whole.digest());
    if (!there.isEmpty()) {
      chain.write(there.toString());
    }
  }

  String sha256() {
    return sha256;
  }
}
