// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import dev.dcmrig.bench.process.ElectricalLines;
import dev.dcmrig.bench.process.LineSocket;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.AudioSink;
import dev.dcmrig.sim.pins.AudioSource;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.DcmPins;
import dev.dcmrig.sim.pins.Lamp;
import dev.dcmrig.sim.pins.Line;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pins of a DCM at the other end of its electrical socket. Everything happens on the timeline's
 * thread, but for the reading, which hands over to it.
 */
final class ElectricalClient implements DcmPins, AutoCloseable {
  private static final String SOURCE = "electrical";

  /** Blocks of sound that must be there before they are used: the two clocks do not beat as one. */
  private static final int AHEAD = 3;

  /** Blocks that are kept at most: 200 ms. The newest count. */
  private static final int KEPT = 10;

  /** Nobody has asked for sound this long: longer than the pause between two bursts (5 s). */
  private static final long AUDIO_IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Timeline timeline;
  private final Runnable reset;
  private final Consumer<String> ended;
  private final Map<Line, Condition> conditions = new EnumMap<>(Line.class);
  private final Map<Lamp, String> lamps = new EnumMap<>(Lamp.class);
  private final ArrayDeque<short[]> sound = new ArrayDeque<>();
  private final Timer audioOff;
  private @Nullable LineSocket lines;
  private Runnable onChange = () -> {};
  private String drawn = ElectricalLines.draw(0);
  private double volts;
  private boolean pressed;
  private boolean audioOn;
  private boolean flowing;

  /**
   * @param reset runs when the rig resets the DCM
   * @param ended told once there is nothing more to come: why, or empty after {@code off}
   */
  ElectricalClient(Timeline timeline, Runnable reset, Consumer<String> ended) {
    this.timeline = timeline;
    this.reset = reset;
    this.ended = ended;
    this.audioOff = timeline.timer(this::audioOff);
    for (Lamp lamp : Lamp.values()) {
      lamps.put(lamp, ElectricalLines.lamp(lamp, 0));
    }
  }

  /**
   * Connects, and says who is here.
   *
   * @param defects lines that say what seeded defects it knows
   */
  void connect(InetSocketAddress rig, String name, String version, List<String> defects)
      throws IOException {
    Socket socket = new Socket(rig.getAddress(), rig.getPort());
    socket.setTcpNoDelay(true);
    LineSocket connected = new LineSocket(SOURCE, socket, new Incoming());
    lines = connected;
    say("hello " + name + " " + version);
    defects.forEach(this::say);
    connected.start();
  }

  private void say(String line) {
    LineSocket connected = lines;
    if (connected != null && !connected.send(line)) {
      ended.accept("the rig does not read the electrical socket");
    }
  }

  @Override
  public double supplyVolts() {
    return volts;
  }

  @Override
  public boolean sosPressed() {
    return pressed;
  }

  @Override
  public Condition condition(Line line) {
    return conditions.getOrDefault(line, Condition.OK);
  }

  @Override
  public AudioSource microphone() {
    return this::fill;
  }

  private void fill(short[] samples) {
    if (!audioOn) {
      audioOn = true;
      say(ElectricalLines.audio(true));
    }
    audioOff.armAfter(AUDIO_IDLE_NANOS);
    flowing = flowing ? !sound.isEmpty() : sound.size() >= AHEAD;
    Arrays.fill(samples, (short) 0);
    if (flowing) {
      short[] block = sound.remove();
      System.arraycopy(block, 0, samples, 0, Math.min(block.length, samples.length));
    }
  }

  private void audioOff() {
    audioOn = false;
    flowing = false;
    sound.clear();
    say(ElectricalLines.audio(false));
  }

  @Override
  public AudioSink speaker() {
    return (nanos, samples) -> say(ElectricalLines.speaker(samples));
  }

  @Override
  public void lamp(Lamp lamp, double brightness) {
    String line = ElectricalLines.lamp(lamp, brightness);
    if (!line.equals(lamps.put(lamp, line))) {
      say(line);
    }
  }

  @Override
  public void draw(double amperes) {
    String line = ElectricalLines.draw(amperes);
    if (!line.equals(drawn)) {
      drawn = line;
      say(line);
    }
  }

  @Override
  public void onChange(Runnable listener) {
    onChange = listener;
  }

  @Override
  public void close() {
    audioOff.cancel();
    LineSocket connected = lines;
    if (connected != null) {
      connected.close();
    }
  }

  /** What the rig says. */
  private final class Incoming implements LineSocket.Listener, ElectricalLines.ToDcm {
    @Override
    public void line(String line) {
      timeline.post(SOURCE, () -> read(line));
    }

    private void read(String line) {
      try {
        ElectricalLines.readToDcm(line, this);
      } catch (ElectricalLines.BadLine e) {
        ended.accept("the rig said something that the DCM doesn't know: " + e.getMessage());
      }
    }

    @Override
    public void ended(String why) {
      ended.accept(why);
    }

    @Override
    public void supply(double newVolts) {
      volts = newVolts;
      onChange.run();
    }

    @Override
    public void sos(boolean nowPressed) {
      pressed = nowPressed;
      onChange.run();
    }

    @Override
    public void line(Line line, Condition condition) {
      conditions.put(line, condition);
      onChange.run();
    }

    @Override
    public void microphone(short[] samples) {
      sound.add(samples);
      if (sound.size() > KEPT) {
        sound.remove();
      }
    }

    @Override
    public void reset() {
      reset.run();
    }

    @Override
    public void off() {
      ended.accept("");
    }
  }
}
