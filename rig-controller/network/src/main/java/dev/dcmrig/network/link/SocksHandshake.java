// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * The server's side of a SOCKS5 handshake with user name (RFC 1928, RFC 1929), up to the request.
 *
 * <pre>
 *   05 n methods...            -> 05 02
 *   01 len user len password   -> 01 00
 *   05 cmd 00 atyp address port
 * </pre>
 */
final class SocksHandshake {
  static final int CONNECT = 1;
  static final int UDP_ASSOCIATE = 3;

  static final int SUCCEEDED = 0;
  static final int GENERAL_FAILURE = 1;
  static final int NETWORK_UNREACHABLE = 3;
  static final int HOST_UNREACHABLE = 4;
  static final int COMMAND_NOT_SUPPORTED = 7;

  private static final int MAX_BYTES = 1024;

  /** Told of the request, once. */
  @FunctionalInterface
  interface Requests {
    void request(SocksHandshake handshake, int command, String host, int port);
  }

  private enum Expecting {
    GREETING,
    LOGIN,
    REQUEST,
    NOTHING
  }

  private final NetSocket socket;
  private final Predicate<String> knownSims;
  private final Requests requests;
  private Buffer pending = Buffer.buffer();
  private Expecting expecting = Expecting.GREETING;
  private String user = "";

  /**
   * @param knownSims which user names are let in
   */
  SocksHandshake(NetSocket socket, Predicate<String> knownSims, Requests requests) {
    this.socket = socket;
    this.knownSims = knownSims;
    this.requests = requests;
    socket.handler(this::read);
  }

  NetSocket socket() {
    return socket;
  }

  /** The SIM's identity. */
  String user() {
    return user;
  }

  private void read(Buffer bytes) {
    pending = Buffer.buffer().appendBuffer(pending).appendBuffer(bytes);
    if (pending.length() > MAX_BYTES) {
      socket.close();
      return;
    }
    boolean more = true;
    while (more) {
      more =
          switch (expecting) {
            case GREETING -> greeting();
            case LOGIN -> login();
            case REQUEST -> request();
            case NOTHING -> false;
          };
    }
  }

  private boolean has(int count) {
    return pending.length() >= count;
  }

  private int at(int index) {
    return pending.getUnsignedByte(index);
  }

  private void take(int count) {
    pending = pending.getBuffer(count, pending.length());
  }

  private boolean greeting() {
    if (!has(2) || !has(2 + at(1))) {
      return false;
    }
    if (at(0) != 5) {
      socket.close();
      return false;
    }
    take(2 + at(1));
    socket.write(Buffer.buffer(new byte[] {5, 2}));
    expecting = Expecting.LOGIN;
    return true;
  }

  private boolean login() {
    if (!has(2) || !has(3 + at(1)) || !has(3 + at(1) + at(2 + at(1)))) {
      return false;
    }
    int length = at(1);
    user = pending.getString(2, 2 + length, StandardCharsets.US_ASCII.name());
    take(3 + length + at(2 + length));
    boolean known = knownSims.test(user);
    socket.write(Buffer.buffer(new byte[] {1, (byte) (known ? 0 : 1)}));
    if (!known) {
      expecting = Expecting.NOTHING;
      socket.close();
      return false;
    }
    expecting = Expecting.REQUEST;
    return true;
  }

  private boolean request() {
    if (!has(5)) {
      return false;
    }
    boolean byName = at(3) == 3;
    int hostLength = byName ? at(4) : 4;
    int hostStart = byName ? 5 : 4;
    if (!has(hostStart + hostLength + 2)) {
      return false;
    }
    String host =
        byName
            ? pending.getString(hostStart, hostStart + hostLength, "US-ASCII")
            : at(4) + "." + at(5) + "." + at(6) + "." + at(7);
    int port = pending.getUnsignedShort(hostStart + hostLength);
    int command = at(1);
    take(hostStart + hostLength + 2);
    expecting = Expecting.NOTHING;
    requests.request(this, command, host, port);
    return false;
  }

  /** Answers the request. */
  void reply(int code, int boundPort) {
    socket.write(
        Buffer.buffer(
            new byte[] {
              5, (byte) code, 0, 1, 127, 0, 0, 1, (byte) (boundPort >> 8), (byte) boundPort
            }));
    if (code != SUCCEEDED) {
      socket.close();
    }
  }
}
