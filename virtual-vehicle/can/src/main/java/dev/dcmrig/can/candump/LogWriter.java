// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.log.FrameWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a log in the form of {@link CandumpLog}. */
public final class LogWriter implements FrameWriter {
  private static final int LINE = 64;

  private final OutputStream bytes;
  private final StringBuilder line = new StringBuilder(LINE);

  public LogWriter(OutputStream bytes) {
    this.bytes = bytes;
  }

  @Override
  public void write(long epochMicros, String channel, Frame frame) throws IOException {
    line.setLength(0);
    CandumpLog.append(line, epochMicros, channel, frame);
    bytes.write(line.toString().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
