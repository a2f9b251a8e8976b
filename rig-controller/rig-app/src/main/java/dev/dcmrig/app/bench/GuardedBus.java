// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.TimestampSource;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bus whose listeners are called by somebody.
 *
 * @param guard calls a listener, on the timeline's thread
 */
record GuardedBus(CanBus bus, Consumer<Runnable> guard) implements CanBus {
  @Override
  public String uri() {
    return bus.uri();
  }

  @Override
  public Set<BusCapability> capabilities() {
    return bus.capabilities();
  }

  @Override
  public BusHealth health() {
    return bus.health();
  }

  @Override
  public CanNode connect(String name, FrameListener listener) {
    return bus.connect(name, guarded(listener));
  }

  @Override
  public CanNode listen(String name, FrameListener listener) {
    return bus.listen(name, guarded(listener));
  }

  private FrameListener guarded(FrameListener listener) {
    if (listener == FrameListener.NONE) {
      return listener;
    }
    return new FrameListener() {
      @Override
      public void onFrame(long timeNanos, Frame frame) {
        guard.accept(() -> listener.onFrame(timeNanos, frame));
      }

      @Override
      public void onFrame(long timeNanos, Frame frame, boolean local) {
        guard.accept(() -> listener.onFrame(timeNanos, frame, local));
      }

      @Override
      public void onTimestampSource(TimestampSource source) {
        guard.accept(() -> listener.onTimestampSource(source));
      }
    };
  }

  @Override
  public @Nullable String cyclicRefusal() {
    return bus.cyclicRefusal();
  }

  @Override
  public void close() {
    bus.close();
  }
}
