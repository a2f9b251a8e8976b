// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.MessageProtection;
import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.can.e2e.E2eChecker;
import dev.dcmrig.can.e2e.E2eProfile;
import dev.dcmrig.can.e2e.E2eStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frames whose end-to-end protection (AUTOSAR profiles 1 and 2) is wrong, with the value that stood
 * there and the one that should have. Frames of one message that follow each other with the same
 * fault are one entry.
 */
final class Protections {
  /** Entries that are kept; the number of those that are not is told. */
  static final int MAX_ENTRIES = 60;

  /** The receiver's side of one message on one channel. */
  private static final class Receiver {
    private final Message message;
    private final E2eProfile profile;
    private final E2eChecker checker;
    private int lastCounter = -1;
    private @Nullable Entry open;

    Receiver(Message message, E2eProfile profile) {
      this.message = message;
      this.profile = profile;
      this.checker = new E2eChecker(profile, message.length());
    }
  }

  private static final class Entry {
    private final String name;
    private final E2eStatus status;
    private final String wrong;
    private final String right;
    private final String frame;
    private final double from;
    private double to;
    private int count = 1;

    Entry(String name, E2eStatus status, String[] values, String frame, double from) {
      this.name = name;
      this.status = status;
      this.wrong = values[0];
      this.right = values[1];
      this.frame = frame;
      this.from = from;
      this.to = from;
    }
  }

  private final FrameWords words;
  private final Map<String, Map<Integer, @Nullable Receiver>> receivers = new HashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private long left;

  Protections(FrameWords words) {
    this.words = words;
  }

  /**
   * Judges a frame.
   *
   * @return what is wrong and what would be right; empty for a good one, or one without protection
   */
  String take(double seconds, String channel, Frame frame) {
    Receiver receiver = receiver(channel, frame);
    if (receiver == null) {
      return "";
    }
    E2eStatus status = receiver.checker.check(frame);
    int counter = frame.length() > 1 ? frame.at(E2eProfile.COUNTER_BYTE) & 0x0F : -1;
    String wrong = "";
    if (status.isGood() || status == E2eStatus.INITIAL) {
      receiver.open = null;
    } else {
      String[] values = values(receiver, status, frame, counter);
      note(receiver, status, seconds, channel + " " + frame, values);
      wrong = values[0] + ", should be " + values[1];
    }
    if (status != E2eStatus.WRONG_CRC) {
      receiver.lastCounter = counter;
    }
    return wrong;
  }

  private void note(
      Receiver receiver, E2eStatus status, double seconds, String frame, String[] values) {
    Entry open = receiver.open;
    if (open != null && open.status == status) {
      open.to = seconds;
      open.count++;
      return;
    }
    Entry entry = new Entry(receiver.message.name(), status, values, frame, seconds);
    receiver.open = entry;
    if (entries.size() < MAX_ENTRIES) {
      entries.add(entry);
    } else {
      left++;
    }
  }

  private static String[] values(Receiver receiver, E2eStatus status, Frame frame, int counter) {
    if (status != E2eStatus.WRONG_CRC) {
      int next = Math.floorMod(receiver.lastCounter + 1, receiver.profile.counterValues());
      return new String[] {"counter " + counter, "counter " + next};
    }
    int length = receiver.message.length();
    if (frame.length() < length) {
      return new String[] {frame.length() + " bytes", length + " bytes"};
    }
    if (counter >= receiver.profile.counterValues()) {
      int most = receiver.profile.counterValues() - 1;
      return new String[] {"counter " + counter, "counter 0 to " + most};
    }
    int stands = frame.at(E2eProfile.CRC_BYTE) & 0xFF;
    int right = receiver.profile.crc(frame, length, counter);
    return stands == right
        ? new String[] {"another message's data id", "its own"}
        : new String[] {crc(stands), crc(right)};
  }

  private static String crc(int value) {
    return String.format(Locale.ROOT, "CRC 0x%02X", value);
  }

  private @Nullable Receiver receiver(String channel, Frame frame) {
    if (frame.isError() || frame.isRemote()) {
      return null;
    }
    Map<Integer, @Nullable Receiver> ofChannel =
        receivers.computeIfAbsent(channel, name -> new HashMap<>());
    int key = frame.isExtended() ? ~frame.id() : frame.id();
    if (ofChannel.containsKey(key)) {
      return ofChannel.get(key);
    }
    Receiver made = make(channel, frame);
    ofChannel.put(key, made);
    return made;
  }

  private @Nullable Receiver make(String channel, Frame frame) {
    Message message = words.any(channel, frame);
    if (message == null) {
      return null;
    }
    try {
      E2eProfile profile = MessageProtection.of(message);
      return profile == null ? null : new Receiver(message, profile);
    } catch (IllegalArgumentException e) {
      // A DBC file that gives a message no whole profile: 'rig dbc check' says so.
      return null;
    }
  }

  /** For the page; empty where every protection was right. */
  List<Object> data() {
    List<Object> data = new ArrayList<>();
    for (Entry entry : entries) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("t", entry.from);
      one.put("to", entry.to);
      one.put("n", entry.count);
      one.put("message", entry.name);
      one.put("status", entry.status.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      one.put("wrong", entry.wrong);
      one.put("right", entry.right);
      one.put("frame", entry.frame);
      data.add(one);
    }
    if (left > 0) {
      data.add(Map.of("left", left));
    }
    return data;
  }
}
