// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.BenchTime;
import dev.dcmrig.bench.emulated.RealBenchTime;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Timeline;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock. The bench's parts live on the timeline's thread; a port that a step holds is a
 * stand-in that carries each call over to that thread and waits for the answer. Live things in an
 * answer (a call that goes on) become stand-ins, too; records are values and stay what they are.
 */
final class RealClock implements BenchClock {

  /** Wall-clock time within which the bench's thread must have done what a step asks of it. */
  private static final int BOUND_SECONDS = 30;

  private final RealTimeline timeline;
  private final BenchTime time;
  private final Thread thread;

  /**
   * @param checkpoint called now and then; throws when the run is to end
   * @param onError told what a task of the bench threw
   */
  RealClock(String name, Runnable checkpoint, Consumer<Throwable> onError) {
    this.timeline = new RealTimeline("bench " + name, onError);
    CompletableFuture<Thread> own = new CompletableFuture<>();
    timeline.post("bench", () -> own.complete(Thread.currentThread()));
    this.thread = own.join();
    this.time = new RealBenchTime(timeline, checkpoint, condition -> call(condition::getAsBoolean));
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public BenchTime time() {
    return time;
  }

  @Override
  public <T> T call(Supplier<T> work) {
    if (Thread.currentThread() == thread) {
      return work.get();
    }
    try {
      return await(posted(work));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchBroken("interrupted while waiting for the bench", e);
    }
  }

  @Override
  public void finish(Runnable work) {
    if (Thread.currentThread() == thread) {
      work.run();
      return;
    }
    CompletableFuture<Boolean> done =
        posted(
            () -> {
              work.run();
              return true;
            });
    boolean interrupted = Thread.interrupted();
    try {
      while (!done.isDone()) {
        try {
          await(done);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      // What it threw, if anything.
      done.getNow(true);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> CompletableFuture<T> posted(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    timeline.post(
        "step",
        () -> {
          try {
            done.complete(work.get());
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  private static <T> T await(CompletableFuture<T> done) throws InterruptedException {
    try {
      return done.get(BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new BenchBroken("the bench failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new BenchBroken(
          "the bench's thread has been busy for " + BOUND_SECONDS + " s; is a driver blocked?", e);
    }
  }

  @Override
  public <T> T reachable(Class<T> port, T part) {
    Object standIn =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> carry(part, method, arguments));
    return port.cast(standIn);
  }

  private @Nullable Object carry(Object part, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Answer answer =
        call(
            () -> {
              try {
                return new Answer(method.invoke(part, arguments), null);
              } catch (InvocationTargetException e) {
                return new Answer(null, e.getCause());
              } catch (IllegalAccessException e) {
                throw new IllegalStateException(method + " is not public", e);
              }
            });
    if (answer.failure() != null) {
      throw answer.failure();
    }
    return alive(answer.value());
  }

  private record Answer(@Nullable Object value, @Nullable Throwable failure) {}

  private @Nullable Object alive(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(this::alive).toList();
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(this::alive);
    }
    if (value == null || value instanceof Record) {
      return value;
    }
    for (Class<?> type : value.getClass().getInterfaces()) {
      if (type.getPackage().equals(BenchTime.class.getPackage())) {
        return reachableAs(type, value);
      }
    }
    return value;
  }

  private <T> T reachableAs(Class<T> type, Object value) {
    return reachable(type, type.cast(value));
  }

  @Override
  public void close() {
    timeline.close();
  }
}
