package dev.dcmrig.app.cli;

import java.io.IOException;
import java.nio.file.Path;

final class Traces {
  private Traces() {}

  static int convert(Path in, Path out) throws IOException {
    return 0;
  }
}
