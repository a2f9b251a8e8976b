// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The request line and the headers of a DCM's request (RFC 9112 2.1), and what the link adds. */
final class RequestHead {
  private static final String LINE_END = "\r\n";

  /** Headers that only the link may set, or that are between DCM and link. */
  private static final String[] OWN = {
    "x-dcm-vin:", "x-edge-token:", "x-rig-fault:", "connection:"
  };

  private final byte[] message;

  /** One char a byte, with the last line's end. */
  private final String head;

  private RequestHead(byte[] message, String head) {
    this.message = message;
    this.head = head;
  }

  /**
   * Reads a request's head.
   *
   * @return null when it is none that every server reads alike: without its empty line, or with a
   *     CR or LF that stands alone (RFC 9112 2.2: some take it for a line's end, and a header could
   *     hide behind it)
   */
  static @Nullable RequestHead of(byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return null;
    }
    String head = text.substring(0, end + 2);
    for (int at = 0; at < head.length(); at++) {
      char here = head.charAt(at);
      if (here == '\r' && head.charAt(at + 1) == '\n') {
        at++;
      } else if (here == '\r' || here == '\n') {
        return null;
      }
    }
    return new RequestHead(message, head);
  }

  /** Whether it is what may come before a request line and means nothing (RFC 9112 2.2). */
  static boolean isLineEnds(byte[] message) {
    for (byte each : message) {
      if (each != '\r' && each != '\n') {
        return false;
      }
    }
    return true;
  }

  /** Whether the DCM wants the connection to end after the answer (RFC 9112 9.6). */
  boolean closes() {
    for (int line = next(0); line < head.length(); line = next(line)) {
      if (starts(line, "connection:")) {
        String options = head.substring(line + "connection:".length(), next(line));
        return options.toLowerCase(Locale.ROOT).strip().equals("close");
      }
    }
    return false;
  }

  /** Which exchange a request belongs to, by the last part of its path. */
  @Nullable Exchange exchange() {
    int from = head.indexOf(' ') + 1;
    int to = head.indexOf(' ', from);
    String path = from > 0 && to > from && to < next(0) ? head.substring(from, to) : "";
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "telemetry" -> Exchange.TELEMETRY;
      case "tracking-order" -> Exchange.ORDER;
      case "order-acknowledgements" -> Exchange.ACKNOWLEDGEMENT;
      case "emergency-events" -> Exchange.EMERGENCY_STATUS;
      case "configuration" -> Exchange.APP_RESTRICTION;
      case "positions" -> Exchange.POSITION;
      default -> null;
    };
  }

  /**
   * The request as it goes on to the service: what only the link may say comes first, and nothing
   * that the DCM wrote under those names is left.
   *
   * @param fault name of the mapping that is to answer; empty: the service does
   */
  byte[] forService(String vin, String edgeToken, String fault) {
    int first = next(0);
    StringBuilder text = new StringBuilder(head.length() + 128);
    text.append(head, 0, first);
    text.append("X-Dcm-Vin: ").append(vin).append(LINE_END);
    text.append("X-Edge-Token: ").append(edgeToken).append(LINE_END);
    if (!fault.isEmpty()) {
      text.append("X-Rig-Fault: ").append(fault).append(LINE_END);
    }
    int end;
    for (int line = first; line < head.length(); line = end) {
      end = next(line);
      if (!isOwn(line)) {
        text.append(head, line, end);
      }
    }
    byte[] start = text.append(LINE_END).toString().getBytes(StandardCharsets.ISO_8859_1);
    int bodyAt = head.length() + 2;
    byte[] all = new byte[start.length + message.length - bodyAt];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(message, bodyAt, all, start.length, message.length - bodyAt);
    return all;
  }

  private boolean isOwn(int line) {
    for (String own : OWN) {
      if (starts(line, own)) {
        return true;
      }
    }
    return false;
  }

  private boolean starts(int line, String name) {
    return head.regionMatches(true, line, name, 0, name.length());
  }

  /** Where the line after this one begins. */
  private int next(int line) {
    int end = head.indexOf(LINE_END, line);
    return end < 0 ? head.length() : end + 2;
  }
}
