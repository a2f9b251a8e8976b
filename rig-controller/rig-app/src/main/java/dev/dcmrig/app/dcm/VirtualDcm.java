// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.process.ClockLines;
import dev.dcmrig.bench.process.ElectricalLines;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.dcm.EmulatedDcm;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.defects.DcmDefects;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.defect.SeededDefect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The emulated DCM in a process of its own on virtual time, for one scenario after the other. The
 * reference for the clock protocol (docs/DCM-INTERFACE.md, section 0). One thread: it reads a turn,
 * does what is due, and says that it is done.
 */
final class VirtualDcm {
  private static final byte[] QUIET = "quiet ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FRAME = "frame ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RUN = "run ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] GO = "go".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MICROPHONE = "microphone ".getBytes(StandardCharsets.US_ASCII);
  private static final int WORDS = 6;

  private final RigHome home;
  private final Map<String, String> variables;
  private final String name;
  private final String version;
  private final RigLines lines;
  private final RigLines.Line line = new RigLines.Line();
  private final KnownFrames frames = new KnownFrames();
  private final Map<Path, VehicleFile> vehicles = new HashMap<>();
  private final Map<Path, DcmSettings> profiles = new HashMap<>();

  /**
   * Connects.
   *
   * @param variables of the process's environment
   */
  VirtualDcm(RigHome home, Map<String, String> variables, String name, String version)
      throws IOException {
    this.home = home;
    this.variables = new LinkedHashMap<>(variables);
    this.name = name;
    this.version = version;
    this.lines = new RigLines(DcmEnvironment.of(variables).electrical());
  }

  /** Lives until the rig has closed the socket. */
  void run() throws IOException {
    try (lines) {
      do {
        new Scenario().play();
      } while (isBegun());
    }
  }

  /** What the rig says between two scenarios; false when it has none any more. */
  private boolean isBegun() throws IOException {
    while (lines.next(line)) {
      String text = line.text(0);
      if (text.equals("begin")) {
        return true;
      }
      String[] words = text.split(" ", 3);
      if (words.length == 3 && words[0].equals("set")) {
        variables.put(words[1], words[2]);
      } else {
        throw new IllegalStateException("the rig said '" + text + "' between two scenarios");
      }
    }
    return false;
  }

  private VehicleFile vehicle(Path path) {
    return vehicles.computeIfAbsent(
        path,
        file -> {
          Problems problems = new Problems();
          var read = VehicleFile.read(home, file, problems);
          problems.throwIfAny();
          return read.orElseThrow();
        });
  }

  private DcmSettings profile(Path path) {
    return profiles.computeIfAbsent(
        path,
        file -> {
          Problems problems = new Problems();
          var read = ProfileFile.read(home, file, problems);
          problems.throwIfAny();
          return DcmProfiles.read(read.orElseThrow());
        });
  }

  private void say(String text) {
    lines.say(text);
  }

  /** One scenario's DCM. */
  private final class Scenario {
    private final RigTimeline timeline = new RigTimeline(lines, this::awaitGo);
    private final RigBus bus = new RigBus(lines);
    private final RigSidePins pins = new RigSidePins(lines, this::awaitSound);
    private final DcmEnvironment environment = DcmEnvironment.of(variables);
    private final EmulatedDcm dcm = made();
    private boolean started;
    private boolean over;
    private long listening;

    private EmulatedDcm made() {
      VehicleFile vehicle = vehicle(environment.vehicle());
      return new EmulatedDcm(
          profile(environment.profile()),
          timeline,
          bus,
          vehicle.binding(),
          vehicle.diagnostics(),
          pins,
          environment.modem(),
          new NonVolatileMemory(),
          Seed.of(environment.seed()).of("ids").stream(),
          DcmDefects.rules(environment.defects()));
    }

    void play() throws IOException {
      say("hello " + name + " " + version);
      say("clock " + ClockLines.VERSION);
      if (!environment.defects().isEmpty()) {
        ElectricalLines.defects(DcmDefects.all().stream().map(SeededDefect::id).toList())
            .forEach(VirtualDcm.this::say);
      }
      lines.flush();
      while (!over) {
        if (!lines.next(line)) {
          throw new IOException("the rig went away");
        }
        take();
      }
    }

    private void take() {
      if (line.beginsWith(QUIET)) {
        quietFrame();
      } else if (line.beginsWith(FRAME)) {
        frame();
      } else if (line.beginsWith(RUN)) {
        long number = line.number(line.behind(RUN.length));
        turn(RUN.length, () -> timeline.run(number));
      } else {
        other(line.text(0));
      }
    }

    /** Of frames that this DCM has called quiet: it may not do anything. */
    private void quietFrame() {
      long said = lines.said();
      Frame frame = taken(QUIET.length);
      bus.frame(timeline.nowNanos(), frame);
      if (lines.said() != said) {
        throw new IllegalStateException(
            "it has called " + frame + " quiet, and says '" + lines.last() + "'");
      }
    }

    private Frame taken(int place) {
      timeline.now(line.number(place));
      return frames.of(line, line.behind(place));
    }

    private void frame() {
      Frame frame = taken(FRAME.length);
      long said = lines.said();
      timeline.seen();
      bus.frame(timeline.nowNanos(), frame);
      boolean acted = lines.said() != said;
      if (timeline.hasChanged()) {
        // A value, or trust in it: what was nothing new after the frame before may be news now.
        String text = FrameText.log(frame);
        say("forget " + text.substring(0, text.indexOf('#')));
        acted = true;
      }
      end(!acted && !dcm.isExpectingFrames());
    }

    private void turn(int place, Runnable work) {
      timeline.now(line.number(place));
      work.run();
      end(false);
    }

    private void end(boolean quiet) {
      long now = dcm.listening() * 31 + bus.ears();
      if (now != listening) {
        listening = now;
        say("forget");
      }
      say(quiet ? "quiet" : "done");
      lines.flush();
    }

    private void other(String text) {
      String[] words = text.split(" ", WORDS);
      switch (words[0] + "/" + words.length) {
        case "pins/2" -> turn(words[0].length() + 1, this::pinsChanged);
        case "sent/4" -> {
          long ear = Long.parseLong(words[2]);
          turn(
              words[0].length() + 1,
              () -> bus.sent(timeline.nowNanos(), ear, FrameText.parse(words[3])));
        }
        case "reset/2" -> turn(words[0].length() + 1, dcm::reset);
        case "off/2" -> off();
        case "epoch/2" -> timeline.epoch(Instant.parse(words[1]));
        default -> pin(text);
      }
    }

    private void pin(String text) {
      try {
        ElectricalLines.readToDcm(text, pins);
      } catch (ElectricalLines.BadLine e) {
        throw new IllegalStateException(
            "the rig said something that the DCM doesn't know: " + e.getMessage(), e);
      }
    }

    private void pinsChanged() {
      if (started) {
        pins.changed();
      } else {
        started = true;
        dcm.start();
      }
    }

    private void off() {
      timeline.now(line.number("off ".length()));
      dcm.close();
      timeline.end();
      over = true;
      say("ready");
      lines.flush();
    }

    private void awaitGo() {
      read();
      if (!line.beginsWith(GO)) {
        throw new IllegalStateException("the rig said '" + line.text(0) + "' and not 'go'");
      }
    }

    private short[] awaitSound() {
      say("hear");
      lines.flush();
      read();
      if (!line.beginsWith(MICROPHONE)) {
        throw new IllegalStateException("the rig said '" + line.text(0) + "' and no sound");
      }
      return ElectricalLines.microphone(line.text(MICROPHONE.length));
    }

    private void read() {
      try {
        if (!lines.next(line)) {
          throw new IOException("the rig went away");
        }
      } catch (IOException e) {
        throw new UncheckedIOException("in a turn", e);
      }
    }
  }
}
