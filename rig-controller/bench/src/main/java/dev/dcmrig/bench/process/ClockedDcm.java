// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.sim.InFlight.Transport;
import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.DcmPins;
import dev.dcmrig.sim.pins.Lamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A DCM's process without a clock: the rig tells it what happens and when, one turn after the
 * other, and time stands until it has said all that it does about it (docs/DCM-INTERFACE.md,
 * section 0). On the timeline's thread. What it breaks is thrown there, so that the bench ends as
 * error, never the DCM as failed.
 */
final class ClockedDcm implements Dcm, FrameListener {
  /** Lines from one turn to the next. */
  static final int MAX_LINES = 100_000;

  /** Turns that it has asked for, and not had yet. */
  static final int MAX_POSTED = 10_000;

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(Patience.LOOK_MILLIS);

  private final VirtualTimeline timeline;
  private final Hearing hearing;
  private final ClockedProcess process;
  private final ClockedProcesses pool;
  private final TurnSocket socket;
  private final DcmPins pins;
  private final int looks;
  private final ToldPins told;
  private final CanBus bus;
  private final CanNode node;
  private final OwnFrames own;
  private final QuietFrames quietFrames = new QuietFrames();
  private final Alarms alarms;
  private final short[] block = new short[ElectricalLines.SAMPLES];
  private final String identity;
  private @Nullable BenchBroken failure;
  private String turn = "";
  private boolean quietly;
  private boolean ready;
  private boolean closed;
  private int lines;
  private int posted;

  /**
   * Takes over a process that has said its first lines, and gives it its first turn.
   *
   * @param greeting what it has said
   */
  ClockedDcm(
      ClockedDcmDriver.Place place,
      Hearing hearing,
      ClockedProcess process,
      ClockedProcesses pool,
      ClockGreeting greeting,
      String profile,
      Set<String> handed) {
    this.timeline = place.timeline();
    this.bus = place.bus();
    this.pins = place.pins();
    this.looks = place.looks();
    this.hearing = hearing;
    this.process = process;
    this.pool = pool;
    this.socket = process.socket();
    this.told = new ToldPins(place.pins(), this::say);
    this.alarms = new Alarms(timeline, this::run);
    this.identity =
        greeting.identity()
            + " in a process of its own, profile "
            + profile
            + (handed.isEmpty() ? "" : ", seeded with " + String.join(", ", new TreeSet<>(handed)));
    timeline.inFlight().keepBalances();
    socket.listener(new Incoming());
    say("epoch " + timeline.epoch());
    this.node = bus.connect("dcm", this);
    this.own = new OwnFrames(bus, this::confirm);
    pins.onChange(this::pinsChanged);
    pinsChanged();
  }

  private void say(String line) {
    socket.say(line, hearing);
  }

  private void pinsChanged() {
    if (failure == null) {
      told.tell();
      turn("pins", "");
    }
  }

  private void turn(String word, String rest) {
    if (failure == null) {
      say(word + " " + timeline.nowNanos() + rest);
      await(word + rest);
    }
  }

  /** Time stands until the DCM has said all that it does. */
  private void await(String what) {
    if (!turn.isEmpty()) {
      throw broken("'" + what + "' came within its turn '" + turn + "'");
    }
    turn = what;
    lines = 0;
    quietly = false;
    socket.flush(hearing);
    for (int count = 0; !turn.isEmpty(); ) {
      if (count >= looks) {
        throw broken(
            "the DCM has not ended its turn '"
                + turn
                + "' by 'done' within "
                + (long) looks * Patience.LOOK_MILLIS / 1_000
                + " s (docs/DCM-INTERFACE.md, section 0): "
                + process.account());
      }
      if (!hearing.attend(LOOK_NANOS)) {
        count++;
      }
    }
  }

  private BenchBroken broken(String what) {
    turn = "";
    if (failure == null) {
      failure = new BenchBroken(what);
      hearing.ignore(socket);
    }
    return failure;
  }

  private BenchBroken violated(String what) {
    return broken(
        "the DCM broke the rules of its clock (docs/DCM-INTERFACE.md, section 0): "
            + what
            + (turn.isEmpty() ? "" : ", in its turn '" + turn + "'"));
  }

  @Override
  public void onFrame(long timeNanos, Frame frame) {
    if (failure != null) {
      return;
    }
    QuietFrames.Content content = quietFrames.content(frame);
    if (quietFrames.isQuiet(frame, content)) {
      socket.say(TurnSocket.QUIET, timeNanos, content.text, hearing);
      quietFrames.told(frame, content, false);
      return;
    }
    socket.say(TurnSocket.FRAME, timeNanos, content.text, hearing);
    await("frame");
    quietFrames.told(frame, content, quietly);
  }

  private void confirm(long number, Frame frame) {
    turn("sent", " " + number + " " + FrameText.log(frame));
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public void reset() {
    turn("reset", "");
  }

  @Override
  public Optional<BenchBroken> failure() {
    if (failure == null && !closed && !process.isAlive()) {
      return Optional.of(new BenchBroken("the DCM's process has ended: " + process.account()));
    }
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    pins.onChange(() -> {});
    try {
      turn("off", "");
    } finally {
      closed = true;
      alarms.disarmAll();
      own.close();
      node.close();
      ClockedDcmDriver.leave(timeline, hearing, socket);
      if (failure != null) {
        process.kill();
      } else if (ready) {
        pool.give(process);
      } else {
        process.close();
      }
    }
  }

  private void run(long number) {
    if (!closed) {
      turn("run", " " + number);
    }
  }

  /** What the DCM says. */
  private final class Incoming
      implements TurnSocket.Listener, ElectricalLines.FromDcm, ClockLines.FromDcm {
    @Override
    public void line(String line) {
      if (failure != null) {
        return;
      }
      if (++lines > MAX_LINES) {
        throw violated("it says more than " + MAX_LINES + " lines from one turn to the next");
      }
      try {
        if (!ClockLines.readFromDcm(line, this)) {
          ElectricalLines.readFromDcm(line, this);
        }
      } catch (ElectricalLines.BadLine e) {
        throw violated(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public void ended(String why) {
      if (failure == null && !closed) {
        String within = turn.isEmpty() ? "" : " in its turn '" + turn + "'";
        throw broken(why + within + ": " + process.account());
      }
    }

    /** What only a DCM says whose turn it is. */
    private void within(String word) {
      if (turn.isEmpty()) {
        throw violated("it said '" + word + "' outside of a turn");
      }
    }

    @Override
    public void clock(String version) {
      throw violated("it said 'clock' again");
    }

    @Override
    public void arm(long number, long nanos) {
      within("arm");
      if (nanos < timeline.nowNanos()) {
        throw violated("'arm " + number + " " + nanos + "': it is " + timeline.nowNanos());
      }
      if (!alarms.arm(number, nanos)) {
        throw violated("it has armed more than " + Alarms.MAX_ARMED + " timers");
      }
    }

    @Override
    public void disarm(long number) {
      within("disarm");
      if (!alarms.disarm(number)) {
        throw violated("'disarm " + number + "': that timer is not armed");
      }
    }

    @Override
    public void send(Frame frame) {
      within("send");
      own.send(node, frame);
    }

    @Override
    public void confirm(long number, boolean on) {
      within("confirm");
      own.confirm(number, on);
    }

    @Override
    public void hear() {
      within("hear");
      pins.microphone().fill(block);
      say(ElectricalLines.microphone(block));
      socket.flush(hearing);
    }

    @Override
    public void post(String source, long number) {
      if (++posted > MAX_POSTED) {
        throw violated("it has asked for more than " + MAX_POSTED + " turns");
      }
      timeline.post(
          source,
          () -> {
            posted--;
            run(number);
          });
    }

    @Override
    public void wrote(Transport transport, int localPort, int remotePort, long count) {
      within("wrote");
      timeline.inFlight().handedOver(transport, localPort, remotePort, count);
      say("go");
      socket.flush(hearing);
    }

    @Override
    public void read(Transport transport, int localPort, int remotePort, long count) {
      if (!timeline.inFlight().mayBeConsumed(transport, remotePort, localPort, count)) {
        throw violated(
            String.format(
                    Locale.ROOT, "'read %s %d %d %d'", transport, localPort, remotePort, count)
                + ": so much was never written to it");
      }
      timeline.inFlight().consumed(transport, remotePort, localPort, count);
    }

    @Override
    public void lost(Transport transport, int fromPort, int toPort) {
      timeline.inFlight().abandoned(transport, fromPort, toPort);
    }

    @Override
    public void gone(Transport transport, int localPort, int remotePort) {
      timeline.inFlight().gone(transport, localPort, remotePort);
    }

    @Override
    public void forget(@Nullable Frame of) {
      within("forget");
      quietFrames.forget(of);
    }

    @Override
    public void done(boolean endsQuietly) {
      within("done");
      quietly = endsQuietly;
      turn = "";
    }

    @Override
    public void ready() {
      within("ready");
      if (!turn.equals("off")) {
        throw violated("it said 'ready' before 'off'");
      }
      ready = true;
      turn = "";
    }

    @Override
    public void hello(String name, String version) {
      throw violated("it said 'hello' again");
    }

    @Override
    public void defects(List<String> ids) {
      throw violated("it said 'defects' late; it comes right after 'clock'");
    }

    @Override
    public void lamp(Lamp lamp, double brightness) {
      within("lamp");
      pins.lamp(lamp, brightness);
    }

    @Override
    public void draw(double amperes) {
      within("draw");
      pins.draw(amperes);
    }

    @Override
    public void speaker(short[] samples) {
      within("speaker");
      pins.speaker().play(timeline.nowNanos(), samples);
    }

    @Override
    public void audio(boolean on) {
      throw violated("it said 'audio'; on virtual time it says 'hear' for each block of sound");
    }
  }
}
