// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text form of {@link Sdp} (RFC 8866 5). */
final class SdpText {
  private static final int MAX_BYTES = 16 * 1024;
  private static final int MAX_LINES = 512;
  private static final int MAX_MEDIA = 16;
  private static final int MAX_PORT = 65_535;
  private static final int MAX_PTIME_MILLIS = 1_000;

  private SdpText() {}

  static byte[] write(Sdp sdp) {
    StringBuilder text = new StringBuilder("v=0\r\n");
    line(
        text,
        "o=- " + sdp.sessionId() + " " + sdp.sessionVersion() + " IN IP4 " + sdp.originAddress());
    line(text, "s=-");
    line(text, "c=IN IP4 " + sdp.originAddress());
    line(text, "t=0 0");
    for (Media media : sdp.media()) {
      writeMedia(text, sdp, media);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append("\r\n");
  }

  private static void writeMedia(StringBuilder text, Sdp sdp, Media media) {
    String formats = String.join(" ", media.formats());
    line(text, "m=" + media.kind() + " " + media.port() + " " + media.protocol() + " " + formats);
    if (media.port() == 0) {
      return;
    }
    if (!media.connectionAddress().equals(sdp.originAddress())) {
      line(text, "c=IN IP4 " + media.connectionAddress());
    }
    if (media.pcmuPayloadType() >= 0) {
      line(text, "a=rtpmap:" + media.pcmuPayloadType() + " PCMU/8000");
    }
    line(text, "a=ptime:" + media.ptimeMillis());
    line(text, "a=" + media.direction().attribute());
  }

  static Sdp parse(byte[] bytes) throws SdpException {
    if (bytes.length > MAX_BYTES) {
      throw new SdpException(
          "a session description of " + bytes.length + " bytes; " + MAX_BYTES + " are allowed");
    }
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\r\n|\n|\r");
    if (lines.length > MAX_LINES) {
      throw new SdpException("a session description with more than " + MAX_LINES + " lines");
    }
    if (!lines[0].strip().equals("v=0")) {
      throw new SdpException("a session description begins with v=0, not '" + lines[0] + "'");
    }
    Parser parser = new Parser();
    for (String line : lines) {
      if (line.length() > 2 && line.charAt(1) == '=') {
        parser.take(line.charAt(0), line.substring(2).strip());
      }
    }
    return parser.finish();
  }

  /** Collects lines: those before the first {@code m=} are the session's. */
  private static final class Parser {
    private long sessionId;
    private long sessionVersion;
    private @Nullable String originAddress;
    private @Nullable String sessionAddress;
    private Direction sessionDirection = Direction.SENDRECV;
    private final List<Section> sections = new ArrayList<>();

    void take(char type, String value) throws SdpException {
      switch (type) {
        case 'o' -> origin(value);
        case 'c' -> connection(value);
        case 'm' -> section(value);
        case 'a' -> attribute(value);
        default -> {}
      }
    }

    private void origin(String value) throws SdpException {
      String[] words = value.split(" +");
      if (words.length != 6) {
        throw new SdpException("o=" + value + " has not six words");
      }
      // Session numbers are digits without a bound in RFC 8866; what doesn't fit is not compared.
      sessionId = longOrZero(words[1]);
      sessionVersion = longOrZero(words[2]);
      originAddress = words[5];
    }

    private static long longOrZero(String digits) {
      return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    private void connection(String value) throws SdpException {
      String[] words = value.split(" +");
      if (words.length != 3 || !words[0].equals("IN")) {
        throw new SdpException("c=" + value + " is no connection");
      }
      int slash = words[2].indexOf('/');
      String address = slash < 0 ? words[2] : words[2].substring(0, slash);
      if (sections.isEmpty()) {
        sessionAddress = address;
      } else {
        last().address = address;
      }
    }

    private void section(String value) throws SdpException {
      String[] words = value.split(" +");
      if (words.length < 4) {
        throw new SdpException("m=" + value + " has not four words");
      }
      if (sections.size() == MAX_MEDIA) {
        throw new SdpException("more than " + MAX_MEDIA + " media");
      }
      int slash = words[1].indexOf('/');
      String port = slash < 0 ? words[1] : words[1].substring(0, slash);
      sections.add(
          new Section(
              words[0],
              number("port of m=" + value, port, MAX_PORT),
              words[2],
              List.of(words).subList(3, words.length)));
    }

    private Section last() {
      return sections.get(sections.size() - 1);
    }

    private void attribute(String value) throws SdpException {
      Optional<Direction> direction = Direction.ofAttribute(value);
      if (direction.isPresent()) {
        if (sections.isEmpty()) {
          sessionDirection = direction.get();
        } else {
          last().direction = direction.get();
        }
      } else if (!sections.isEmpty() && value.startsWith("ptime:")) {
        String millis = value.substring("ptime:".length()).strip();
        last().ptimeMillis = Math.max(1, number("ptime", millis, MAX_PTIME_MILLIS));
      } else if (!sections.isEmpty() && value.startsWith("rtpmap:")) {
        rtpmap(value.substring("rtpmap:".length()).strip());
      }
    }

    private void rtpmap(String value) {
      String[] words = value.split(" +");
      boolean isPcmu =
          words.length == 2 && words[1].toUpperCase(Locale.ROOT).matches("PCMU/8000(/1)?");
      Section section = last();
      if (isPcmu && words[0].matches("[0-9]{1,3}") && section.formats.contains(words[0])) {
        section.mappedPcmu = Integer.parseInt(words[0]);
      }
    }

    Sdp finish() throws SdpException {
      if (originAddress == null) {
        throw new SdpException("a session description without o=");
      }
      if (sections.isEmpty()) {
        throw new SdpException("a session description without m=");
      }
      List<Media> media = new ArrayList<>();
      for (Section section : sections) {
        media.add(section.toMedia(sessionAddress, sessionDirection));
      }
      return new Sdp(sessionId, sessionVersion, originAddress, media);
    }
  }

  private static int number(String what, String digits, int max) throws SdpException {
    if (digits.matches("[0-9]{1,6}")) {
      int value = Integer.parseInt(digits);
      if (value <= max) {
        return value;
      }
    }
    throw new SdpException(what + " is '" + digits + "', not a number from 0 to " + max);
  }

  /** A media section while its lines come in. */
  private static final class Section {
    private final String kind;
    private final int port;
    private final String protocol;
    private final List<String> formats;
    private @Nullable String address;
    private @Nullable Direction direction;
    private int ptimeMillis = Media.DEFAULT_PTIME_MILLIS;
    private int mappedPcmu = -1;

    Section(String kind, int port, String protocol, List<String> formats) {
      this.kind = kind;
      this.port = port;
      this.protocol = protocol;
      this.formats = formats;
    }

    Media toMedia(@Nullable String sessionAddress, Direction sessionDirection) throws SdpException {
      String where = address == null ? sessionAddress : address;
      if (where == null) {
        throw new SdpException("m=" + kind + " has no c= and neither has the session");
      }
      int pcmu = formats.contains("0") ? Sdp.PCMU : mappedPcmu;
      return new Media(
          kind,
          port,
          protocol,
          formats,
          where,
          direction == null ? sessionDirection : direction,
          ptimeMillis,
          pcmu);
    }
  }
}
