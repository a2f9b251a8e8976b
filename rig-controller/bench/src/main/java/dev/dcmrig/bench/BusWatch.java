// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.BusMonitor;
import dev.dcmrig.api.Observations;
import dev.dcmrig.bench.driver.BusLosses;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.TimestampSource;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Watches one channel of a bench: its frames go into the evidence, with where their times come
 * from, and so does what the bus loses; it counts them, too. A bench that has lost a frame can't
 * judge any more: the one that it lost may have been the one that mattered.
 */
final class BusWatch implements FrameListener, BusMonitor {
  private final CanBus bus;
  private final int channel;
  private final ScenarioRecorder recorder;
  private final Observations notebook;
  private final FrameListener beside;
  private long notedLost;
  private long frames;
  private long lastFrameNanos;

  /**
   * @param beside hears each frame after it is recorded: a listener more on a kernel's bus would be
   *     a socket more, which loses frames of its own
   */
  BusWatch(
      CanBus bus,
      int channel,
      ScenarioRecorder recorder,
      Observations notebook,
      FrameListener beside) {
    this.bus = bus;
    this.channel = channel;
    this.recorder = recorder;
    this.notebook = notebook;
    this.beside = beside;
  }

  @Override
  public void onFrame(long timeNanos, Frame frame) {
    recorder.frame(timeNanos, channel, frame);
    if (!frame.isError()) {
      frames++;
      lastFrameNanos = timeNanos;
    }
    beside.onFrame(timeNanos, frame);
  }

  /** Error frames are no frames: a controller makes them of what it saw on the wire. */
  @Override
  public long frames() {
    return frames;
  }

  @Override
  public Duration lastFrame() {
    return Duration.ofNanos(lastFrameNanos);
  }

  @Override
  public void onTimestampSource(TimestampSource source) {
    notebook.note(
        Subject.RIG,
        "can.timestamps",
        Map.of("channel", bus.uri(), "source", source.name().toLowerCase(Locale.ROOT)));
  }

  /** Whether anything was lost; any thread may ask. */
  boolean hasLost() {
    return bus.health().lost() > 0;
  }

  /** What was lost since the last call, noted; on the bench's thread. */
  Optional<BenchBroken> losses() {
    BusHealth health = bus.health();
    if (health.lost() == notedLost) {
      return Optional.empty();
    }
    notedLost = health.lost();
    notebook.note(
        Subject.RIG,
        "can.dropped",
        Map.of(
            "channel", bus.uri(),
            "droppedByKernel", Long.toString(health.droppedByKernel()),
            "droppedByController", Long.toString(health.droppedByController()),
            "overrun", Long.toString(health.overrun()),
            "malformed", Long.toString(health.malformed()),
            "unsent", Long.toString(health.unsent()),
            "lostOnTheWay", Long.toString(health.lostOnTheWay()),
            "outOfOrder", Long.toString(health.outOfOrder())));
    return Optional.of(new BenchBroken(BusLosses.sentence(bus.uri(), health)));
  }
}
