// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's SIPp (package sip-tester) as the other end. */
final class Sipp {
  private static final int BOUND_SECONDS = 60;

  private final Process process;
  private final Path output;

  private Sipp(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Skips the test on a machine without the program; in CI it must be there. */
  static void mustBeThere() {
    try {
      Process probe = new ProcessBuilder("sipp", "-v").redirectErrorStream(true).start();
      probe.getInputStream().readAllBytes();
      probe.waitFor();
    } catch (IOException e) {
      String reason = "sipp is not installed (Debian: apt-get install sip-tester)";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason + "; in CI this lane must run");
      }
      abort(reason + "; this lane is left out");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted");
    }
  }

  /** Starts a scenario against an address, or one that listens when there is none. */
  static Sipp start(String scenario, int localPort, String remote) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "sipp"));
    Path output = folder.resolve(scenario + ".log");
    List<String> command = new ArrayList<>(List.of("sipp"));
    if (!remote.isEmpty()) {
      command.add(remote);
    }
    command.addAll(
        List.of("-sf", file(scenario).toString(), "-t", "t1", "-m", "1", "-i", "127.0.0.1"));
    command.addAll(List.of("-p", Integer.toString(localPort), "-nostdin"));
    command.addAll(List.of("-timeout", "30", "-recv_timeout", "20000"));
    command.addAll(
        List.of("-trace_err", "-error_file", folder.resolve(scenario + ".err").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Sipp(process, output);
  }

  private static Path file(String scenario) {
    try {
      return Path.of(Sipp.class.getResource("/sipp/" + scenario + ".xml").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** The scenario went from end to end. */
  void assertPassed() throws IOException, InterruptedException {
    boolean ended = process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
    String text = Files.readString(output, StandardCharsets.ISO_8859_1);
    assertTrue(ended, () -> "sipp doesn't end:\n" + text);
    assertEquals(0, process.exitValue(), () -> "sipp is not content:\n" + text);
  }

  void kill() {
    process.destroyForcibly();
  }
}
