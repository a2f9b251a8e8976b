// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.worker.CaseResult;
import dev.dcmrig.qualify.worker.Lines;
import dev.dcmrig.qualify.worker.Order;
import dev.dcmrig.qualify.worker.Said;
import dev.dcmrig.sim.Patience;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A worker in a process of its own. Whatever a fault does to it, this side goes on: a worker that
 * hangs is ended, and one that is gone is said to be gone.
 */
final class WorkerProcess implements AutoCloseable {

  /** Lines that wait to be read; each is a case. */
  private static final int MAX_WAITING = 10_000;

  /** Looks without a word after which a worker is given up: five minutes. */
  private static final int SILENT_LOOKS = 3_000;

  /** What a worker says begins so; a JVM that ends says other things on the same stream. */
  private static final String MESSAGE = "{\"kind\"";

  private final Process process;
  private final BufferedWriter orders;
  private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>(MAX_WAITING);

  /** What was read; null at the end of the stream. */
  private record Line(@Nullable String text) {}

  /** How an order ended. */
  enum End {
    /** All was done that was to be done. */
    DONE,
    /** The change can't be made. */
    NOT_POSSIBLE,
    /** A case did not end; the worker is gone. */
    LIMIT,
    /** The worker's process has ended, or broke. */
    GONE
  }

  /**
   * What came of an order.
   *
   * @param words why, unless it was done
   * @param harmed whether the worker must not be used again
   */
  record Answer(End end, String words, boolean harmed, List<CaseResult> results) {}

  private WorkerProcess(Process process) {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    Thread ear = new Thread(this::listen, "worker " + process.pid());
    ear.setDaemon(true);
    ear.start();
  }

  /**
   * Starts one, and waits until its rig stands.
   *
   * @throws IOException when none can be started; says why
   */
  static WorkerProcess start(WorkerCommand command, List<String> probed) throws IOException {
    WorkerProcess worker =
        new WorkerProcess(
            new ProcessBuilder(command.words(probed)).redirectError(Redirect.DISCARD).start());
    Said said = worker.next();
    if (said.kind() != Said.Kind.READY) {
      worker.close();
      throw new IOException("a worker could not be started: " + said.words());
    }
    return worker;
  }

  private void listen() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(MESSAGE)) {
          lines.put(new Line(line));
        }
      }
    } catch (IOException e) {
      // Its process has ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      boolean ignored = lines.offer(new Line(null));
    }
  }

  /**
   * Has it carry out an order.
   *
   * @param onResult told of each case as it ends
   */
  Answer carryOut(Order order, Consumer<CaseResult> onResult) {
    List<CaseResult> results = new ArrayList<>();
    try {
      orders.write(Lines.of(order));
      orders.newLine();
      orders.flush();
    } catch (IOException e) {
      return new Answer(End.GONE, "the worker takes no orders: " + e.getMessage(), true, results);
    }
    End end = End.DONE;
    String words = "";
    while (true) {
      Said said = next();
      switch (said.kind()) {
        case READY -> {}
        case RESULT -> {
          CaseResult result = said.result();
          if (result != null) {
            results.add(result);
            onResult.accept(result);
          }
        }
        case NOT_POSSIBLE -> {
          end = End.NOT_POSSIBLE;
          words = said.words();
        }
        case DONE -> {
          return new Answer(end, words, !said.words().isEmpty(), results);
        }
        case LIMIT -> {
          close();
          return new Answer(End.LIMIT, said.words(), true, results);
        }
        case BROKE -> {
          // A JVM that crashes was not broken by the fault: no Java code may do that.
          boolean crashed = !process.isAlive() && process.exitValue() == CRASHED;
          close();
          return new Answer(
              crashed ? End.NOT_POSSIBLE : End.GONE,
              crashed ? "the JVM itself crashed" : said.words(),
              true,
              results);
        }
      }
    }
  }

  /** What it says next; its end is said, too. */
  private Said next() {
    Line[] read = new Line[1];
    try {
      for (int look = 0; look < SILENT_LOOKS && read[0] == null; look++) {
        read[0] = lines.poll(Patience.LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
      if (read[0] == null) {
        return new Said(Said.Kind.LIMIT, null, "the worker said nothing for five minutes");
      }
      String text = read[0].text();
      return text == null ? new Said(Said.Kind.BROKE, null, gone()) : Lines.read(text, Said.class);
    } catch (IOException e) {
      return new Said(Said.Kind.BROKE, null, "the worker said what nobody understands");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while a worker works"));
    }
  }

  private String gone() throws InterruptedException {
    if (!hasEnded()) {
      return "the worker's output was closed";
    }
    int code = process.exitValue();
    return "the worker's process ended with "
        + code
        + (code == OUT_OF_MEMORY ? ": its memory was used up" : "");
  }

  /** How a JVM ends that has crashed: by SIGABRT, as a shell counts it. */
  private static final int CRASHED = 134;

  /** How a JVM ends that was told to end when memory does. */
  private static final int OUT_OF_MEMORY = 3;

  /** Looks with the rig's own patience: on a busy machine even a killed process takes its time. */
  private boolean hasEnded() throws InterruptedException {
    return Patience.await(millis -> process.waitFor(millis, TimeUnit.MILLISECONDS));
  }

  /** Ends what the worker has started; a bench of the rig itself starts nothing. */
  int endChildren() {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroyForcibly);
    return children.size();
  }

  @Override
  public void close() {
    endChildren();
    process.destroyForcibly();
    try {
      if (!hasEnded()) {
        throw new IllegalStateException("worker " + process.pid() + " can't be ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
