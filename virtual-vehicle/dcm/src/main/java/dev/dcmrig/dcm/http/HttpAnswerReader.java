// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of one connection of HTTP/1.1 (RFC 9112) from bytes that arrive in pieces, by
 * Netty's codec: no sockets and no threads of it (docs/decisions/0012). How the bytes are cut never
 * changes what is read. What can be read in two ways is refused.
 */
final class HttpAnswerReader {
  /** Status line, and all headers together; the trailer likewise. */
  static final int MAX_HEAD_BYTES = 16 * 1024;

  /** A longer body is none of this service. */
  static final int MAX_BODY_BYTES = 64 * 1024;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int FIRST_FINAL = 200;
  private static final int LAST_STATUS = 599;

  private final Strict strict = new Strict();
  private final EmbeddedChannel decoder = new EmbeddedChannel(strict);
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable HttpResponse head;

  /** Content-Length beside Transfer-Encoding is refused, not corrected (RFC 9112 6.1). */
  private static final class Strict extends HttpResponseDecoder {
    private boolean interim;
    private boolean surplus;

    Strict() {
      super(
          new HttpDecoderConfig()
              .setMaxInitialLineLength(MAX_HEAD_BYTES)
              .setMaxHeaderSize(MAX_HEAD_BYTES)
              .setAllowDuplicateContentLengths(false)
              .setStrictLineParsing(false));
    }

    /** Stops at the end of an answer that counts: what follows it is no part of anything. */
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
        throws Exception {
      int before = out.size();
      super.decode(context, in, out);
      for (Object part : out.subList(before, out.size())) {
        if (part instanceof HttpResponse response) {
          interim = response.status().code() < FIRST_FINAL;
        }
        if (part instanceof LastHttpContent && !interim && in.isReadable()) {
          surplus = true;
          in.skipBytes(in.readableBytes());
        }
      }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
      throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }
  }

  /**
   * Takes what has arrived.
   *
   * @return the answer, once it is whole
   * @throws MalformedAnswerException when it can't become one; the connection is of no use then
   */
  @Nullable HttpAnswer take(byte[] bytes) throws MalformedAnswerException {
    decoder.writeInbound(Unpooled.wrappedBuffer(bytes));
    return read();
  }

  /** The other side has properly ended the stream: a body without a length ends with it. */
  @Nullable HttpAnswer end() throws MalformedAnswerException {
    decoder.finish();
    return read();
  }

  /**
   * Whether more has come than the answer: nobody asked for it, and it must not answer the next.
   */
  boolean hasSurplus() {
    return strict.surplus;
  }

  /** Lets go of what has come in part; nothing is read afterwards. */
  void close() {
    decoder.finishAndReleaseAll();
  }

  private @Nullable HttpAnswer read() throws MalformedAnswerException {
    HttpAnswer answer = null;
    for (Object next = decoder.readInbound(); next != null; next = decoder.readInbound()) {
      try {
        HttpAnswer whole = take((HttpObject) next);
        answer = answer == null ? whole : answer;
      } finally {
        ReferenceCountUtil.release(next);
      }
    }
    return answer;
  }

  /** The answer, if this is the last of it. */
  private @Nullable HttpAnswer take(HttpObject part) throws MalformedAnswerException {
    if (part.decoderResult().isFailure()) {
      throw new MalformedAnswerException("no HTTP/1.1: " + part.decoderResult().cause());
    }
    if (part instanceof HttpResponse response) {
      begin(response);
    }
    HttpResponse begun = head;
    if (part instanceof HttpContent content && begun != null) {
      append(content.content());
      if (part instanceof LastHttpContent) {
        head = null;
        // An interim answer stands before the one that counts (RFC 9110, 15.2).
        return begun.status().code() < FIRST_FINAL ? null : answer(begun);
      }
    }
    return null;
  }

  private void begin(HttpResponse response) throws MalformedAnswerException {
    int status = response.status().code();
    boolean http1 =
        response.protocolVersion().protocolName().equals("HTTP")
            && response.protocolVersion().majorVersion() == 1
            && response.protocolVersion().minorVersion() <= 1;
    expect(http1, "the first line is no status line of HTTP/1.1");
    expect(status >= 100 && status <= LAST_STATUS, "there is no status " + status);
    // Nobody has asked for another protocol.
    expect(status != SWITCHING_PROTOCOLS, "it switches protocols");
    List<String> codings = response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    expect(
        codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked")),
        "a transfer coding other than chunked");
    String length = response.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    if (length != null) {
      expect(length.matches("[0-9]{1,18}"), "a Content-Length that is no number");
      if (Long.parseLong(length) > MAX_BODY_BYTES) {
        throw new BodyTooLongException(status, MAX_BODY_BYTES);
      }
    }
    head = response;
    body = new ByteArrayOutputStream();
  }

  private void append(ByteBuf content) throws MalformedAnswerException {
    byte[] bytes = new byte[content.readableBytes()];
    content.getBytes(content.readerIndex(), bytes);
    expect(
        body.size() + (long) bytes.length <= MAX_BODY_BYTES,
        "a body of more than " + MAX_BODY_BYTES + " bytes");
    body.writeBytes(bytes);
  }

  private HttpAnswer answer(HttpResponse begun) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : begun.headers()) {
      headers.merge(
          header.getKey().toLowerCase(Locale.ROOT),
          header.getValue(),
          (one, other) -> one + ", " + other);
    }
    return new HttpAnswer(
        begun.protocolVersion().minorVersion(),
        begun.status().code(),
        Map.copyOf(headers),
        body.toByteArray());
  }

  private static void expect(boolean holds, String otherwise) throws MalformedAnswerException {
    if (!holds) {
      throw new MalformedAnswerException(otherwise);
    }
  }
}
