// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.can.logfile.LogFormat;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Logs for other people's tools from recorded frames. */
final class Traces {
  private Traces() {}

  static TraceConverter.Converted convert(Path in, Path out, @Nullable LogFormat to)
      throws IOException {
    if (!Files.exists(in)) {
      throw new ConfigurationException(
          new Problem(
              in.toString(),
              0,
              "there is no frame log and no run folder of that name",
              "name a folder of reports/runs, or a frames.dcmt in it"));
    }
    Path run = runAround(out);
    if (run != null) {
      throw new ConfigurationException(
          new Problem(
              out.toString(),
              0,
              "lies in the run folder " + run + ", and evidence is never added to or written over",
              "name a place outside of it"));
    }
    try {
      LogFormat format = to != null ? to : LogFormat.of(out).orElse(LogFormat.CANDUMP);
      return TraceConverter.convert(in, out, format);
    } catch (TraceException e) {
      throw new ConfigurationException(
          new Problem("trace convert", 0, String.valueOf(e.getMessage()), "nothing was written"));
    }
  }

  /** The run folder that a path lies in, or is; links are followed as far as they lead. */
  private static @Nullable Path runAround(Path out) throws IOException {
    Path at = out.toAbsolutePath().normalize();
    while (at != null && !Files.exists(at)) {
      at = at.getParent();
    }
    for (Path up = at == null ? null : at.toRealPath(); up != null; up = up.getParent()) {
      if (Files.isRegularFile(up.resolve(RunFolder.RUN))
          && Files.isDirectory(up.resolve(RunFolder.SCENARIOS))) {
        return up;
      }
    }
    return null;
  }
}
