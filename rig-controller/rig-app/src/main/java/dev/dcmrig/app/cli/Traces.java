package dev.dcmrig.app.cli;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.evidence.trace.TraceConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Candump logs from recorded frames. */
final class Traces {
  private Traces() {}

  /** Returns how many logs were written. */
  static int convert(Path in, Path out) throws IOException {
    if (!Files.exists(in)) {
      throw new ConfigurationException(
          new Problem(
              in.toString(),
              0,
              "there is no frame log and no run folder of that name",
              "name a folder of reports/runs, or a frames.dcmt in it"));
    }
    return TraceConverter.toCandump(in, out).files().size();
  }
}
