// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.dbc.DbcException;
import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.can.dbc.Signal;
import dev.dcmrig.evidence.RunFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what a frame means, in the names and units of the DBC files that the run folder keeps. A
 * channel without one, or with one that can't be read, keeps its bytes.
 */
final class FrameWords {

  /** Digits of a value that a reader needs. */
  private static final MathContext DIGITS = new MathContext(9);

  /** Of a protected message: CRC in byte 0, counter in the low nibble of byte 1. */
  private static final int PROTECTION_BITS = 12;

  private static final String PROFILE = "E2EProfile";
  private static final String UNPROTECTED = "NONE";

  private final Map<String, Dbc> byChannel = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final boolean namesChannels;

  private FrameWords(boolean namesChannels) {
    this.namesChannels = namesChannels;
  }

  static FrameWords of(Path runFolder, JsonNode options) {
    JsonNode channels = options.path("channels");
    FrameWords words = new FrameWords(channels.size() > 1);
    for (JsonNode channel : channels) {
      words.read(
          channel.path("name").asText(),
          runFolder.resolve(RunFolder.INPUTS).normalize(),
          channel.path("database").asText());
    }
    return words;
  }

  private void read(String channel, Path inputs, String database) {
    Path file = inputs.resolve(database).normalize();
    // A run folder may come from anywhere: it must not make a report read other files.
    if (!file.startsWith(inputs) || !Files.isRegularFile(file)) {
      problems.add("channel " + channel + ": the run folder has no DBC file '" + database + "'");
      return;
    }
    try {
      byChannel.put(channel, Dbc.read(file));
    } catch (IOException | DbcException e) {
      problems.add("channel " + channel + ": " + e.getMessage());
    }
  }

  /** Why frames of a channel are shown as bytes; a sentence each. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Every signal of a frame: {@code AirbagStatus CRC=182 Counter=1 Deployed=YES}. */
  String all(String channel, Frame frame) {
    Message message = message(channel, frame);
    if (message == null) {
      return prefix(channel) + frame;
    }
    StringBuilder text = new StringBuilder(prefix(channel)).append(message.name());
    values(message, frame).forEach((name, value) -> text.append(' ').append(name + "=" + value));
    return text.toString();
  }

  /** Notes what frames carried before, so that the next of its kind tells only what is new. */
  final class Changes {
    private final Map<String, Map<String, String>> before = new HashMap<>();

    /**
     * @param text as the evidence keeps it: {@code 120#A40500}
     */
    String next(String channel, String text) {
      Frame frame;
      try {
        frame = FrameText.parse(text);
      } catch (IllegalArgumentException e) {
        return prefix(channel) + text;
      }
      Message message = message(channel, frame);
      if (message == null) {
        return prefix(channel) + text;
      }
      Map<String, String> now = values(message, frame);
      boolean isProtected = isProtected(message);
      now.keySet().removeIf(name -> isProtected && isProtection(message.signal(name)));
      Map<String, String> old = before.put(channel + " " + message.name(), now);
      StringBuilder shown = new StringBuilder(prefix(channel)).append(message.name());
      now.forEach(
          (name, value) -> {
            if (old == null || !value.equals(old.get(name))) {
              shown.append(' ').append(name).append('=').append(value);
            }
          });
      return shown.toString();
    }
  }

  private String prefix(String channel) {
    return namesChannels ? channel + " " : "";
  }

  /** The message that a frame's identifier belongs to, whatever its length; null without one. */
  @Nullable Message any(String channel, Frame frame) {
    Dbc dbc = byChannel.get(channel);
    if (dbc == null || frame.isError() || frame.isRemote()) {
      return null;
    }
    return dbc.message(frame.id(), frame.isExtended());
  }

  private @Nullable Message message(String channel, Frame frame) {
    Message message = any(channel, frame);
    // A frame that is too short has none of the values that the file speaks of.
    return message != null && frame.length() >= message.length() ? message : null;
  }

  private static boolean isProtected(Message message) {
    String profile = message.attribute(PROFILE);
    return profile != null && !profile.equals(UNPROTECTED);
  }

  private static boolean isProtection(@Nullable Signal signal) {
    return signal != null && signal.startBit() < PROTECTION_BITS;
  }

  private static Map<String, String> values(Message message, Frame frame) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Signal signal : message.signals()) {
      if (signal.isPresent(frame)) {
        values.put(signal.name(), value(signal, frame));
      }
    }
    return values;
  }

  private static String value(Signal signal, Frame frame) {
    String word = signal.words().get(signal.raw(frame));
    if (word != null) {
      return word;
    }
    double value = signal.decode(frame);
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    String number = new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    return signal.unit().isEmpty() ? number : number + " " + signal.unit();
  }
}
