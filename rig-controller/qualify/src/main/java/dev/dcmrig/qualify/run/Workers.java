// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some worker processes, and what they are to do, one thing after the other. */
final class Workers {
  private final WorkerCommand command;
  private final List<String> probed;
  private final int count;
  private final AtomicBoolean stopped;
  private final Set<WorkerProcess> alive = ConcurrentHashMap.newKeySet();

  /**
   * @param probed packages whose lines get probes
   * @param stopped whether to begin nothing any more
   */
  Workers(WorkerCommand command, List<String> probed, int count, AtomicBoolean stopped) {
    this.command = command;
    this.probed = probed;
    this.count = count;
    this.stopped = stopped;
  }

  /** One thread's worker: started when it is needed, replaced when it is gone. */
  final class Seat implements AutoCloseable {
    private @Nullable WorkerProcess worker;

    /** A worker that waits for an order. */
    WorkerProcess worker() {
      WorkerProcess there = worker;
      if (there == null) {
        try {
          there = WorkerProcess.start(command, probed);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        alive.add(there);
        worker = there;
      }
      return there;
    }

    /** The next one that is asked for is a new one. */
    void renew() {
      WorkerProcess there = worker;
      worker = null;
      if (there != null) {
        there.close();
        alive.remove(there);
      }
    }

    @Override
    public void close() {
      renew();
    }
  }

  /** What is done with one item. */
  @FunctionalInterface
  interface Task {
    void run(Seat seat);
  }

  /**
   * Does all of it, unless it is stopped; the first thing that breaks is thrown.
   *
   * @param items how many there are
   * @param task what to do with which
   */
  void doAll(int items, IntFunction<Task> task) {
    ExecutorService pool = Executors.newFixedThreadPool(count);
    AtomicInteger next = new AtomicInteger();
    try {
      List<Future<?>> seats =
          IntStream.range(0, Math.min(count, items))
              .<Future<?>>mapToObj(seat -> pool.submit(() -> sit(items, next, task)))
              .toList();
      for (Future<?> seat : seats) {
        seat.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.set(true);
    } catch (ExecutionException e) {
      stopped.set(true);
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a worker's thread broke", e.getCause());
    } finally {
      pool.shutdown();
      endAll();
    }
  }

  private void sit(int items, AtomicInteger next, IntFunction<Task> task) {
    try (Seat seat = new Seat()) {
      for (int item = next.getAndIncrement();
          item < items && !stopped.get();
          item = next.getAndIncrement()) {
        task.apply(item).run(seat);
      }
    }
  }

  /** From any thread: whatever they do, they end now. */
  void endAll() {
    alive.forEach(WorkerProcess::close);
  }
}
