// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One direction of an HTTP/1.1 connection, read by Netty's codec without its I/O: bytes go in,
 * whole messages come out, on the caller's thread (docs/decisions/0011). Keeps the bytes of a
 * message beside what was read from them.
 */
final class HttpStream {
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final int MAX_HEAD_BYTES = 16 * 1024;

  /** Longest content; the service itself takes less. */
  static final int MAX_BODY_BYTES = 256 * 1024;

  /** Longest message on the wire: chunks have heads and extensions of their own. */
  private static final int MAX_MESSAGE_BYTES = 1024 * 1024;

  private static final int CHUNK_BYTES = 8 * 1024;

  /** How far the codec has read, and where messages ended. */
  static final class Progress {
    private final Deque<Long> ends = new ArrayDeque<>();
    private long read;

    void decoded(int bytes, List<Object> out, int before) {
      read += bytes;
      for (Object each : out.subList(before, out.size())) {
        if (each instanceof LastHttpContent) {
          ends.add(read);
        }
      }
    }
  }

  private static final class Requests extends HttpRequestDecoder {
    private final Progress progress;

    Requests(Progress progress) {
      super(config());
      this.progress = progress;
    }

    /** By itself the codec takes the length out, and nobody could see that there were both. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(
        io.netty.handler.codec.http.HttpMessage message) {}

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
        throws Exception {
      int from = in.readerIndex();
      int before = out.size();
      super.decode(context, in, out);
      progress.decoded(in.readerIndex() - from, out, before);
    }
  }

  /** Knows which request each answer is to: one to HEAD has no content (RFC 9110 9.3.2). */
  private static final class Answers extends HttpResponseDecoder {
    private final Progress progress;
    private final Deque<String> methods;

    Answers(Progress progress, Deque<String> methods) {
      super(config());
      this.progress = progress;
      this.methods = methods;
    }

    @Override
    protected boolean isContentAlwaysEmpty(io.netty.handler.codec.http.HttpMessage message) {
      int status = message instanceof HttpResponse answer ? answer.status().code() : 0;
      String method = status >= 200 ? methods.poll() : methods.peek();
      return "HEAD".equals(method) || super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
        throws Exception {
      int from = in.readerIndex();
      int before = out.size();
      super.decode(context, in, out);
      progress.decoded(in.readerIndex() - from, out, before);
    }
  }

  private final Progress progress = new Progress();
  private final Sink sink;
  private final EmbeddedChannel channel;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private byte[] pending = {};

  /** Where {@link #pending} begins in the stream. */
  private long pendingAt;

  private @Nullable HttpMessage head;
  private boolean over;

  private HttpStream(Function<Progress, ByteToMessageDecoder> decoder, Sink sink) {
    this.sink = sink;
    channel = new EmbeddedChannel(decoder.apply(progress));
  }

  static HttpStream ofRequests(Sink sink) {
    return new HttpStream(Requests::new, sink);
  }

  /**
   * @param methods of the requests whose answers are due; the stream takes them out
   */
  static HttpStream ofAnswers(Deque<String> methods, Sink sink) {
    return new HttpStream(progress -> new Answers(progress, methods), sink);
  }

  /** Told of what a stream holds, inside of {@link #read}. */
  interface Sink {
    /**
     * A head has come; its content may be still to come.
     *
     * @return whether to read on
     */
    boolean head(HttpMessage head);

    void message(HttpMessage message);

    /** The stream can't be read any further. */
    void broken(Throwable why);
  }

  private static HttpDecoderConfig config() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(MAX_LINE_BYTES)
        .setMaxHeaderSize(MAX_HEAD_BYTES)
        .setMaxChunkSize(CHUNK_BYTES)
        .setAllowDuplicateContentLengths(false)
        .setStrictLineParsing(true)
        .setValidateHeaders(true);
  }

  /** The next bytes. */
  void read(byte[] bytes) {
    if (over) {
      return;
    }
    pending = joined(pending, bytes);
    if (pending.length > MAX_MESSAGE_BYTES) {
      over = true;
      sink.broken(new TooLongException("more than " + MAX_MESSAGE_BYTES + " bytes of a message"));
      return;
    }
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    drain();
  }

  /** No more comes: an answer without a length ends here (RFC 9112 6.3). */
  void ended() {
    if (!over) {
      channel.finish();
      drain();
      over = true;
    }
  }

  /** Reads no more; what the codec still holds is let go. */
  void stop() {
    over = true;
    channel.finishAndReleaseAll();
  }

  /** What has come since the last whole message. */
  byte[] pending() {
    return pending;
  }

  private void drain() {
    HttpObject next = channel.readInbound();
    while (next != null) {
      try {
        if (!over) {
          take(next);
        }
      } finally {
        ReferenceCountUtil.release(next);
      }
      next = channel.readInbound();
    }
  }

  private void take(HttpObject object) {
    if (object.decoderResult().isFailure()) {
      over = true;
      sink.broken(object.decoderResult().cause());
      return;
    }
    if (object instanceof io.netty.handler.codec.http.HttpMessage started) {
      head = head(started);
      body.reset();
      if (!sink.head(head)) {
        over = true;
        return;
      }
    }
    if (object instanceof HttpContent content) {
      byte[] part = new byte[content.content().readableBytes()];
      content.content().readBytes(part);
      body.writeBytes(part);
      if (body.size() > MAX_BODY_BYTES) {
        over = true;
        sink.broken(new TooLongException("more than " + MAX_BODY_BYTES + " bytes of content"));
        return;
      }
    }
    HttpMessage whole = head;
    if (object instanceof LastHttpContent && whole != null) {
      head = null;
      sink.message(
          new HttpMessage(whole.startLine(), whole.fields(), body.toByteArray(), rawBytes()));
    }
  }

  /** The content is longer than anybody here takes. */
  static final class TooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLongException(String words) {
      super(words);
    }
  }

  private static HttpMessage head(io.netty.handler.codec.http.HttpMessage started) {
    List<HttpMessage.Field> fields = new ArrayList<>();
    for (Map.Entry<String, String> each : started.headers()) {
      fields.add(new HttpMessage.Field(each.getKey(), each.getValue()));
    }
    return new HttpMessage(startLine(started), fields, new byte[0], new byte[0]);
  }

  private static String startLine(io.netty.handler.codec.http.HttpMessage started) {
    if (started instanceof HttpRequest request) {
      return request.method() + " " + request.uri() + " " + request.protocolVersion();
    }
    if (started instanceof HttpResponse response) {
      return response.protocolVersion() + " " + response.status();
    }
    return "";
  }

  /** The bytes of the message that has just ended. */
  private byte[] rawBytes() {
    Long end = progress.ends.poll();
    int length = end == null ? pending.length : (int) (end - pendingAt);
    byte[] raw = Arrays.copyOf(pending, length);
    pending = Arrays.copyOfRange(pending, length, pending.length);
    pendingAt += length;
    return raw;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
