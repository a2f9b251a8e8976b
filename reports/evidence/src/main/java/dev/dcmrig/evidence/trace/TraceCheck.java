// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What a frame log says, computed anew from its frames: each is read, and encoded again as if it
 * came from the bus.
 *
 * @param defect empty when the log is whole; otherwise a sentence
 * @param sha256 over header and plain records, as it stands in the log
 * @param remade the same over what the frames encode to
 * @param frames that were read
 * @param ordered whether no frame is earlier than nanosecond 0 or than the one before it
 * @param lastNanos time of the last frame since the epoch; 0 without one
 * @param picture as the writer draws it
 */
public record TraceCheck(
    Instant epoch,
    String defect,
    String sha256,
    String remade,
    long frames,
    boolean ordered,
    long lastNanos,
    TraceSummary picture) {

  /**
   * Reads a whole log.
   *
   * @throws IOException with a sentence, when it is not as it was written
   */
  public static TraceCheck of(Path file) throws IOException {
    try (TraceReader reader = new TraceReader(file);
        FrameEncoder encoder =
            new FrameEncoder(new BlockStore(OutputStream.nullOutputStream(), reader.header()))) {
      long last = 0;
      boolean ordered = true;
      while (reader.next()) {
        ordered &= reader.timeNanos() >= last;
        last = Math.max(last, reader.timeNanos());
        if (ordered) {
          encoder.frame(reader.timeNanos(), reader.channel(), reader.frame());
        }
      }
      String remade = HexFormat.of().formatHex(encoder.finish());
      return new TraceCheck(
          reader.epoch(),
          reader.defect(),
          reader.sha256(),
          remade,
          reader.frames(),
          ordered,
          last,
          encoder.summary());
    }
  }
}
