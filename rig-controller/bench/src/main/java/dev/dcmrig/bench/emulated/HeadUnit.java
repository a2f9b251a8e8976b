// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.Vehicle.UpdateAnswer;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head unit's part in updates on one car's bus: it shows what the DCM says, and sends what the
 * user answers. It is on the bus only once somebody answers. On the bench's thread.
 *
 * <p>Does not simulate: the rest of a head unit.
 */
public final class HeadUnit implements FrameListener, AutoCloseable {
  /** Changes that are kept; no scenario needs a tenth of them. */
  private static final int MAX_VIEWS = 10_000;

  /** Messages whose times are kept: more than a day of them. */
  private static final int MAX_MESSAGES = 100_000;

  private static final int BYTE = 0xFF;

  /** The DCM says it each second: what comes after so long a silence is shown anew. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final VehicleBinding binding;
  private final CanBus bus;
  private final Timeline timeline;
  private final Observations observations;
  private final DomainReader reader;
  private final boolean shows;
  private final int statusId;
  private final List<UpdateView> views = new ArrayList<>();
  private final Deque<Duration> messages = new ArrayDeque<>();
  private Duration heard = Duration.ZERO;
  private @Nullable CanNode node;

  /**
   * @param observations where it is noted what is shown
   */
  public HeadUnit(
      VehicleBinding binding, CanBus bus, Timeline timeline, Observations observations) {
    this.observations = observations;
    this.binding = binding;
    this.bus = bus;
    this.timeline = timeline;
    this.reader = binding.reader(timeline);
    this.shows = binding.isBound(DomainValue.DCM_UPDATE_STATE);
    this.statusId = shows ? binding.message(DomainValue.DCM_UPDATE_STATE).id() : -1;
  }

  @Override
  public void onFrame(long timeNanos, Frame frame) {
    if (!shows || frame.id() != statusId) {
      return;
    }
    reader.onFrame(timeNanos, frame);
    int packed = (int) reader.number(DomainValue.DCM_UPDATE_VERSION);
    UpdateView now =
        new UpdateView(
            Duration.ofNanos(timeNanos),
            reader.word(DomainValue.DCM_UPDATE_STATE),
            (packed >> 16) + "." + (packed >> 8 & BYTE) + "." + (packed & BYTE),
            (int) reader.number(DomainValue.DCM_UPDATE_MINUTES));
    boolean anew = now.at().minus(heard).compareTo(SILENCE) > 0;
    heard = now.at();
    if (messages.size() == MAX_MESSAGES) {
      messages.remove();
    }
    messages.add(heard);
    if (views.isEmpty() || anew || isOther(views.get(views.size() - 1), now)) {
      if (views.size() == MAX_VIEWS) {
        throw new BenchBroken(
            "the DCM has shown more than " + MAX_VIEWS + " views of an update: no more are kept");
      }
      views.add(now);
      note(now);
      timeline.changed();
    }
  }

  private void note(UpdateView view) {
    observations.note(
        Subject.DCM,
        "update.shown",
        Map.of(
            "state",
            view.state(),
            "version",
            view.version(),
            "minutes",
            String.valueOf(view.minutes())));
  }

  private static boolean isOther(UpdateView one, UpdateView other) {
    return !one.state().equals(other.state()) || !one.version().equals(other.version());
  }

  /** What it has shown, the oldest first; what is said again after a silence once more. */
  List<UpdateView> views() {
    return List.copyOf(views);
  }

  /** When it was told, the newest {@value #MAX_MESSAGES} times. */
  List<Duration> messages() {
    return List.copyOf(messages);
  }

  /** The user answers. */
  void answer(UpdateAnswer answer) {
    DomainWriter writer = binding.writers(DomainValue.UPDATE_ANSWER).get(0);
    writer.set(DomainValue.UPDATE_ANSWER, answer.name());
    CanNode connected = node;
    if (connected == null) {
      connected = bus.connect("head unit", FrameListener.NONE);
      node = connected;
    }
    connected.send(writer.next());
  }

  @Override
  public void close() {
    CanNode connected = node;
    if (connected != null) {
      connected.close();
    }
  }
}
