// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import dev.dcmrig.bench.config.RigHome;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a worker's process begins with. */
public final class WorkerMain {
  private static final int ENDED = 0;

  private WorkerMain() {}

  /**
   * Obeys the parent for as long as it lives. Standard output is the worker's own: what a fault
   * prints must not be taken for what the worker says.
   *
   * @param arguments bench file, seed
   */
  public static void run(WrongBenches benches, String... arguments) throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    PipedWriter toWorker = new PipedWriter();
    BufferedReader orders = new BufferedReader(new PipedReader(toWorker, 1 << 20));
    Thread ear = new Thread(() -> listen(toWorker), "ear");
    ear.setDaemon(true);
    ear.start();
    new Worker(
            RigHome.find(),
            benches,
            Path.of(arguments[0]),
            Long.parseLong(arguments[1]),
            said -> {
              synchronized (out) {
                out.println(Lines.of(said));
                out.flush();
              }
            })
        .obey(orders);
  }

  /** The end of the parent is the end of the worker, in the middle of whatever it does. */
  private static void listen(PipedWriter toWorker) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        toWorker.write(line);
        toWorker.write('\n');
        toWorker.flush();
      }
    } catch (IOException e) {
      // The parent is gone, or the worker is.
    }
    Runtime.getRuntime().halt(ENDED);
  }
}
