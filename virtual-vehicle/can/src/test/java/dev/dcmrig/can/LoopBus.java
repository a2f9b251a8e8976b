// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

import dev.dcmrig.sim.Timeline;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands every frame at once to everybody else: no arbitration, no duration, no errors. */
public final class LoopBus implements CanBus {
  private final Timeline timeline;
  private final List<Node> nodes = new CopyOnWriteArrayList<>();

  public LoopBus(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public String uri() {
    return "test:loop";
  }

  @Override
  public Set<BusCapability> capabilities() {
    return Set.of(BusCapability.FD);
  }

  @Override
  public BusHealth health() {
    return BusHealth.WHOLE;
  }

  @Override
  public CanNode connect(String name, FrameListener listener) {
    Node node = new Node(name, listener);
    nodes.add(node);
    return node;
  }

  @Override
  public CanNode listen(String name, FrameListener listener) {
    return connect(name, listener);
  }

  @Override
  public void close() {
    nodes.clear();
  }

  private final class Node implements CanNode {
    private final String name;
    private final FrameListener listener;

    Node(String name, FrameListener listener) {
      this.name = name;
      this.listener = listener;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean send(Frame frame) {
      long now = timeline.nowNanos();
      for (Node other : nodes) {
        if (other != this) {
          other.listener.onFrame(now, frame);
        }
      }
      return true;
    }

    @Override
    public long refused() {
      return 0;
    }

    @Override
    public void close() {
      nodes.remove(this);
    }
  }
}
