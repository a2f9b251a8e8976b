// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.TimestampSource;

/**
 * A CAN_RAW socket on one interface. Frames are read and written many at a time ({@code recvmmsg},
 * {@code sendmmsg}) through native memory that is reused: nothing is allocated for a frame unless
 * {@link #frame} makes an object of it.
 *
 * <p>One thread may read while another writes. Closing waits for both; later calls are refused.
 */
public final class RawSocket implements AutoCloseable {

  /** Frames of one read. */
  public static final int BATCH = FrameReader.BATCH;

  /** Receive buffer, in bytes: room for about 20,000 frames, whatever the system's default is. */
  private static final int RECEIVE_BUFFER = 8 << 20;

  private final CanDescriptor socket;
  private final FrameReader reader;
  private final FrameSender sender;

  private RawSocket(CanDescriptor socket) {
    this.socket = socket;
    this.reader = new FrameReader(socket);
    this.sender = new FrameSender(socket);
  }

  /**
   * Opens a socket that receives every frame of others: FD frames where the interface carries them,
   * none of its own.
   *
   * @throws SocketCanException when the interface or the kernel doesn't allow it, with the way out
   */
  public static RawSocket open(String name) {
    CanInterface at = CanInterface.find(name);
    int fd = LibC.socket(LibC.AF_CAN, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, LibC.CAN_RAW);
    if (fd < 0) {
      throw SocketCanException.of("could not open a CAN socket", name, Native.getLastError());
    }
    RawSocket socket = new RawSocket(new CanDescriptor(fd, at));
    try {
      socket.configure();
      return socket;
    } catch (RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private void configure() {
    if (socket.at.carriesFd()) {
      option(LibC.SOL_CAN_RAW, LibC.CAN_RAW_FD_FRAMES, 1, "could not switch FD frames on");
    }
    if (!set(LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, RECEIVE_BUFFER)) {
      // Without CAP_NET_ADMIN the system's limit (net.core.rmem_max) counts.
      option(LibC.SOL_SOCKET, LibC.SO_RCVBUF, RECEIVE_BUFFER, "could not set the receive buffer");
    }
    option(LibC.SOL_SOCKET, LibC.SO_RXQ_OVFL, 1, "could not ask for the drop counter");
    int stamps =
        LibC.SOF_TIMESTAMPING_RX_HARDWARE
            | LibC.SOF_TIMESTAMPING_RX_SOFTWARE
            | LibC.SOF_TIMESTAMPING_SOFTWARE
            | LibC.SOF_TIMESTAMPING_RAW_HARDWARE;
    if (!set(LibC.SOL_SOCKET, LibC.SO_TIMESTAMPING, stamps)) {
      option(LibC.SOL_SOCKET, LibC.SO_TIMESTAMPNS, 1, "could not ask for time stamps");
    }
    int index = LibC.if_nametoindex(socket.at.name());
    if (index == 0) {
      // An index of 0 would mean all interfaces.
      throw SocketCanException.of("could not bind", socket.at.name(), LibC.ENODEV);
    }
    // struct sockaddr_can: u16 family, int ifindex at 4, 16 bytes of address.
    try (Memory address = new Memory(24)) {
      address.clear();
      address.setShort(0, (short) LibC.AF_CAN);
      address.setInt(4, index);
      if (LibC.bind(socket.fd, address, 24) < 0) {
        throw SocketCanException.of("could not bind", socket.at.name(), Native.getLastError());
      }
    }
  }

  /** Sets what {@code kinds} of error frames are received: class bits of linux/can/error.h. */
  public void errorFrames(int kinds) {
    option(LibC.SOL_CAN_RAW, LibC.CAN_RAW_ERR_FILTER, kinds, "could not ask for error frames");
  }

  /** Whether this socket receives what it sends, marked {@link #isOwn}. */
  public void receiveOwn(boolean own) {
    option(LibC.SOL_CAN_RAW, LibC.CAN_RAW_RECV_OWN_MSGS, own ? 1 : 0, "could not loop back");
  }

  /** Whether other sockets of this machine receive what this one sends. */
  public void loopback(boolean on) {
    option(LibC.SOL_CAN_RAW, LibC.CAN_RAW_LOOPBACK, on ? 1 : 0, "could not set the loopback");
  }

  /**
   * Receives only what passes a filter: pairs of identifier and mask as in {@code struct
   * can_filter} (bit 31 EFF, bit 30 RTR, bit 29 of the identifier inverts); none: nothing passes.
   *
   * @param join all of them must pass, not one (CAN_RAW_JOIN_FILTERS)
   */
  public void filters(boolean join, int... idsAndMasks) {
    option(LibC.SOL_CAN_RAW, LibC.CAN_RAW_JOIN_FILTERS, join ? 1 : 0, "could not join filters");
    try (Memory value = new Memory(Math.max(8, idsAndMasks.length * 4L))) {
      value.write(0, idsAndMasks, 0, idsAndMasks.length);
      int length = idsAndMasks.length * 4;
      if (LibC.setsockopt(socket.fd, LibC.SOL_CAN_RAW, LibC.CAN_RAW_FILTER, value, length) < 0) {
        throw SocketCanException.of(
            "could not set filters", socket.at.name(), Native.getLastError());
      }
    }
  }

  private boolean set(int level, int name, int value) {
    try (Memory memory = new Memory(4)) {
      memory.setInt(0, value);
      return LibC.setsockopt(socket.fd, level, name, memory, 4) == 0;
    }
  }

  private void option(int level, int name, int value, String what) {
    socket.checkOpen();
    if (!set(level, name, value)) {
      throw SocketCanException.of(what, socket.at.name(), Native.getLastError());
    }
  }

  /** Bytes that the kernel lets wait for this socket; fewer than wanted without CAP_NET_ADMIN. */
  int receiveBufferBytes() {
    try (Memory value = new Memory(4);
        Memory length = new Memory(4)) {
      length.setInt(0, 4);
      return LibC.getsockopt(socket.fd, LibC.SOL_SOCKET, LibC.SO_RCVBUF, value, length) < 0
          ? 0
          : value.getInt(0);
    }
  }

  /** Makes the send buffer so small that the socket itself is soon full. */
  void sendBufferBytes(int bytes) {
    option(LibC.SOL_SOCKET, LibC.SO_SNDBUF, bytes, "could not set the send buffer");
  }

  int fd() {
    return socket.fd;
  }

  CanInterface at() {
    return socket.at;
  }

  public boolean carriesFd() {
    return socket.at.carriesFd();
  }

  // Reading.

  /**
   * Reads what is there, {@link #BATCH} frames at most, without waiting.
   *
   * @return how many; they stay until the next call
   * @throws SocketCanException when the interface is down or gone
   */
  public int receive() {
    return reader.receive();
  }

  /**
   * Waits for a frame, then reads it; while frames come close to one another, reads all that are
   * there, {@link #BATCH} frames at most.
   *
   * @param timeoutMillis 1 and more; the kernel's clock tick is added to it
   * @return how many; 0 when none came in time, or a signal came
   * @throws SocketCanException when the interface is down or gone
   */
  public int receive(int timeoutMillis) {
    return reader.receive(timeoutMillis);
  }

  /** Bytes of frame {@code index}: 16 classic, 72 FD. */
  public int size(int index) {
    return reader.size(index);
  }

  /** Whether frame {@code index} is FD. */
  public boolean isFd(int index) {
    return reader.isFd(index);
  }

  /** The 32 bits of {@code can_id}, flags included, without making an object. */
  public int rawId(int index) {
    return reader.rawId(index);
  }

  /** Length of the data as the kernel gave it, in bytes. */
  public int length(int index) {
    return reader.length(index);
  }

  /** The flags of an FD frame, {@link FrameBatch#BRS} and {@link FrameBatch#ESI}; 0 if classic. */
  public int fdFlags(int index) {
    return reader.fdFlags(index);
  }

  /**
   * Copies the data of frame {@code index}.
   *
   * @return how many bytes
   */
  public int copyData(int index, byte[] target, int offset) {
    return reader.copyData(index, target, offset);
  }

  /** Eight bytes of the data of frame {@code index}, in the machine's byte order. */
  public long dataLong(int index, int offset) {
    return reader.dataLong(index, offset);
  }

  /**
   * Frame {@code index} of the last read.
   *
   * @throws IllegalArgumentException when it was cut off, or has a length that no frame has
   */
  public Frame frame(int index) {
    return reader.frame(index);
  }

  /** Whether this socket sent it: the interface has acknowledged the send (MSG_CONFIRM). */
  public boolean isOwn(int index) {
    return reader.isOwn(index);
  }

  /** Whether it was sent on this machine (MSG_DONTROUTE). */
  public boolean isLocal(int index) {
    return reader.isLocal(index);
  }

  /**
   * The stamp of frame {@code index} in nanoseconds; 0 when none came with it. A hardware stamp
   * counts from where the controller likes, the others since 1970.
   */
  public long stampNanos(int index) {
    return reader.stampNanos(index);
  }

  /** Where {@link #stampNanos} comes from. */
  public TimestampSource timestampSource(int index) {
    return reader.timestampSource(index);
  }

  /** Frames that the kernel had to drop because nobody read them in time, since the opening. */
  public long dropped() {
    return reader.dropped();
  }

  // Writing.

  /**
   * Sends one frame. When there is no room for it, it waits, 200 times a millisecond at most.
   *
   * @return false when there was no room in that time
   * @throws IllegalArgumentException for an FD frame on an interface that carries classic ones only
   * @throws SocketCanException when the interface is down or gone
   */
  public boolean send(Frame frame) {
    return sender.send(frame);
  }

  /**
   * Sends one frame, if there is room for it now.
   *
   * @return 0, or why there is none: EAGAIN, the socket's own buffer is full, and POLLOUT tells of
   *     its end; ENOBUFS, the interface's queue is full, and nothing tells of its end
   */
  int trySend(Frame frame) {
    return sender.trySend(frame);
  }

  /**
   * Sends frames {@code from} to {@code to}, many in a call of the kernel.
   *
   * @return how many were taken, all unless there was no room for 200 ms
   */
  public int send(Frame[] frames, int from, int to) {
    return sender.send(frames, from, to);
  }

  /**
   * Sends a batch; it stays as it is and can be sent again.
   *
   * @return how many were taken, all unless there was no room for 200 ms
   * @throws IllegalArgumentException for an FD frame on an interface that carries classic ones only
   * @throws SocketCanException when the interface is down or gone
   */
  public int send(FrameBatch batch) {
    return sender.send(batch);
  }

  @Override
  public void close() {
    // Sender first, then reader, everywhere: each holds its lock for one call at most.
    synchronized (sender) {
      reader.close();
    }
  }
}
