// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.RadioLink.ProxyAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a SOCKS5 handshake with user name (RFC 1928, RFC 1929), up to the request.
 * Whoever does not get through the login is a stranger, and is cut off.
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
  static final int ADDRESS_TYPE_NOT_SUPPORTED = 8;

  private static final int VERSION = 5;
  private static final int LOGIN_VERSION = 1;
  private static final int BY_PASSWORD = 2;
  private static final int NO_METHOD = 0xFF;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int MAX_BYTES = 1024;
  private static final int UNASSIGNED = 0x5A;
  private static final String OWN_NAME = "localhost";

  /** Told of what comes of a handshake, once. */
  interface Listener {
    void request(SocksHandshake handshake, int command, String host, int port);

    /** Somebody who is no DCM of this bench; the connection is closed. */
    void stranger(SocksHandshake handshake);

    /** A DCM has broken a rule of RFC 1928; the connection is closed. */
    void malformed(SocksHandshake handshake, String why);
  }

  private enum Expecting {
    GREETING,
    LOGIN,
    REQUEST,
    NOTHING
  }

  private final NetSocket socket;
  private final BiPredicate<String, String> logins;
  private final Listener listener;
  private Buffer pending = Buffer.buffer();
  private Buffer answers = Buffer.buffer();
  private Expecting expecting = Expecting.GREETING;
  private String user = "";
  private @Nullable ProxyAnswer form;

  /**
   * @param logins which user names and passwords are let in
   */
  SocksHandshake(NetSocket socket, BiPredicate<String, String> logins, Listener listener) {
    this.socket = socket;
    this.logins = logins;
    this.listener = listener;
    socket.exceptionHandler(ignored -> {});
    socket.closeHandler(ignored -> ended());
    socket.handler(this::read);
  }

  NetSocket socket() {
    return socket;
  }

  /** The SIM's identity. */
  String user() {
    return user;
  }

  /** Others need the room: whoever has not said who it is by now goes. */
  void giveUp() {
    if (expecting != Expecting.NOTHING) {
      turnAway();
    }
  }

  private void ended() {
    boolean wasStranger = expecting == Expecting.GREETING || expecting == Expecting.LOGIN;
    expecting = Expecting.NOTHING;
    if (wasStranger) {
      listener.stranger(this);
    }
  }

  private void turnAway() {
    expecting = Expecting.NOTHING;
    listener.stranger(this);
    say();
    socket.close();
  }

  private void malformed(int code, String why) {
    expecting = Expecting.NOTHING;
    listener.malformed(this, why);
    reply(code, 0);
  }

  private void read(Buffer bytes) {
    if (expecting == Expecting.NOTHING) {
      return;
    }
    pending = Buffer.buffer().appendBuffer(pending).appendBuffer(bytes);
    if (pending.length() > MAX_BYTES) {
      turnAway();
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
    say();
  }

  /** Sends what there is to answer so far: one segment for a client that did not wait. */
  private void say() {
    if (answers.length() > 0) {
      socket.write(answers);
      answers = Buffer.buffer();
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
    if (has(1) && at(0) != VERSION) {
      turnAway();
      return false;
    }
    if (!has(2) || !has(2 + at(1))) {
      return false;
    }
    boolean offered = false;
    for (int method = 0; method < at(1); method++) {
      offered |= at(2 + method) == BY_PASSWORD;
    }
    take(2 + at(1));
    if (!offered) {
      answers.appendByte((byte) VERSION).appendByte((byte) NO_METHOD);
      turnAway();
      return false;
    }
    answers.appendByte((byte) VERSION).appendByte((byte) BY_PASSWORD);
    expecting = Expecting.LOGIN;
    return true;
  }

  private boolean login() {
    if (has(1) && at(0) != LOGIN_VERSION) {
      turnAway();
      return false;
    }
    if (!has(2) || !has(3 + at(1)) || !has(3 + at(1) + at(2 + at(1)))) {
      return false;
    }
    int length = at(1);
    String name = text(2, length);
    String password = text(3 + length, at(2 + length));
    take(3 + length + at(2 + length));
    if (!logins.test(name, password)) {
      answers.appendByte((byte) LOGIN_VERSION).appendByte((byte) 1);
      turnAway();
      return false;
    }
    user = name;
    answers.appendByte((byte) LOGIN_VERSION).appendByte((byte) 0);
    expecting = Expecting.REQUEST;
    return true;
  }

  private String text(int from, int length) {
    return pending.getString(from, from + length, StandardCharsets.US_ASCII.name());
  }

  private boolean request() {
    if (!has(5)) {
      return false;
    }
    if (at(0) != VERSION || at(2) != 0) {
      malformed(GENERAL_FAILURE, "a request that does not begin with 05 cmd 00 (RFC 1928 4)");
      return false;
    }
    int type = at(3);
    int hostStart = type == NAME ? 5 : 4;
    int hostLength =
        switch (type) {
          case IPV4 -> 4;
          case NAME -> at(4);
          case IPV6 -> 16;
          default -> -1;
        };
    if (hostLength < 0) {
      malformed(ADDRESS_TYPE_NOT_SUPPORTED, "address type " + type + " (RFC 1928 5)");
      return false;
    }
    if (!has(hostStart + hostLength + 2)) {
      return false;
    }
    String host =
        switch (type) {
          case NAME -> text(hostStart, hostLength);
          case IPV4 -> at(4) + "." + at(5) + "." + at(6) + "." + at(7);
          default -> "an address of IPv6";
        };
    int port = pending.getUnsignedShort(hostStart + hostLength);
    int command = at(1);
    take(hostStart + hostLength + 2);
    if (pending.length() > 0) {
      malformed(GENERAL_FAILURE, "bytes before the answer to the request (RFC 1928 6)");
      return false;
    }
    expecting = Expecting.NOTHING;
    listener.request(this, command, host, port);
    return false;
  }

  /** How the address in the answer is written; null: as IPv4. */
  void form(@Nullable ProxyAnswer newForm) {
    form = newForm;
  }

  /** Answers the request in a way that grants nothing. */
  void refuseWith(ProxyAnswer answer) {
    switch (answer) {
      case ANOTHER_VERSION -> refuse(new byte[] {4, 0, 0, IPV4, 127, 0, 0, 1, 0, 0});
      case HALF_AN_ANSWER -> refuse(new byte[] {VERSION, SUCCEEDED, 0, IPV4});
      case UNKNOWN_CODE -> reply(UNASSIGNED, 0);
      default -> reply(GENERAL_FAILURE, 0);
    }
  }

  private void refuse(byte[] answer) {
    answers.appendBytes(answer);
    say();
    socket.close();
  }

  /** Where the DCM has reached the proxy, and finds the relay of an association (RFC 1928, 6). */
  private Buffer ownAddress() {
    Buffer address = Buffer.buffer();
    for (String octet : socket.localAddress().hostAddress().split("\\.")) {
      address.appendByte((byte) Integer.parseInt(octet));
    }
    return address;
  }

  /** Answers the request. */
  void reply(int code, int boundPort) {
    answers.appendBytes(new byte[] {VERSION, (byte) code, 0});
    if (form == ProxyAnswer.AN_ADDRESS_OF_IPV6) {
      answers.appendByte((byte) IPV6).appendBytes(new byte[15]).appendByte((byte) 1);
    } else if (form == ProxyAnswer.A_NAME) {
      answers.appendByte((byte) NAME).appendByte((byte) OWN_NAME.length()).appendString(OWN_NAME);
    } else {
      answers.appendByte((byte) IPV4).appendBuffer(ownAddress());
    }
    answers.appendUnsignedShort(boundPort);
    say();
    if (code != SUCCEEDED) {
      socket.close();
    }
  }
}
