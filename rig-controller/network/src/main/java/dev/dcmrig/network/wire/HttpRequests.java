// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection (RFC 9112 2). What two servers could read in two ways is refused,
 * and with it everything behind it: a second request could hide there.
 */
public final class HttpRequests {
  private static final int BAD_REQUEST = 400;
  private static final String BAD = "Bad Request";

  /** Told of what comes, inside of {@link #read}. */
  public interface Listener {
    void request(HttpMessage request);

    /** Nothing more of this stream is read. */
    void refused(HttpRefusal refusal);

    /** Whoever sends wants to be told to go on (RFC 9110 10.1.1), and content is still to come. */
    void asksWhetherToContinue();
  }

  private final Listener listener;
  private final HttpStream stream;
  private boolean refused;

  public HttpRequests(Listener listener) {
    this.listener = listener;
    this.stream = HttpStream.ofRequests(new Events());
  }

  /** The next bytes of the stream. */
  public void read(byte[] bytes) {
    if (!refused) {
      stream.read(bytes);
    }
  }

  /** What has come of a request that is not whole; empty once one was refused. */
  public byte[] unfinished() {
    return refused ? new byte[0] : rest();
  }

  /** The connection is gone. */
  public void close() {
    refused = true;
    stream.stop();
  }

  private void refuse(int status, String reason, String why) {
    refuse(new HttpRefusal(status, reason, why, HttpHead.firstLine(rest()), rest()));
  }

  private void refuse(String why) {
    refuse(BAD_REQUEST, BAD, why);
  }

  private void refuse(HttpRefusal refusal) {
    refused = true;
    listener.refused(refusal);
  }

  /** What has come since the last request. */
  private byte[] rest() {
    return withoutLineEnds(stream.pending());
  }

  private final class Events implements HttpStream.Sink {
    @Override
    public boolean head(HttpMessage head) {
      byte[] raw = rest();
      int end = HttpHead.end(raw);
      if (end < 0) {
        refuse("a line end that is not CR LF");
        return false;
      }
      String problem =
          HttpHead.problemOfBytes(new String(raw, 0, end, StandardCharsets.ISO_8859_1));
      if (problem == null) {
        problem = HttpHead.problemOfFields(head);
      }
      if (problem != null) {
        refuse(problem);
        return false;
      }
      return isWanted(head, raw.length > end);
    }

    private boolean isWanted(HttpMessage head, boolean contentHasBegun) {
      if (!head.startLine().endsWith("HTTP/1.1") && !head.startLine().endsWith("HTTP/1.0")) {
        refuse(505, "HTTP Version Not Supported", "another version than 1.0 and 1.1");
        return false;
      }
      String length = head.field("Content-Length");
      if (!length.isEmpty() && Long.parseLong(length.strip()) > HttpStream.MAX_BODY_BYTES) {
        refuse(413, "Content Too Large", "Content-Length of " + length.strip());
        return false;
      }
      Set<String> expected = head.list("Expect");
      if (!expected.isEmpty() && !expected.equals(Set.of("100-continue"))) {
        refuse(417, "Expectation Failed", "an expectation other than 100-continue");
        return false;
      }
      boolean hasContent = head.isChunked() || (!length.isEmpty() && !length.strip().matches("0+"));
      if (!expected.isEmpty() && hasContent && !contentHasBegun) {
        listener.asksWhetherToContinue();
      }
      return true;
    }

    @Override
    public void message(HttpMessage message) {
      byte[] raw = withoutLineEnds(message.raw());
      if (refused) {
        return;
      }
      if (message.isChunked()
          && !ChunkedBody.agrees(raw, HttpHead.end(raw), message.body().length)) {
        refuse(
            new HttpRefusal(
                BAD_REQUEST,
                BAD,
                "a chunk of a size that nobody can mean",
                HttpHead.firstLine(raw),
                raw));
        return;
      }
      listener.request(new HttpMessage(message.startLine(), message.fields(), message.body(), raw));
    }

    @Override
    public void broken(@Nullable Throwable why) {
      if (why instanceof TooLongHttpLineException) {
        refuse(414, "URI Too Long", "a request line that is too long");
      } else if (why instanceof TooLongHttpHeaderException) {
        refuse(431, "Request Header Fields Too Large", "a head that is too long");
      } else if (why instanceof HttpStream.TooLongException) {
        refuse(413, "Content Too Large", String.valueOf(why.getMessage()));
      } else {
        byte[] raw = rest();
        int end = HttpHead.end(raw);
        String head =
            new String(raw, 0, end < 0 ? raw.length : end, StandardCharsets.ISO_8859_1)
                + (end < 0 ? "\r\n\r\n" : "");
        String problem = HttpHead.problemOfBytes(head);
        refuse(
            problem != null
                ? problem
                : "no HTTP: "
                    + HttpHead.shown(String.valueOf(why == null ? "" : why.getMessage())));
      }
    }
  }

  /** Empty lines before a request mean nothing (RFC 9112 2.2). */
  private static byte[] withoutLineEnds(byte[] raw) {
    int from = 0;
    while (from + 1 < raw.length && raw[from] == '\r' && raw[from + 1] == '\n') {
      from += 2;
    }
    return from == 0 ? raw : Arrays.copyOfRange(raw, from, raw.length);
  }
}
