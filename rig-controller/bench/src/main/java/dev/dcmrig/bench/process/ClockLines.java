// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.sim.InFlight.Transport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of the clock protocol (docs/DCM-INTERFACE.md, section 0), beside those of {@link
 * ElectricalLines}.
 */
public final class ClockLines {
  /** The version of the protocol. */
  public static final String VERSION = "1";

  private static final int MAX_PORT = 65_535;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern SOURCE = Pattern.compile("[\\x21-\\x7E]{1,80}");

  private ClockLines() {}

  /** What a DCM without a clock tells. */
  public interface FromDcm {
    /** It speaks this protocol. */
    void clock(String version);

    /** Its alarm is to ring at this time. */
    void arm(long number, long nanos);

    void disarm(long number);

    void send(Frame frame);

    /** It wants to know when its own frames were on the bus, or no longer. */
    void confirm(long number, boolean on);

    /** It wants a block of the microphone's sound. */
    void hear();

    /** Something came from outside of a turn; it wants one for it. */
    void post(String source, long number);

    /** It is about to write to a socket of its modem. */
    void wrote(Transport transport, int localPort, int remotePort, long count);

    /** It has read from one, and has posted what is due. */
    void read(Transport transport, int localPort, int remotePort, long count);

    /** What it wrote will never arrive. */
    void lost(Transport transport, int fromPort, int toPort);

    /** It reads no more. */
    void gone(Transport transport, int localPort, int remotePort);

    /**
     * What it called quiet is so no longer.
     *
     * @param of any frame of the identifier that this is about; null for all
     */
    void forget(@Nullable Frame of);

    /** The turn is over. */
    void done(boolean quietly);

    /** The scenario is over for it, and it can take another. */
    void ready();
  }

  /**
   * Reads a line that a DCM has sent.
   *
   * @return false when it is none of the clock protocol
   * @throws ElectricalLines.BadLine when a value is out of its range
   */
  static boolean readFromDcm(String line, FromDcm rig) throws ElectricalLines.BadLine {
    switch (line) {
      case "done" -> rig.done(false);
      case "quiet" -> rig.done(true);
      case "forget" -> rig.forget(null);
      case "hear" -> rig.hear();
      case "ready" -> rig.ready();
      default -> {
        return readWords(line, line.split(" ", -1), rig);
      }
    }
    return true;
  }

  private static boolean readWords(String line, String[] words, FromDcm rig)
      throws ElectricalLines.BadLine {
    switch (words[0] + "/" + words.length) {
      case "clock/2" -> rig.clock(words[1]);
      case "arm/3" -> rig.arm(number(line, words[1]), number(line, words[2]));
      case "disarm/2" -> rig.disarm(number(line, words[1]));
      case "send/2" -> rig.send(frame(line, words[1]));
      case "forget/2" -> rig.forget(frame(line, words[1] + "#"));
      case "confirm/3" -> rig.confirm(number(line, words[1]), isOn(line, words[2]));
      case "post/3" -> rig.post(source(line, words[1]), number(line, words[2]));
      case "wrote/5" ->
          rig.wrote(
              transport(line, words[1]),
              port(line, words[2]),
              port(line, words[3]),
              number(line, words[4]));
      case "read/5" ->
          rig.read(
              transport(line, words[1]),
              port(line, words[2]),
              port(line, words[3]),
              number(line, words[4]));
      case "lost/4" ->
          rig.lost(transport(line, words[1]), port(line, words[2]), port(line, words[3]));
      case "gone/4" ->
          rig.gone(transport(line, words[1]), port(line, words[2]), port(line, words[3]));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static long number(String line, String word) throws ElectricalLines.BadLine {
    if (!NUMBER.matcher(word).matches()) {
      throw new ElectricalLines.BadLine(line, "write a number of 1 to 18 digits");
    }
    return Long.parseLong(word);
  }

  private static int port(String line, String word) throws ElectricalLines.BadLine {
    long port = number(line, word);
    if (port == 0 || port > MAX_PORT) {
      throw new ElectricalLines.BadLine(line, "ports are 1 to " + MAX_PORT);
    }
    return (int) port;
  }

  private static Transport transport(String line, String word) throws ElectricalLines.BadLine {
    return switch (word) {
      case "TCP" -> Transport.TCP;
      case "UDP" -> Transport.UDP;
      default -> throw new ElectricalLines.BadLine(line, "the second word is TCP or UDP");
    };
  }

  private static boolean isOn(String line, String word) throws ElectricalLines.BadLine {
    if (!word.equals("on") && !word.equals("off")) {
      throw new ElectricalLines.BadLine(line, "the last word is 'on' or 'off'");
    }
    return word.equals("on");
  }

  private static String source(String line, String word) throws ElectricalLines.BadLine {
    if (!SOURCE.matcher(word).matches()) {
      throw new ElectricalLines.BadLine(line, "a source is 1 to 80 printable ASCII characters");
    }
    return word;
  }

  private static Frame frame(String line, String word) throws ElectricalLines.BadLine {
    try {
      Frame frame = FrameText.parse(word);
      if (!frame.isError()) {
        return frame;
      }
    } catch (IllegalArgumentException e) {
      throw new ElectricalLines.BadLine(line, String.valueOf(e.getMessage()));
    }
    throw new ElectricalLines.BadLine(line, "an error frame can't be sent");
  }
}
