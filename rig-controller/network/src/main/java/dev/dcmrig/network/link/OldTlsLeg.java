// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import java.nio.ByteBuffer;

/**
 * A server that offers nothing newer than TLS 1.1: its answer to whatever comes is a canned
 * ServerHello (RFC 4346 7.4.1.3), since no JDK speaks that any more. A DCM must turn away.
 *
 * <pre>
 *   16 0302 length   02 length 0302 random(32) 00 cipher(2) 00
 * </pre>
 */
final class OldTlsLeg implements Flow.ServiceSide {
  private static final int HELLO_BYTES = 2 + 32 + 1 + 2 + 1;

  private final Link link;
  private final Flow flow;
  private boolean answered;

  OldTlsLeg(Link link, Flow flow) {
    this.link = link;
    this.flow = flow;
  }

  static byte[] serverHello() {
    ByteBuffer hello = ByteBuffer.allocate(5 + 4 + HELLO_BYTES);
    hello.put((byte) 0x16).putShort((short) 0x0302).putShort((short) (4 + HELLO_BYTES));
    hello.put((byte) 2).put((byte) 0).putShort((short) HELLO_BYTES);
    hello.putShort((short) 0x0302).put(new byte[32]).put((byte) 0);
    // TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA (RFC 8422).
    hello.putShort((short) 0xC013).put((byte) 0);
    return hello.array();
  }

  @Override
  public void write(byte[] bytes) {
    if (!answered) {
      answered = true;
      link.journal().note(flow, "tls offer of 1.1");
      link.deliveries().sendDown(flow, serverHello(), null);
    }
  }

  @Override
  public void close() {
    answered = true;
  }
}
