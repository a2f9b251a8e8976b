// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.sim.Patience;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a short program says: bounded in size and in looks, and it is ended in any case.
 *
 * @param said its standard output; empty unless it ended with 0
 * @param missing why there is no answer; empty when there is one
 */
record ShortAnswer(String said, String missing) {

  /** Looks until a program is ended: 20 s of a rig that runs. */
  static final int LOOKS = 200;

  static final int MAX_BYTES = 1 << 16;

  static ShortAnswer of(List<String> command) {
    return of(command, LOOKS);
  }

  static ShortAnswer of(List<String> command, int looks) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    String name = command.get(0);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new ShortAnswer("", name + " can't be started");
    }
    try (InputStream in = process.getInputStream()) {
      return read(name, process, in, looks);
    } catch (IOException e) {
      return new ShortAnswer("", name + " can't be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ShortAnswer("", name + " was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static ShortAnswer read(String name, Process process, InputStream in, int looks)
      throws IOException, InterruptedException {
    byte[] bytes = new byte[MAX_BYTES];
    int length = 0;
    for (int look = 0; look < looks; look++) {
      // What it said last is there when it has ended.
      boolean ended = process.waitFor(Patience.LOOK_MILLIS, TimeUnit.MILLISECONDS);
      while (length < MAX_BYTES && in.available() > 0) {
        length += in.read(bytes, length, Math.min(in.available(), MAX_BYTES - length));
      }
      if (length == MAX_BYTES) {
        return new ShortAnswer("", name + " says more than " + MAX_BYTES + " bytes");
      }
      if (ended) {
        int code = process.exitValue();
        return code == 0
            ? new ShortAnswer(new String(bytes, 0, length, StandardCharsets.UTF_8), "")
            : new ShortAnswer("", name + " ended with " + code);
      }
    }
    return new ShortAnswer("", name + " has not answered after " + looks + " looks");
  }
}
