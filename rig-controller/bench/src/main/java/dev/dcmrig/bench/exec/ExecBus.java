// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A bus that a program of the user's own carries on. A frame of one of the rig's nodes is a line,
 * and the line that answers it says that it has gone out: then the rig's other nodes hear it. What
 * others on the program's side send are lines of the program. On a bench with virtual time the
 * program is asked each step: time goes on when it has answered. On the timeline's thread.
 *
 * <p>Does not simulate: arbitration, the length of a frame, acknowledgement, error states. They are
 * the program's affair.
 */
final class ExecBus implements CanBus {
  private final Timeline timeline;
  private final String uri;
  private final boolean virtualTime;

  /** As the bench file says it: a data phase has a bit rate of its own. */
  private final boolean fd;

  private final ExecProgram program;
  private final long stepNanos;
  private final Timer step;
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  ExecBus(Site site, ExecProgram program, Duration step) {
    BenchFacts facts = site.facts();
    this.uri = facts.busUri();
    this.virtualTime = facts.virtualTime();
    this.fd = facts.dataBitRate() != facts.bitRate();
    this.timeline = site.timeline();
    this.program = program;
    this.stepNanos = step.toNanos();
    this.step = timeline.timer(this::ask);
    program.says("frame", this::heard);
  }

  /** The program has been opened: from now on it is asked. */
  void begin() {
    if (virtualTime) {
      step.armAfter(stepNanos);
    }
  }

  private void ask() {
    step.armAfter(stepNanos);
    program.request(new JsonObject().put("call", "step"));
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public Set<BusCapability> capabilities() {
    return fd
        ? Set.of(BusCapability.FD, BusCapability.DELIVERS_AFTER_CLOSE)
        : Set.of(BusCapability.DELIVERS_AFTER_CLOSE);
  }

  /** Every line arrives, or the bench is broken. */
  @Override
  public BusHealth health() {
    return BusHealth.WHOLE;
  }

  @Override
  public CanNode connect(String name, FrameListener listener) {
    return add(new Node(name, listener, false));
  }

  @Override
  public CanNode listen(String name, FrameListener listener) {
    return add(new Node(name, listener, true));
  }

  private CanNode add(Node node) {
    nodes.add(node);
    return node;
  }

  /** A line of the program: somebody on its side has sent, or the wire had an error. */
  private void heard(JsonObject line) {
    if (!(line.getValue("frame") instanceof String text)) {
      throw new IllegalArgumentException(
          "'frame' is " + line.getValue("frame") + "; write a text as can-utils do, \"123#0102\"");
    }
    Frame frame = FrameText.parse(text);
    if (frame.isFd() && !fd) {
      throw new IllegalArgumentException(
          text + " is an FD frame; name 'bus.dataBitrate' in the bench file for such");
    }
    hand(frame, null);
  }

  /** To all but its sender, and not within the call that brought it. */
  private void hand(Frame frame, @Nullable Node sender) {
    timeline.after(0, () -> nodes.forEach(node -> node.hear(frame, sender)));
  }

  @Override
  public void close() {
    closed = true;
    step.cancel();
    nodes.clear();
    program.close();
  }

  private final class Node implements CanNode {
    private final String name;
    private final FrameListener listener;
    private final boolean silent;
    private long refused;

    Node(String name, FrameListener listener, boolean silent) {
      this.name = name;
      this.listener = listener;
      this.silent = silent;
    }

    @Override
    public String name() {
      return name;
    }

    void hear(Frame frame, @Nullable Node sender) {
      if (sender != this && (silent || !frame.isError())) {
        listener.onFrame(timeline.nowNanos(), frame);
      }
    }

    @Override
    public boolean send(Frame frame) {
      if (frame.isError()) {
        throw new IllegalArgumentException(name + " can't send an error frame");
      }
      if (frame.isFd() && !fd) {
        throw new IllegalArgumentException(
            name + ": " + uri() + " carries classic frames only; name 'bus.dataBitrate' for FD");
      }
      if (closed || silent || !nodes.contains(this) || !isTaken(frame)) {
        refused++;
        return false;
      }
      hand(frame, this);
      return true;
    }

    /** The answer {@code false} says that the program has no room for it. */
    private boolean isTaken(Frame frame) {
      Object answer =
          program.request(new JsonObject().put("frame", FrameText.log(frame)).put("node", name));
      if (answer == null || answer instanceof Boolean) {
        return !Boolean.FALSE.equals(answer);
      }
      throw program.violated(
          "its answer to a frame is "
              + answer
              + "; write false when it was not taken, else nothing");
    }

    @Override
    public long refused() {
      return refused;
    }

    @Override
    public void close() {
      nodes.remove(this);
    }
  }
}
