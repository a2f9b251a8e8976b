// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a log of frames shows of a scenario's end: the last frames on the bus, the last one of each
 * identifier, and the frames whose protection was wrong.
 */
final class LastFrames {
  /** Frames shown before the end of a failed scenario. */
  private static final int LAST_FRAMES = 24;

  /** Identifiers that the state at the end is shown of. */
  private static final int MAX_STATE = 400;

  private final FrameWords words;
  private final ArrayDeque<Seen> last = new ArrayDeque<>();
  private final Map<Long, Seen> lastOfEach = new TreeMap<>();
  private final Protections protections;
  private String defect = "";

  LastFrames(FrameWords words) {
    this.words = words;
    this.protections = new Protections(words);
  }

  LastFrames read(Path log) {
    try (TraceReader reader = new TraceReader(log)) {
      while (reader.next()) {
        Seen seen = last.size() == LAST_FRAMES ? last.removeFirst() : new Seen();
        seen.take(reader);
        last.addLast(seen);
        protections.take(seen.seconds, seen.channel, seen.frame);
        // A day has millions of frames: no text is made of those that are not shown.
        long channelAndId = ((long) reader.channel() << 32) | seen.frame.id();
        lastOfEach.computeIfAbsent(channelAndId, id -> new Seen()).take(seen);
      }
      defect = reader.defect();
    } catch (IOException e) {
      defect = String.valueOf(e.getMessage());
    }
    return this;
  }

  /**
   * @param end whether the frames at the end are asked for
   */
  void write(Map<String, Object> data, boolean end) {
    if (end) {
      data.put("last", rows(last.stream().toList()));
      data.put("state", rows(lastOfEach.values().stream().limit(MAX_STATE).toList()));
    }
    data.put("protection", protections.data());
    data.put("defect", defect);
  }

  private List<Object> rows(List<Seen> frames) {
    List<Object> rows = new ArrayList<>();
    frames.forEach(seen -> rows.add(seen.row(words)));
    return rows;
  }

  /** A frame of the log, kept. */
  private static final class Seen {
    private double seconds;
    private String channel = "";
    private Frame frame = Frame.classic(0);

    void take(TraceReader reader) {
      seconds = reader.timeNanos() / 1e9;
      channel = reader.channelName();
      frame = reader.frame();
    }

    void take(Seen other) {
      seconds = other.seconds;
      channel = other.channel;
      frame = other.frame;
    }

    List<Object> row(FrameWords words) {
      return List.of(seconds, words.all(channel, frame), channel + " " + frame);
    }
  }
}
