package dev.dcmrig.app.cli;

import dev.dcmrig.evidence.trace.TraceConverter;
import java.io.IOException;
import java.nio.file.Path;

/** Candump logs from recorded frames. */
final class Traces {
  private Traces() {}

  /** Returns how many logs were written. */
  static int convert(Path in, Path out) throws IOException {
    return TraceConverter.toCandump(in, out).files().size();
  }
}
