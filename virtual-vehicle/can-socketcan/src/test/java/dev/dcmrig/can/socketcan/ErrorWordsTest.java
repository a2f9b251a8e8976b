// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.error.ControllerProblem;
import dev.dcmrig.can.error.ErrorClass;
import dev.dcmrig.can.error.ErrorLocation;
import dev.dcmrig.can.error.ErrorReport;
import dev.dcmrig.can.error.ProtocolViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What {@code candump -e} says of error frames and what this project says. It has no words for the
 * wires of a transceiver, and (0~20220411) refuses a frame that has the counters' class bit and
 * another one.
 */
class ErrorWordsTest {
  private static final Map<Enum<?>, String> THEIR_WORDS =
      Map.ofEntries(
          Map.entry(ErrorClass.TX_TIMEOUT, "tx-timeout"),
          Map.entry(ErrorClass.LOST_ARBITRATION, "lost-arbitration"),
          Map.entry(ErrorClass.CONTROLLER, "controller-problem"),
          Map.entry(ErrorClass.PROTOCOL, "protocol-violation"),
          Map.entry(ErrorClass.TRANSCEIVER, "transceiver-status"),
          Map.entry(ErrorClass.NO_ACKNOWLEDGEMENT, "no-acknowledgement-on-tx"),
          Map.entry(ErrorClass.BUS_OFF, "bus-off"),
          Map.entry(ErrorClass.BUS_ERROR, "bus-error"),
          Map.entry(ErrorClass.RESTARTED, "restarted-after-bus-off"),
          Map.entry(ErrorClass.COUNTERS, "error-counter-tx-rx"),
          Map.entry(ControllerProblem.RECEIVE_OVERFLOW, "rx-overflow"),
          Map.entry(ControllerProblem.TRANSMIT_OVERFLOW, "tx-overflow"),
          Map.entry(ControllerProblem.RECEIVE_WARNING, "rx-error-warning"),
          Map.entry(ControllerProblem.TRANSMIT_WARNING, "tx-error-warning"),
          Map.entry(ControllerProblem.RECEIVE_PASSIVE, "rx-error-passive"),
          Map.entry(ControllerProblem.TRANSMIT_PASSIVE, "tx-error-passive"),
          Map.entry(ControllerProblem.ACTIVE, "back-to-error-active"),
          Map.entry(ProtocolViolation.BIT, "single-bit-error"),
          Map.entry(ProtocolViolation.FORM, "frame-format-error"),
          Map.entry(ProtocolViolation.STUFF, "bit-stuffing-error"),
          Map.entry(ProtocolViolation.DOMINANT_BIT, "tx-dominant-bit-error"),
          Map.entry(ProtocolViolation.RECESSIVE_BIT, "tx-recessive-bit-error"),
          Map.entry(ProtocolViolation.OVERLOAD, "bus-overload"),
          Map.entry(ProtocolViolation.ACTIVE_ERROR, "active-error"),
          Map.entry(ProtocolViolation.ON_TRANSMISSION, "error-on-tx"),
          Map.entry(ErrorLocation.START_OF_FRAME, "start-of-frame"),
          Map.entry(ErrorLocation.IDENTIFIER_28_21, "id.28-to-id.21"),
          Map.entry(ErrorLocation.IDENTIFIER_20_18, "id.20-to-id.18"),
          Map.entry(ErrorLocation.SUBSTITUTE_REMOTE_REQUEST, "bit-srtr"),
          Map.entry(ErrorLocation.IDENTIFIER_EXTENSION, "bit-ide"),
          Map.entry(ErrorLocation.IDENTIFIER_17_13, "id.17-to-id.13"),
          Map.entry(ErrorLocation.IDENTIFIER_12_5, "id.12-to-id.5"),
          Map.entry(ErrorLocation.IDENTIFIER_4_0, "id.4-to-id.0"),
          Map.entry(ErrorLocation.REMOTE_REQUEST, "bit-rtr"),
          Map.entry(ErrorLocation.RESERVED_1, "reserved-bit-1"),
          Map.entry(ErrorLocation.RESERVED_0, "reserved-bit-0"),
          Map.entry(ErrorLocation.DATA_LENGTH_CODE, "data-length-code"),
          Map.entry(ErrorLocation.DATA, "data-field"),
          Map.entry(ErrorLocation.CRC_SEQUENCE, "crc-sequence"),
          Map.entry(ErrorLocation.CRC_DELIMITER, "crc-delimiter"),
          Map.entry(ErrorLocation.ACKNOWLEDGE_SLOT, "acknowledge-slot"),
          Map.entry(ErrorLocation.ACKNOWLEDGE_DELIMITER, "acknowledge-delimiter"),
          Map.entry(ErrorLocation.END_OF_FRAME, "end-of-frame"),
          Map.entry(ErrorLocation.INTERMISSION, "intermission"),
          Map.entry(ErrorLocation.ACTIVE_ERROR_FLAG, "active-error-flag"),
          Map.entry(ErrorLocation.TOLERATED_DOMINANT_BITS, "tolerate-dominant-bits"),
          Map.entry(ErrorLocation.PASSIVE_ERROR_FLAG, "passive-error-flag"),
          Map.entry(ErrorLocation.ERROR_DELIMITER, "error-delimiter"),
          Map.entry(ErrorLocation.OVERLOAD_FLAG, "overload-flag"));

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  private static Frame frame(int classes, int... data) {
    byte[] bytes = new byte[8];
    for (int index = 0; index < data.length; index++) {
      bytes[index] = (byte) data[index];
    }
    return Frame.of(classes, Frame.ERROR, 8, bytes);
  }

  private static List<Frame> everyClass() {
    List<Frame> frames = new ArrayList<>();
    for (ErrorClass kind : ErrorClass.values()) {
      frames.add(frame(kind.bit(), 5, 0, 0, 0, 0, 0, kind == ErrorClass.COUNTERS ? 96 : 0));
    }
    for (int bit = 1; bit <= 0x80; bit <<= 1) {
      frames.add(frame(ErrorClass.CONTROLLER.bit(), 0, bit));
      frames.add(frame(ErrorClass.PROTOCOL.bit(), 0, 0, bit));
    }
    for (int place = 0; place <= 0x20; place++) {
      frames.add(frame(ErrorClass.PROTOCOL.bit(), 0, 0, 0, place));
    }
    frames.add(frame(0x1FF, 7, 0x7F, 0xFF, 0x19, 0, 0, 97, 200));
    frames.add(frame(0x0A8, 0, 0, 2, 0x0B, 0, 0, 1, 2));
    return frames;
  }

  /** What our report says, in their words. */
  private static Set<String> ours(ErrorReport report) {
    Set<String> words = new TreeSet<>();
    report.classes().forEach(each -> words.add(theirs(each)));
    report.controllerProblems().forEach(each -> words.add(theirs(each)));
    report.protocolViolations().forEach(each -> words.add(theirs(each)));
    if (report.location() != ErrorLocation.UNSPECIFIED) {
      words.add(theirs(report.location()));
    }
    report.lostArbitrationBit().ifPresent(bit -> words.add("at bit " + bit));
    if (report.transmitErrors().isPresent()) {
      words.add(theirs(ErrorClass.COUNTERS));
      words.add("" + report.transmitErrors().getAsInt());
      words.add("" + report.receiveErrors().getAsInt());
    }
    return words;
  }

  private static String theirs(Enum<?> word) {
    return String.valueOf(THEIR_WORDS.get(word));
  }

  /** Their lines as a set of words. */
  private static Set<String> words(String lines) {
    Set<String> words = new TreeSet<>();
    for (String word : lines.split("[{},\\n\\t]+")) {
      if (!word.isBlank() && !word.equals("unspecified")) {
        words.add(word.strip());
      }
    }
    return words;
  }

  @Test
  void bothSayTheSameOfEveryClass() throws Exception {
    List<Frame> frames = everyClass();
    List<String> theirs = candump(frames);
    assertEquals(frames.size(), theirs.size());
    for (int index = 0; index < frames.size(); index++) {
      ErrorReport report = ErrorReport.of(frames.get(index));
      assertEquals(words(theirs.get(index)), ours(report), report.text());
      assertTrue(!report.text().isBlank());
    }
  }

  /** The lines that candump prints below each frame. */
  private static List<String> candump(List<Frame> frames) throws Exception {
    List<String> blocks = new ArrayList<>();
    for (String line :
        CandumpTest.dump(
            frames,
            new ArrayList<>(),
            "-e",
            "-n",
            "" + frames.size(),
            KernelCan.NAME + ",#FFFFFFFF")) {
      if (line.toUpperCase(Locale.ROOT).contains("ERRORFRAME")) {
        blocks.add("");
      } else {
        blocks.set(blocks.size() - 1, blocks.get(blocks.size() - 1) + line + "\n");
      }
    }
    return blocks;
  }
}
