package dev.dcmrig.can.socketcan;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.dcmrig.can.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A CAN_RAW socket on one interface, non-blocking. Frames are read and written many at a time
 * ({@code recvmmsg}, {@code sendmmsg}) through native memory that is reused: nothing is allocated
 * for a frame until {@link #frame} makes an object of it.
 *
 * <p>One thread may read while another writes; otherwise it belongs to one thread.
 */
public final class RawSocket implements AutoCloseable {

  /** Frames of one read or one write. */
  public static final int BATCH = 64;

  /** Receive buffer, in bytes: room for about 10,000 frames, whatever the system's default is. */
  private static final int RECEIVE_BUFFER = 8 << 20;

  /** How long a send waits for room in the interface's queue, in milliseconds. */
  private static final int SEND_BOUND_MILLIS = 200;

  private static final int CONTROL_SIZE = 128;
  private static final int IOVEC_SIZE = 16;
  private static final int MESSAGE_SIZE = 64;
  private static final int CMSG_HEADER = 16;

  // struct mmsghdr: struct msghdr, then msg_len.
  private static final int MSG_IOV = 16;
  private static final int MSG_IOVLEN = 24;
  private static final int MSG_CONTROL = 32;
  private static final int MSG_CONTROLLEN = 40;
  private static final int MSG_FLAGS = 48;
  private static final int MSG_LEN = 56;

  private final CanInterface at;
  private final int fd;
  private final Arena in;
  private final Arena out;
  private final byte[] scratch = new byte[64];
  private final AtomicBoolean closed = new AtomicBoolean();
  private int received;
  private volatile long dropped;

  /** Frames, their vectors, their ancillary data, their headers: one piece of native memory. */
  private static final class Arena {
    private final Memory memory;
    private final ByteBuffer bytes;
    private final int control = BATCH * FrameCodec.FD_SIZE;
    private final int vectors = control + BATCH * CONTROL_SIZE;
    private final int messages = vectors + BATCH * IOVEC_SIZE;
    private final Pointer headers;

    Arena(boolean ancillary) {
      memory = new Memory(messages + (long) BATCH * MESSAGE_SIZE);
      memory.clear();
      bytes = memory.getByteBuffer(0, memory.size()).order(ByteOrder.nativeOrder());
      long base = Pointer.nativeValue(memory);
      for (int index = 0; index < BATCH; index++) {
        bytes.putLong(vectors + index * IOVEC_SIZE, base + (long) index * FrameCodec.FD_SIZE);
        bytes.putLong(vectors + index * IOVEC_SIZE + 8, FrameCodec.FD_SIZE);
        int header = header(index);
        bytes.putLong(header + MSG_IOV, base + vectors + (long) index * IOVEC_SIZE);
        bytes.putLong(header + MSG_IOVLEN, 1);
        if (ancillary) {
          bytes.putLong(header + MSG_CONTROL, base + control + (long) index * CONTROL_SIZE);
        }
      }
      headers = memory.share(messages);
    }

    int header(int index) {
      return messages + index * MESSAGE_SIZE;
    }

    Pointer vectorBase() {
      return memory;
    }
  }

  private RawSocket(CanInterface at, int fd) {
    this.at = at;
    this.fd = fd;
    this.in = new Arena(true);
    this.out = new Arena(false);
  }

  /**
   * Opens a socket that receives every frame of others: FD frames where the interface carries them,
   * none of its own.
   *
   * @throws SocketCanException when the interface or the kernel doesn't allow it, with the way out
   */
  public static RawSocket open(String name) {
    CanInterface at = CanInterface.find(name);
    int fd =
        LibC.socket(
            LibC.AF_CAN, LibC.SOCK_RAW | LibC.SOCK_NONBLOCK | LibC.SOCK_CLOEXEC, LibC.CAN_RAW);
    if (fd < 0) {
      throw SocketCanException.of("could not open a CAN socket", name, Native.getLastError());
    }
    RawSocket socket = new RawSocket(at, fd);
    try {
      socket.configure();
      return socket;
    } catch (RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private void configure() {
    if (at.carriesFd()) {
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
    // struct sockaddr_can: u16 family, int ifindex at 4, 16 bytes of address.
    try (Memory address = new Memory(24)) {
      address.clear();
      address.setShort(0, (short) LibC.AF_CAN);
      address.setInt(4, LibC.if_nametoindex(at.name()));
      if (LibC.bind(fd, address, 24) < 0) {
        throw SocketCanException.of("could not bind", at.name(), Native.getLastError());
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
      if (LibC.setsockopt(fd, LibC.SOL_CAN_RAW, LibC.CAN_RAW_FILTER, value, length) < 0) {
        throw SocketCanException.of("could not set filters", at.name(), Native.getLastError());
      }
    }
  }

  private boolean set(int level, int name, int value) {
    try (Memory memory = new Memory(4)) {
      memory.setInt(0, value);
      return LibC.setsockopt(fd, level, name, memory, 4) == 0;
    }
  }

  private void option(int level, int name, int value, String what) {
    if (!set(level, name, value)) {
      throw SocketCanException.of(what, at.name(), Native.getLastError());
    }
  }

  int fd() {
    return fd;
  }

  public boolean carriesFd() {
    return at.carriesFd();
  }

  /**
   * Reads what is there, {@link #BATCH} frames at most, without waiting.
   *
   * @return how many; they stay until the next call
   * @throws SocketCanException when the interface is down or gone
   */
  public int receive() {
    for (int index = 0; index < BATCH; index++) {
      in.bytes.putLong(in.header(index) + MSG_CONTROLLEN, CONTROL_SIZE);
    }
    int count;
    do {
      count = LibC.recvmmsg(fd, in.headers, BATCH, LibC.MSG_DONTWAIT, Pointer.NULL);
    } while (count < 0 && Native.getLastError() == LibC.EINTR);
    if (count < 0) {
      int errno = Native.getLastError();
      if (errno != LibC.EAGAIN) {
        received = 0;
        throw SocketCanException.of("could not read", at.name(), errno);
      }
      count = 0;
    }
    received = count;
    for (int index = 0; index < count; index++) {
      countDrops(index);
    }
    return count;
  }

  /** Bytes of frame {@code index}: 16 classic, 72 FD. */
  public int size(int index) {
    return in.bytes.getInt(in.header(check(index)) + MSG_LEN);
  }

  /** The 32 bits of {@code can_id}, flags included, without making an object. */
  public int rawId(int index) {
    return in.bytes.getInt(check(index) * FrameCodec.FD_SIZE);
  }

  /**
   * Frame {@code index} of the last read.
   *
   * @throws IllegalArgumentException when it was cut off, or has a length that no frame has
   */
  public Frame frame(int index) {
    return FrameCodec.decode(in.bytes, check(index) * FrameCodec.FD_SIZE, size(index));
  }

  /** Whether this socket sent it: the interface has acknowledged the send (MSG_CONFIRM). */
  public boolean isOwn(int index) {
    return (messageFlags(index) & LibC.MSG_CONFIRM) != 0;
  }

  /** Whether it was sent on this machine (MSG_DONTROUTE). */
  public boolean isLocal(int index) {
    return (messageFlags(index) & LibC.MSG_DONTROUTE) != 0;
  }

  private int messageFlags(int index) {
    return in.bytes.getInt(in.header(check(index)) + MSG_FLAGS);
  }

  /** When frame {@code index} arrived, in nanoseconds since 1970; 0 when nobody knows. */
  public long epochNanos(int index) {
    int hardware = stamp(index, 32);
    int at = hardware >= 0 ? hardware : stamp(index, 0);
    if (at < 0) {
      at = ancillary(index, LibC.SO_TIMESTAMPNS);
    }
    return at < 0 ? 0 : in.bytes.getLong(at) * 1_000_000_000L + in.bytes.getLong(at + 8);
  }

  /** Where {@link #epochNanos} comes from. */
  public TimestampSource timestampSource(int index) {
    if (stamp(index, 32) >= 0) {
      return TimestampSource.HARDWARE;
    }
    boolean software = stamp(index, 0) >= 0 || ancillary(index, LibC.SO_TIMESTAMPNS) >= 0;
    return software ? TimestampSource.SOFTWARE : TimestampSource.READ;
  }

  /** Offset of one of the three stamps of SO_TIMESTAMPING that is not zero, or -1. */
  private int stamp(int index, int within) {
    int at = ancillary(index, LibC.SO_TIMESTAMPING);
    if (at < 0 || (in.bytes.getLong(at + within) == 0 && in.bytes.getLong(at + within + 8) == 0)) {
      return -1;
    }
    return at + within;
  }

  /** Frames that the kernel had to drop because nobody read them in time, since the opening. */
  public long dropped() {
    return dropped;
  }

  private void countDrops(int index) {
    int at = ancillary(index, LibC.SO_RXQ_OVFL);
    if (at >= 0) {
      dropped = in.bytes.getInt(at) & 0xFFFF_FFFFL;
    }
  }

  /** Offset of the data of ancillary message {@code type} of frame {@code index}, or -1. */
  private int ancillary(int index, int type) {
    int at = in.control + check(index) * CONTROL_SIZE;
    int end = at + (int) in.bytes.getLong(in.header(index) + MSG_CONTROLLEN);
    while (at + CMSG_HEADER <= end) {
      int length = (int) in.bytes.getLong(at);
      if (length < CMSG_HEADER) {
        return -1;
      }
      if (in.bytes.getInt(at + 8) == LibC.SOL_SOCKET && in.bytes.getInt(at + 12) == type) {
        return at + CMSG_HEADER;
      }
      at += length + 7 & ~7;
    }
    return -1;
  }

  private int check(int index) {
    if (index < 0 || index >= received) {
      throw new IndexOutOfBoundsException("frame " + index + " of " + received);
    }
    return index;
  }

  /**
   * Sends one frame. When the interface's queue is full it waits for room, at most 200 ms.
   *
   * @return false when there was no room in that time
   * @throws SocketCanException when the interface is down or gone, or does not carry FD
   */
  public boolean send(Frame frame) {
    checkFd(frame);
    FrameCodec.encode(frame, out.bytes, 0, scratch);
    int size = FrameCodec.size(frame);
    for (int waited = 0; ; waited++) {
      if (LibC.write(fd, out.vectorBase(), size) == size) {
        return true;
      }
      if (!mayWait(Native.getLastError(), waited)) {
        return false;
      }
    }
  }

  /**
   * Sends frames {@code from} to {@code to}, {@link #BATCH} in a call of the kernel.
   *
   * @return how many were taken, all unless the interface's queue stayed full for 200 ms
   */
  public int send(Frame[] frames, int from, int to) {
    int sent = from;
    int waited = 0;
    while (sent < to) {
      int count = Math.min(BATCH, to - sent);
      for (int index = 0; index < count; index++) {
        Frame frame = frames[sent + index];
        checkFd(frame);
        FrameCodec.encode(frame, out.bytes, index * FrameCodec.FD_SIZE, scratch);
        out.bytes.putLong(out.vectors + index * IOVEC_SIZE + 8, FrameCodec.size(frame));
      }
      int done = LibC.sendmmsg(fd, out.headers, count, LibC.MSG_DONTWAIT);
      if (done > 0) {
        sent += done;
        waited = 0;
      } else if (!mayWait(Native.getLastError(), waited++)) {
        return sent - from;
      }
    }
    return sent - from;
  }

  private void checkFd(Frame frame) {
    if (frame.isFd() && !at.carriesFd()) {
      throw new SocketCanException(
          at.name()
              + ": carries classic frames only (its MTU is "
              + at.mtu()
              + "), and this one is FD; 'ip link set "
              + at.name()
              + " mtu 72' makes a virtual interface carry both, 'ip link set "
              + at.name()
              + " type can ... fd on' a real one",
          LibC.EINVAL);
    }
  }

  /** False when the time is up; throws when waiting would not help. */
  private boolean mayWait(int errno, int waited) {
    if (errno == LibC.EINTR) {
      return true;
    }
    if (errno != LibC.ENOBUFS && errno != LibC.EAGAIN) {
      throw SocketCanException.of("could not send", at.name(), errno);
    }
    if (waited >= SEND_BOUND_MILLIS) {
      return false;
    }
    // POLLOUT tells of the socket's buffer, not of the interface's queue: a millisecond, then
    // again.
    int ignored = LibC.poll(Pointer.NULL, 0, 1);
    return ignored <= 0;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      LibC.close(fd);
      in.memory.close();
      out.memory.close();
    }
  }
}
