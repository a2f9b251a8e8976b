// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client of socketcand in mode RAW: {@code < hi >}, open, rawmode, then frames. */
final class SocketcandClient implements StreamWire.Protocol {
  private static final byte[] NOTHING = {};
  private static final int ERROR_DATA = 8;

  private final String bus;
  private final SocketcandWords words = new SocketcandWords();
  private State state = State.CONNECTED;

  private enum State {
    CONNECTED,
    OPENING,
    TO_RAW,
    RAW
  }

  /**
   * @param bus its name at the server
   */
  SocketcandClient(String bus) {
    this.bus = bus;
  }

  @Override
  public byte[] opening() {
    return NOTHING;
  }

  @Override
  public byte[] encode(Frame frame) {
    return ascii(SocketcandText.send(frame));
  }

  @Override
  public String refuses(Frame frame) {
    return SocketcandText.refuses(frame);
  }

  @Override
  public byte[] decode(byte[] bytes, int length, Wire.Ear ear) {
    StringBuilder answer = new StringBuilder();
    words.take(bytes, length, element -> answer.append(take(element, ear)));
    return ascii(answer.toString());
  }

  private String take(List<String> element, Wire.Ear ear) {
    if (state == State.RAW) {
      arrived(element, ear);
      return "";
    }
    String expected = state == State.CONNECTED ? "hi" : "ok";
    if (!element.equals(List.of(expected))) {
      throw new IllegalArgumentException(
          "'< "
              + String.join(" ", element)
              + " >' where '< "
              + expected
              + " >' was due"
              + (state == State.OPENING ? "; has it a bus '" + bus + "'?" : ""));
    }
    return switch (state) {
      case CONNECTED -> {
        state = State.OPENING;
        yield "< open " + bus + " >";
      }
      case OPENING -> {
        state = State.TO_RAW;
        yield "< rawmode >";
      }
      default -> {
        state = State.RAW;
        yield "";
      }
    };
  }

  private static void arrived(List<String> element, Wire.Ear ear) {
    if (element.size() >= 3 && element.get(0).equals("frame")) {
      ear.heard(SocketcandText.heard(element.get(1), element.subList(3, element.size())));
    } else if (element.size() >= 2 && element.get(0).equals("error") && isHex(element.get(1))) {
      int errors = SocketcandText.number(element.get(1), 16, Frame.MAX_EXTENDED_ID, "error");
      ear.heard(Frame.of(errors, Frame.ERROR, ERROR_DATA, new byte[ERROR_DATA]));
    } else if (!element.equals(List.of("ok")) && !element.equals(List.of("echo"))) {
      throw new IllegalArgumentException("'< " + String.join(" ", element) + " >'");
    }
  }

  private static boolean isHex(String text) {
    return text.matches("[0-9A-Fa-f]{1,8}");
  }

  @Override
  public boolean isReady() {
    return state == State.RAW;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
