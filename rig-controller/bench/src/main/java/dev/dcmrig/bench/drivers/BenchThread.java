package dev.dcmrig.bench.drivers;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.sim.Timeline;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The way of a step's thread to the thread of a real timeline, where everything on a bench happens.
 * On a virtual timeline the step's thread is that thread, and nothing of this is needed.
 */
public final class BenchThread {

  /** A bench that has not done what a step asks within this wall-clock time is broken. */
  private static final int BOUND_SECONDS = 20;

  private final Timeline timeline;

  public BenchThread(Timeline timeline) {
    this.timeline = timeline;
  }

  Timeline timeline() {
    return timeline;
  }

  /** Runs {@code work} on the timeline's thread and waits for its answer. */
  <T extends @Nullable Object> T call(String what, Callable<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    timeline.post(
        "step",
        () -> {
          try {
            answer.complete(work.call());
          } catch (Exception | Error e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.get(BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new BenchBroken(what + " went wrong on the bench's thread: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new BenchBroken(
          what + " has not been done within " + BOUND_SECONDS + " s: the bench's thread is busy",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchBroken("interrupted while waiting for " + what, e);
    }
  }

  /** The same port, each of its verbs done on the timeline's thread. */
  public <P> P guarded(Class<P> port, P target) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) ->
                call(
                    port.getSimpleName() + "." + method.getName(),
                    () -> invoke(target, method, arguments))));
  }

  private static @Nullable Object invoke(
      Object target, Method method, Object @Nullable [] arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
