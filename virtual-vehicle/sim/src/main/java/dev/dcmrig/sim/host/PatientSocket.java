// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.host;

import dev.dcmrig.sim.HoldExpiredException;
import dev.dcmrig.sim.Patience;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket whose reads wait with {@link Patience}. For a conversation over loopback that a thread
 * of the bench waits for. It sends at once (TCP_NODELAY): a small segment after a large one would
 * wait for an acknowledgement that the other end delays (RFC 1122 4.2.3.2).
 */
public final class PatientSocket extends Socket {
  private final String exchange;
  private volatile int looks = Patience.LOOKS;

  /**
   * @param exchange what is waited for, for the message of a run that ends as error
   */
  public PatientSocket(String exchange) throws IOException {
    // The JDK is not asked whether a proxy leads there: it would be, at each of many connects.
    super(Proxy.NO_PROXY);
    this.exchange = exchange;
    setTcpNoDelay(true);
    setSoTimeout(Patience.LOOK_MILLIS);
  }

  /** The conversation is over: reads wait for as long as it takes. */
  public void waitForEver() throws IOException {
    looks = 0;
    setSoTimeout(0);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        // A read that timed out has taken nothing (java.net.Socket#setSoTimeout).
        for (int look = 0; ; look++) {
          try {
            return super.read(bytes, from, length);
          } catch (SocketTimeoutException e) {
            int limit = looks;
            if (limit > 0 && look >= limit) {
              throw expired(e);
            }
          }
        }
      }
    };
  }

  private HoldExpiredException expired(SocketTimeoutException cause) {
    HoldExpiredException expired = new HoldExpiredException(exchange, Patience.millis());
    expired.initCause(cause);
    return expired;
  }
}
