// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import org.jspecify.annotations.Nullable;

/**
 * A CAN_ISOTP socket: the kernel cuts payloads into frames and puts them together again (ISO
 * 15765-2), with its own flow control and timers. It is there since Linux 5.10, where it is built.
 *
 * <p>Belongs to one thread.
 */
public final class IsoTpSocket implements AutoCloseable {

  /** Longest payload of a first frame with a 12-bit length; every kernel takes it. */
  public static final int MAX_SHORT_FORM = 4095;

  /** Longest that any kernel is known to take, with a 32-bit length. */
  static final int BUFFER = 1 << 17;

  private final String name;
  private final int fd;
  private final Memory memory = new Memory(BUFFER);
  private boolean closed;

  private IsoTpSocket(String name, int fd) {
    this.name = name;
    this.fd = fd;
  }

  /**
   * Opens a socket between two identifiers.
   *
   * @throws SocketCanException when the interface or the kernel doesn't allow it, with the way out
   */
  public static IsoTpSocket open(String name, IsoTpSettings settings) {
    CanInterface at = CanInterface.find(name);
    if (settings.fd()) {
      at.mustCarryFd("this ISO-TP socket");
    }
    int fd =
        LibC.socket(
            LibC.AF_CAN, LibC.SOCK_DGRAM | LibC.SOCK_NONBLOCK | LibC.SOCK_CLOEXEC, LibC.CAN_ISOTP);
    if (fd < 0) {
      throw refusedSocket(name, Native.getLastError());
    }
    IsoTpSocket socket = new IsoTpSocket(name, fd);
    try {
      socket.configure(settings);
      return socket;
    } catch (RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  static SocketCanException refusedSocket(String name, int errno) {
    if (errno == LibC.EPROTONOSUPPORT) {
      return new SocketCanException(
          name
              + ": this kernel has no ISO-TP sockets; load them: 'modprobe can-isotp' (Linux 5.10"
              + " or newer, option CAN_ISOTP)",
          errno);
    }
    return SocketCanException.of("could not open an ISO-TP socket", name, errno);
  }

  private void configure(IsoTpSettings settings) {
    option(LibC.CAN_ISOTP_OPTS, settings.options(), "options");
    option(LibC.CAN_ISOTP_RECV_FC, settings.flowControl(), "flow control");
    option(LibC.CAN_ISOTP_LL_OPTS, settings.linkLayer(), "frame length");
    // struct sockaddr_can: u16 family, int ifindex at 4, rx_id at 8, tx_id at 12.
    try (Memory address = new Memory(24)) {
      address.clear();
      address.setShort(0, (short) LibC.AF_CAN);
      address.setInt(4, LibC.if_nametoindex(name));
      address.setInt(8, settings.rxRawId());
      address.setInt(12, settings.txRawId());
      if (LibC.bind(fd, address, 24) < 0) {
        throw SocketCanException.of("could not bind an ISO-TP socket", name, Native.getLastError());
      }
    }
  }

  private void option(int option, byte[] value, String what) {
    try (Memory bytes = new Memory(value.length)) {
      bytes.write(0, value, 0, value.length);
      if (LibC.setsockopt(fd, LibC.SOL_CAN_ISOTP, option, bytes, value.length) < 0) {
        throw SocketCanException.of(
            "the kernel does not take the ISO-TP " + what, name, Native.getLastError());
      }
    }
  }

  /**
   * Sends a payload and waits until its last frame is out.
   *
   * @param payload 1 byte at least; above {@link #MAX_SHORT_FORM} what the kernel takes
   * @param timeoutMillis how long the whole may last
   * @throws SocketCanException when the other side doesn't answer or doesn't want it
   */
  public void send(byte[] payload, int timeoutMillis) {
    begin(payload);
    // Kernels say "writable" when nothing is under way any more.
    int events = await(LibC.POLLOUT, timeoutMillis);
    if ((events & LibC.POLLERR) != 0) {
      throw failed("could not send " + payload.length + " bytes", pendingError());
    }
    if ((events & LibC.POLLOUT) == 0) {
      throw failed(
          "could not send " + payload.length + " bytes within " + timeoutMillis + " ms",
          LibC.ETIMEDOUT);
    }
  }

  /** Hands a payload to the kernel, which says "writable" when it is out. */
  void begin(byte[] payload) {
    if (payload.length == 0 || payload.length > BUFFER) {
      throw tooLong(payload.length);
    }
    memory.write(0, payload, 0, payload.length);
    if (LibC.write(fd, memory, payload.length) != payload.length) {
      int errno = Native.getLastError();
      throw errno == LibC.EINVAL ? tooLong(payload.length) : failed("could not send", errno);
    }
  }

  private SocketCanException tooLong(int length) {
    return new SocketCanException(
        name
            + ": a payload of "
            + length
            + " bytes: ISO-TP carries 1 to "
            + MAX_SHORT_FORM
            + ", and more only where both kernels take it; cut it",
        LibC.EINVAL);
  }

  /**
   * The next payload that is complete.
   *
   * @param timeoutMillis how long to wait for it; 0: not at all
   * @return null when none came in that time
   * @throws SocketCanException when one began and did not come to its end
   */
  public byte @Nullable [] receive(int timeoutMillis) {
    int events = await(LibC.POLLIN, timeoutMillis);
    if ((events & LibC.POLLERR) != 0) {
      throw failed("could not receive", pendingError());
    }
    return (events & LibC.POLLIN) == 0 ? null : read();
  }

  /** The payload that is there. */
  byte[] read() {
    long size = LibC.read(fd, memory, memory.size());
    if (size < 0) {
      throw failed("could not receive", Native.getLastError());
    }
    return memory.getByteArray(0, (int) size);
  }

  /** What has happened of what is waited for; 0 when the time is up. */
  private int await(short events, int timeoutMillis) {
    try (Memory entry = new Memory(8)) {
      entry.setInt(0, fd);
      entry.setShort(4, events);
      entry.setShort(6, (short) 0);
      return LibC.poll(entry, 1, timeoutMillis) > 0 ? entry.getShort(6) : 0;
    }
  }

  /** What has happened of what is waited for; 0 when the time is up or somebody wakes. */
  int await(short events, WakeUp wake, int timeoutMillis) {
    try (Memory entries = new Memory(16)) {
      entries.setInt(0, fd);
      entries.setShort(4, events);
      entries.setShort(6, (short) 0);
      entries.setInt(8, wake.fd());
      entries.setShort(12, LibC.POLLIN);
      entries.setShort(14, (short) 0);
      return LibC.poll(entries, 2, timeoutMillis) > 0 ? entries.getShort(6) : 0;
    }
  }

  /** The error that {@code POLLERR} stands for; the kernel forgets it. */
  int pendingError() {
    try (Memory value = new Memory(4);
        Memory length = new Memory(4)) {
      length.setInt(0, 4);
      LibC.getsockopt(fd, LibC.SOL_SOCKET, LibC.SO_ERROR, value, length);
      return value.getInt(0);
    }
  }

  private SocketCanException failed(String what, int errno) {
    String reason =
        switch (errno) {
          case LibC.ECOMM ->
              "the other side sent no flow control within a second, or the interface did not send;"
                  + " is it there, and are the identifiers the right way round?";
          case LibC.ETIMEDOUT -> "a frame of the payload, or its acknowledgement, did not come";
          case LibC.EILSEQ ->
              "a consecutive frame has the wrong number: one was lost, or two are sending";
          case LibC.EBADMSG ->
              "a frame breaks the protocol or its padding: do both sides pad with the same byte?";
          case LibC.EMSGSIZE -> "the other side has no room for so much; send less at a time";
          case LibC.EADDRNOTAVAIL -> "the socket has lost its interface; plug it in, open again";
          default -> null;
        };
    return reason == null
        ? SocketCanException.of("ISO-TP " + what, name, errno)
        : new SocketCanException(name + ": ISO-TP " + what + ": " + reason, errno);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      LibC.close(fd);
      memory.close();
    }
  }
}
