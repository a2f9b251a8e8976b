// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** cannelloni over TCP, version 1: a greeting, then frames. */
final class CannelloniStream implements StreamWire.Protocol {
  private static final byte[] NOTHING = {};

  private final ByteBuffer frame = ByteBuffer.allocate(CannelloniFormat.MAX_FRAME_BYTES);

  /** What has come and is no whole frame yet; between calls it is ready to be written to. */
  private ByteBuffer in = ByteBuffer.allocate(CannelloniFormat.MAX_FRAME_BYTES);

  private int greeted;

  @Override
  public byte[] opening() {
    return CannelloniFormat.GREETING.clone();
  }

  @Override
  public byte[] encode(Frame of) {
    frame.clear();
    CannelloniFormat.put(frame, of);
    return Arrays.copyOf(frame.array(), frame.position());
  }

  @Override
  public String refuses(Frame of) {
    return "";
  }

  @Override
  public byte[] decode(byte[] bytes, int length, Wire.Ear ear) {
    int at = greeting(bytes, length);
    if (in.remaining() < length - at) {
      ByteBuffer larger = ByteBuffer.allocate(in.position() + length - at);
      larger.put(in.flip());
      in = larger;
    }
    in.put(bytes, at, length - at).flip();
    for (Frame each = CannelloniFormat.take(in); each != null; each = CannelloniFormat.take(in)) {
      ear.heard(each);
    }
    in.compact();
    return NOTHING;
  }

  /** Takes what belongs to the greeting; how many bytes that are. */
  private int greeting(byte[] bytes, int length) {
    int at = 0;
    while (greeted < CannelloniFormat.GREETING.length && at < length) {
      if (bytes[at] != CannelloniFormat.GREETING[greeted]) {
        throw new IllegalArgumentException(
            "its first bytes are '"
                + new String(bytes, 0, Math.min(length, 16), StandardCharsets.ISO_8859_1)
                    .replaceAll("[^ -~]", "?")
                + "' and not 'CANNELLONIv1'");
      }
      greeted++;
      at++;
    }
    return at;
  }

  @Override
  public boolean isReady() {
    return greeted == CannelloniFormat.GREETING.length;
  }
}
