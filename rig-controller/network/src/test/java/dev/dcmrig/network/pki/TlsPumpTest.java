// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.tls.TlsPump;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ends of the pump, with certificates of a run. */
class TlsPumpTest {

  /** One end: what it got, and whether the other end said goodbye. */
  private static class End implements TlsPump.Sink {
    final TlsPump pump;
    final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    String read = "";
    boolean closed;
    boolean truncated;

    End(SSLContext context, boolean client, String protocol) {
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(client);
      engine.setEnabledProtocols(new String[] {protocol});
      pump = new TlsPump(engine, this);
    }

    @Override
    public void wire(byte[] bytes) {
      wire.writeBytes(bytes);
    }

    @Override
    public void plain(byte[] bytes) {
      read += new String(bytes, StandardCharsets.US_ASCII);
    }

    @Override
    public void opened(SSLSession session) {}

    @Override
    public void closed(@Nullable SSLException why) {
      closed = true;
      truncated = why != null;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Carries bytes until neither end has more to say: no socket, and no order left to chance. */
  private static void carry(End one, End other) {
    while (one.wire.size() + other.wire.size() > 0) {
      byte[] there = one.wire.toByteArray();
      one.wire.reset();
      byte[] back = other.wire.toByteArray();
      other.wire.reset();
      other.pump.received(there);
      one.pump.received(back);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whatIsSaidBeforeTheGoodbyeArrives(String protocol) {
    try (RunAuthority authority = new RunAuthority()) {
      SSLContext context = authority.server(RunAuthority.BROKER_NAME, ServerIdentity.GOOD);
      End client = new End(context, true, protocol);
      End server =
          new End(context, false, protocol) {
            @Override
            public void plain(byte[] bytes) {
              super.plain(bytes);
              // Answers inside of the call that brought the question, and ends.
              pump.send(ascii("go away"));
              assertTrue(wire.size() > 0, "said at once, not when the pump has turned");
              pump.close();
            }
          };
      client.pump.start();
      server.pump.start();
      client.pump.send(ascii("hello"));
      carry(client, server);
      assertEquals("hello", server.read);
      assertEquals("go away", client.read);
      assertTrue(client.closed && !client.truncated, "an end as it should be");
    }
  }
}
