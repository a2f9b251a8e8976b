// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import dev.dcmrig.bench.scpi.line.InstrumentLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with one instrument in SCPI (SCPI-1999 volume 1; IEEE 488.2). Any thread may talk:
 * one exchange at a time. After each command the instrument's errors are asked for. Once an
 * exchange has failed nothing more is said: an answer that comes late would be taken for the next
 * one's.
 */
final class ScpiInstrument implements AutoCloseable {

  /** Longer answers are no answers of these instruments. */
  private static final int MAX_ANSWER_BYTES = 262_144;

  /** What one instrument's queue may hold; SCPI wants at least two. */
  private static final int MAX_ERRORS = 20;

  private static final int SHOWN = 120;

  /** SCPI-1999 volume 2, 21.8: code, text in quotes. */
  private static final Pattern ERROR = Pattern.compile("\\s*[-+]?[0-9]{1,5}\\s*,.*");

  private static final Pattern NO_ERROR = Pattern.compile("\\s*[-+]?0+\\s*,.*");

  private final String who;
  private final InstrumentAddress address;
  private final Duration answerWithin;
  private final InstrumentLock lock;
  private InstrumentLine line;
  private final byte[] chunk = new byte[4_096];
  private byte[] rest = {};
  private String identity = "";
  private @Nullable BenchBroken broken;

  private ScpiInstrument(
      String who,
      InstrumentAddress address,
      Duration answerWithin,
      InstrumentLock lock,
      InstrumentLine line) {
    this.who = who;
    this.address = address;
    this.answerWithin = answerWithin;
    this.lock = lock;
    this.line = line;
  }

  /**
   * Connects, asks who is there, and empties its queue of errors.
   *
   * @param port the bench file's key, {@code instruments.supply}
   * @param answerWithin how long each answer may take
   * @param wanted words that its identity must have, a serial number for instance; empty for any
   * @throws BenchBroken when it is not there, does not answer, or is another one
   */
  static ScpiInstrument open(
      String port, InstrumentAddress address, Duration answerWithin, String wanted) {
    String who = "the instrument of '" + port + "' at " + address;
    InstrumentLock lock = InstrumentLock.take(who, address.place());
    try {
      ScpiInstrument opened =
          new ScpiInstrument(who, address, answerWithin, lock, connect(who, address));
      try {
        opened.greet(wanted);
        return opened;
      } catch (RuntimeException e) {
        opened.line.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static InstrumentLine connect(String who, InstrumentAddress address) {
    try {
      return address.open();
    } catch (IOException e) {
      throw new BenchBroken(
          who
              + " is not there: "
              + e.getMessage()
              + "; is it on, and is the address in the bench file its own?",
          e);
    }
  }

  private void greet(String wanted) {
    sendLine("*CLS", "*CLS");
    identity = query("*IDN?");
    if (identity.isBlank() || identity.indexOf(',') < 0) {
      throw failed(
          "*IDN?",
          "answered '" + shown(identity) + "', and that is no identity (IEEE 488.2, 10.14)",
          "does it speak SCPI, at this rate?",
          null);
    }
    if (!identity.contains(wanted)) {
      throw failed(
          "*IDN?",
          "is '" + shown(identity) + "', and the bench file wants '" + wanted + "'",
          "correct its 'identity', or the address",
          null);
    }
  }

  /** What it says that it is: maker, model, serial number, firmware. */
  String identity() {
    return identity;
  }

  /** For messages: its place in the bench file, and its address. */
  String who() {
    return who;
  }

  /**
   * Sends commands, in one line each, then asks for errors.
   *
   * @throws BenchBroken when it reports one, or does not answer
   */
  synchronized void command(String... commands) {
    String all = String.join("; ", commands);
    for (String command : commands) {
      sendLine(command, command);
    }
    List<String> errors = errors(all);
    if (!errors.isEmpty()) {
      throw failed(
          all,
          "reports " + String.join(" and ", errors),
          "look at the limits in the bench file, and whether this instrument knows the command",
          null);
    }
  }

  /**
   * Asks, and waits for a line.
   *
   * @return without the line's end
   * @throws BenchBroken when none comes in time
   */
  synchronized String query(String query) {
    sendLine(query, query);
    return answer(query);
  }

  /**
   * Asks for a number.
   *
   * @throws BenchBroken when the answer is none
   */
  double number(String query) {
    String answer = query(query);
    try {
      return finite(answer);
    } catch (NumberFormatException e) {
      throw failed(
          query,
          "answered '" + shown(answer) + "', and that is no number",
          "does it know this query, and does nobody else talk to it?",
          e);
    }
  }

  /**
   * A number as an instrument writes it.
   *
   * @throws NumberFormatException when it is none; 9.9E37 and 9.91E37 stand for infinity and for
   *     not a number (SCPI-1999 volume 1, 7.2.1.4 and 5)
   */
  static double finite(String word) {
    double number = Double.parseDouble(word.strip());
    if (!(Math.abs(number) < 9.9e37)) {
      throw new NumberFormatException(word);
    }
    return number;
  }

  private List<String> errors(String after) {
    List<String> errors = new ArrayList<>();
    while (errors.size() < MAX_ERRORS) {
      sendLine("SYST:ERR?", after);
      String error = answer(after + ", then SYST:ERR?");
      if (!ERROR.matcher(error).matches()) {
        throw failed(
            after,
            "answered SYST:ERR? with '" + shown(error) + "'",
            "an error is a number, a comma and a text (SCPI-1999 volume 2, 21.8)",
            null);
      }
      if (NO_ERROR.matcher(error).matches()) {
        return errors;
      }
      errors.add(shown(error.strip()));
    }
    return errors;
  }

  private synchronized void sendLine(String text, String command) {
    checkWell();
    try {
      line.send((text + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw gone(command, e);
    }
  }

  private String answer(String command) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Deadline deadline = new Deadline(answerWithin);
    for (boolean over = false; ; ) {
      int end = indexOfEnd(rest);
      if (end >= 0) {
        answer.write(rest, 0, end);
        rest = Arrays.copyOfRange(rest, end + 1, rest.length);
        String text = answer.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      answer.write(rest, 0, rest.length);
      rest = new byte[0];
      if (answer.size() > MAX_ANSWER_BYTES) {
        throw failed(command, "has answered without an end", "is this its address?", null);
      }
      if (over) {
        throw late(command, answer.toString(StandardCharsets.ISO_8859_1));
      }
      // One look more: a busy machine may have been late itself.
      over = deadline.isOver();
      try {
        rest = Arrays.copyOf(chunk, line.read(chunk));
      } catch (IOException e) {
        throw gone(command, e);
      }
    }
  }

  private BenchBroken late(String command, String part) {
    return failed(
        command,
        "has not answered within "
            + answerWithin.toMillis()
            + " ms"
            + (part.isEmpty() ? "" : ", but for '" + shown(part) + "'"),
        "is it in remote control, and free of a dialog on its panel?",
        null);
  }

  private static int indexOfEnd(byte[] bytes) {
    for (int index = 0; index < bytes.length; index++) {
      if (bytes[index] == '\n') {
        return index;
      }
    }
    return -1;
  }

  private BenchBroken gone(String command, IOException cause) {
    return failed(
        command,
        "is gone: " + cause.getMessage(),
        "look at its power and its cable, then run again",
        cause);
  }

  private synchronized BenchBroken failed(
      String command, String what, String todo, @Nullable Exception cause) {
    String message = who + " " + what + ", on '" + command + "'; " + todo;
    BenchBroken failure =
        cause == null ? new BenchBroken(message) : new BenchBroken(message, cause);
    broken = failure;
    return failure;
  }

  private void checkWell() {
    BenchBroken failure = broken;
    if (failure != null) {
      throw new BenchBroken(String.valueOf(failure.getMessage()), failure);
    }
  }

  /**
   * Brings it to a safe state, whatever has gone wrong before: on a connection that has failed it
   * is tried again on a new one. Nothing is said on it afterwards but this once more: a scenario
   * that hung must not switch on again what was switched off.
   *
   * @throws BenchBroken when that fails, too; the message says that somebody must look
   */
  synchronized void makeSafe(String... commands) {
    if (broken == null) {
      try {
        command(commands);
        broken = isSafe();
        return;
      } catch (BenchBroken e) {
        // Once more, on a new connection.
        line.close();
      }
    }
    try {
      line.close();
      line = connect(who, address);
      broken = null;
      rest = new byte[0];
      command(commands);
      broken = isSafe();
    } catch (BenchBroken e) {
      throw new BenchBroken(
          who
              + " could not be brought to its safe state ("
              + String.join("; ", commands)
              + "): its outputs may be on. Switch it off by hand. "
              + e.getMessage(),
          e);
    }
  }

  private BenchBroken isSafe() {
    return new BenchBroken(who + " was brought to its safe state, and is asked no more");
  }

  @Override
  public synchronized void close() {
    line.close();
    lock.close();
    broken = new BenchBroken(who + " was asked after the scenario's end");
  }

  private static String shown(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7E]", "?");
    return printable.length() > SHOWN ? printable.substring(0, SHOWN) + "..." : printable;
  }
}
