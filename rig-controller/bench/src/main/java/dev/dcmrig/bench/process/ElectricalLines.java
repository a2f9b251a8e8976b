// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Lamp;
import dev.dcmrig.sim.pins.Line;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of the electrical socket (docs/DCM-INTERFACE.md, section 0), both ways. */
public final class ElectricalLines {

  /** Samples of one {@code microphone} line: 20 ms. */
  public static final int SAMPLES = 160;

  /** Samples that one {@code speaker} line carries at most: 100 ms. */
  private static final int MAX_SPEAKER_SAMPLES = 800;

  private static final int BYTES_PER_SAMPLE = 2;
  private static final int MAX_VOLTS = 60;
  private static final int MAX_AMPERES = 100;
  private static final int MAX_NAME_LENGTH = 80;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,6})?");
  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]{1," + MAX_NAME_LENGTH + "}");

  /** Ids are handed over with commas between them. */
  private static final Pattern ID =
      Pattern.compile("[\\x21-\\x7E&&[^,]]{1," + MAX_NAME_LENGTH + "}");

  private static final String DEFECTS = "defects";

  private ElectricalLines() {}

  /** What a DCM is told. */
  public interface ToDcm {
    void supply(double volts);

    void sos(boolean pressed);

    void line(Line line, Condition condition);

    void microphone(short[] samples);

    void reset();

    void off();
  }

  /** What a DCM tells. */
  public interface FromDcm {
    void hello(String name, String version);

    /** Seeded defects that it knows; none ends the list. */
    void defects(List<String> ids);

    void lamp(Lamp lamp, double brightness);

    void draw(double amperes);

    void speaker(short[] samples);

    void audio(boolean on);
  }

  /** A line that the page does not know; the message says what would have been right. */
  public static final class BadLine extends Exception {
    private static final long serialVersionUID = 1L;

    BadLine(String line, String right) {
      super("'" + shortened(line) + "': " + right);
    }
  }

  /**
   * The list of all seeded defects that a DCM knows, with its end.
   *
   * @param ids each 1 to 80 printable ASCII characters without blanks and commas
   */
  public static List<String> defects(Collection<String> ids) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(DEFECTS);
    for (String id : ids) {
      if (line.length() + 1 + id.length() > LineSocket.MAX_LINE_BYTES) {
        lines.add(line.toString());
        line.setLength(DEFECTS.length());
      }
      line.append(' ').append(id);
    }
    if (line.length() > DEFECTS.length()) {
      lines.add(line.toString());
    }
    lines.add(DEFECTS);
    return List.copyOf(lines);
  }

  /** Whether a DCM can be handed a seeded defect of that id, and name it. */
  public static boolean isDefect(String id) {
    return ID.matcher(id).matches();
  }

  /** Whether a line of a DCM belongs to its list of seeded defects. */
  static boolean isOfDefects(String line) {
    return line.equals(DEFECTS) || line.startsWith(DEFECTS + " ");
  }

  public static String supply(double volts) {
    return String.format(Locale.ROOT, "supply %.2f", volts);
  }

  public static String sos(boolean pressed) {
    return pressed ? "sos pressed" : "sos released";
  }

  public static String line(Line line, Condition condition) {
    return "line " + line + " " + condition;
  }

  public static String microphone(short[] samples) {
    return "microphone " + encoded(samples);
  }

  /**
   * The sound that a {@code microphone} line has told.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static short[] microphone(String base64) {
    try {
      return samples("microphone", base64, SAMPLES);
    } catch (BadLine e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  public static String speaker(short[] samples) {
    return "speaker " + encoded(samples);
  }

  public static String lamp(Lamp lamp, double brightness) {
    return String.format(Locale.ROOT, "lamp %s %.2f", lamp, brightness);
  }

  public static String draw(double amperes) {
    return String.format(Locale.ROOT, "draw %.3f", amperes);
  }

  public static String audio(boolean on) {
    return on ? "audio on" : "audio off";
  }

  /**
   * Reads a line that the rig has sent.
   *
   * @throws BadLine when there is no such line, or a value is out of its range
   */
  public static void readToDcm(String line, ToDcm dcm) throws BadLine {
    String[] words = line.split(" ", -1);
    switch (words[0] + "/" + words.length) {
      case "supply/2" -> dcm.supply(number(line, words[1], MAX_VOLTS, "V"));
      case "sos/2" -> dcm.sos(oneOf(line, words[1], "pressed", "released"));
      case "line/3" ->
          dcm.line(constant(line, Line.class, words[1]), constant(line, Condition.class, words[2]));
      case "microphone/2" -> dcm.microphone(samples(line, words[1], SAMPLES));
      case "reset/1" -> dcm.reset();
      case "off/1" -> dcm.off();
      default ->
          throw new BadLine(
              line,
              "the rig says 'supply VOLTS', 'sos pressed', 'sos released', 'line NAME CONDITION',"
                  + " 'microphone BASE64', 'reset', 'off'");
    }
  }

  /**
   * Reads a line that a DCM has sent.
   *
   * @throws BadLine when there is no such line, or a value is out of its range
   */
  public static void readFromDcm(String line, FromDcm rig) throws BadLine {
    String[] words = line.split(" ", -1);
    if (isOfDefects(line)) {
      rig.defects(ids(line, words));
      return;
    }
    switch (words[0] + "/" + words.length) {
      case "hello/3" -> rig.hello(name(line, words[1]), name(line, words[2]));
      case "lamp/3" ->
          rig.lamp(constant(line, Lamp.class, words[1]), number(line, words[2], 1, "(full)"));
      case "draw/2" -> rig.draw(number(line, words[1], MAX_AMPERES, "A"));
      case "speaker/2" -> rig.speaker(samples(line, words[1], MAX_SPEAKER_SAMPLES));
      case "audio/2" -> rig.audio(oneOf(line, words[1], "on", "off"));
      default ->
          throw new BadLine(
              line,
              "a DCM says 'hello NAME VERSION', 'defects ID ...', 'lamp GREEN|RED BRIGHTNESS',"
                  + " 'draw AMPERES', 'audio on', 'audio off', 'speaker BASE64', one blank between"
                  + " words");
    }
  }

  private static List<String> ids(String line, String[] words) throws BadLine {
    List<String> ids = List.of(words).subList(1, words.length);
    for (String id : ids) {
      if (!isDefect(id)) {
        throw new BadLine(
            line,
            "ids of defects are 1 to "
                + MAX_NAME_LENGTH
                + " printable ASCII characters without commas, one blank between them");
      }
    }
    return ids;
  }

  private static String name(String line, String word) throws BadLine {
    if (!NAME.matcher(word).matches()) {
      throw new BadLine(
          line, "names and versions are 1 to " + MAX_NAME_LENGTH + " printable ASCII characters");
    }
    return word;
  }

  private static double number(String line, String word, int max, String unit) throws BadLine {
    double number = NUMBER.matcher(word).matches() ? Double.parseDouble(word) : -1;
    if (number < 0 || number > max) {
      throw new BadLine(
          line, "write a number from 0 to " + max + " " + unit + ", for instance 0.5");
    }
    return number;
  }

  private static boolean oneOf(String line, String word, String yes, String no) throws BadLine {
    if (!word.equals(yes) && !word.equals(no)) {
      throw new BadLine(line, "the last word is '" + yes + "' or '" + no + "'");
    }
    return word.equals(yes);
  }

  private static <E extends Enum<E>> E constant(String line, Class<E> of, String word)
      throws BadLine {
    for (E constant : of.getEnumConstants()) {
      if (constant.name().equals(word)) {
        return constant;
      }
    }
    throw new BadLine(
        line, "'" + shortened(word) + "' is none of " + Arrays.toString(of.getEnumConstants()));
  }

  private static String encoded(short[] samples) {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * BYTES_PER_SAMPLE).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static short[] samples(String line, String word, int max) throws BadLine {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(word);
    } catch (IllegalArgumentException e) {
      throw new BadLine(line, "the sound is no Base64 (RFC 4648): " + e.getMessage());
    }
    if (bytes.length == 0 || bytes.length % BYTES_PER_SAMPLE != 0) {
      throw new BadLine(line, "sound is 16-bit samples, so an even number of bytes above 0");
    }
    short[] samples = new short[bytes.length / BYTES_PER_SAMPLE];
    if (samples.length > max) {
      throw new BadLine(line, samples.length + " samples; " + max + " are possible in one line");
    }
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  private static String shortened(String text) {
    return text.length() <= MAX_NAME_LENGTH ? text : text.substring(0, MAX_NAME_LENGTH) + "...";
  }
}
