// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.CyclicTransmission;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.LoopBus;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A loop bus that sends sequences by itself, as a kernel's broadcast manager does: it measures each
 * cycle from the send before, and is a little slow.
 */
final class SelfSendingBus implements CanBus {
  private static final long SLOW_NANOS = 60_000;

  private final Timeline timeline;
  private final CanBus loop;

  SelfSendingBus(Timeline timeline) {
    this.timeline = timeline;
    this.loop = new LoopBus(timeline);
  }

  @Override
  public String uri() {
    return "test:self-sending";
  }

  @Override
  public CanNode connect(String name, FrameListener listener) {
    CanNode node = loop.connect(name, listener);
    return new CanNode() {
      @Override
      public String name() {
        return node.name();
      }

      @Override
      public boolean send(Frame frame) {
        return node.send(frame);
      }

      @Override
      public CyclicTransmission cyclic(long periodNanos, Frame... sequence) {
        return new Sequence(node, periodNanos, sequence);
      }

      @Override
      public long refused() {
        return node.refused();
      }

      @Override
      public void close() {
        node.close();
      }
    };
  }

  @Override
  public CanNode listen(String name, FrameListener listener) {
    return loop.listen(name, listener);
  }

  @Override
  public Set<BusCapability> capabilities() {
    return loop.capabilities();
  }

  @Override
  public BusHealth health() {
    return loop.health();
  }

  @Override
  public @Nullable String cyclicRefusal() {
    return null;
  }

  @Override
  public void close() {
    loop.close();
  }

  private final class Sequence implements CyclicTransmission {
    private final CanNode node;
    private final Timer timer;
    private final long periodNanos;
    private Frame[] frames;
    private int place;

    Sequence(CanNode node, long periodNanos, Frame... frames) {
      this.node = node;
      this.periodNanos = periodNanos;
      this.frames = frames;
      this.timer = timeline.timer(this::send);
    }

    private void send() {
      sendNext(frames);
      timer.armAfter(periodNanos + SLOW_NANOS);
    }

    @Override
    public void start(Frame... sequence) {
      frames = sequence;
      send();
    }

    @Override
    public void replace(Frame... sequence) {
      frames = sequence;
    }

    @Override
    public void stop() {
      timer.cancel();
    }

    @Override
    public void sendNext(Frame... sequence) {
      frames = sequence;
      node.send(frames[place]);
      place = (place + 1) % frames.length;
    }

    @Override
    public int next() {
      return place;
    }

    @Override
    public void close() {
      timer.cancel();
    }
  }
}
