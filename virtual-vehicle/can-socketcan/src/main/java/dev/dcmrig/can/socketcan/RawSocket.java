// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.TimestampSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A CAN_RAW socket on one interface. Frames are read and written many at a time ({@code recvmmsg},
 * {@code sendmmsg}) through native memory that is reused: nothing is allocated for a frame unless
 * {@link #frame} makes an object of it.
 *
 * <p>One thread may read while another writes. Closing waits for both; later calls are refused.
 */
public final class RawSocket implements AutoCloseable {

  /** Frames of one read. */
  public static final int BATCH = 64;

  /** Receive buffer, in bytes: room for about 20,000 frames, whatever the system's default is. */
  private static final int RECEIVE_BUFFER = 8 << 20;

  /** Waits that read one frame each before one asks for all that are there. */
  private static final int SINGLES = 4;

  /** How often a send waits a millisecond for room in the interface's queue. */
  private static final int SEND_BOUND_MILLIS = 200;

  /** Index of the drop counter in what SO_MEMINFO tells: nine u32 (linux/sock_diag.h). */
  private static final int MEMINFO_DROPS = 8;

  private static final int MEMINFO_SIZE = 36;

  /** Offset of the raw hardware stamp in {@code struct scm_timestamping}: three timespecs. */
  private static final int HARDWARE_STAMP = 32;

  private final CanInterface at;
  private final int fd;
  private final MessageBlock in = new MessageBlock(BATCH, true);
  private final FrameBatch out = new FrameBatch(BATCH);
  private final byte[] scratch = new byte[64];
  private final DropCounter drops = new DropCounter();
  private final ByteBuffer pollEntry = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
  private final long pollAddress = MessageBlock.address(pollEntry);
  private int singles;
  private int waitMillis;
  private int received;
  private volatile boolean closed;

  private RawSocket(CanInterface at, int fd) {
    this.at = at;
    this.fd = fd;
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
    int index = LibC.if_nametoindex(at.name());
    if (index == 0) {
      // An index of 0 would mean all interfaces.
      throw SocketCanException.of("could not bind", at.name(), LibC.ENODEV);
    }
    // struct sockaddr_can: u16 family, int ifindex at 4, 16 bytes of address.
    try (Memory address = new Memory(24)) {
      address.clear();
      address.setShort(0, (short) LibC.AF_CAN);
      address.setInt(4, index);
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
    checkOpen();
    if (!set(level, name, value)) {
      throw SocketCanException.of(what, at.name(), Native.getLastError());
    }
  }

  /** Bytes that the kernel lets wait for this socket; fewer than wanted without CAP_NET_ADMIN. */
  int receiveBufferBytes() {
    try (Memory value = new Memory(4);
        Memory length = new Memory(4)) {
      length.setInt(0, 4);
      return LibC.getsockopt(fd, LibC.SOL_SOCKET, LibC.SO_RCVBUF, value, length) < 0
          ? 0
          : value.getInt(0);
    }
  }

  /** Makes the send buffer so small that the socket itself is soon full. */
  void sendBufferBytes(int bytes) {
    option(LibC.SOL_SOCKET, LibC.SO_SNDBUF, bytes, "could not set the send buffer");
  }

  int fd() {
    return fd;
  }

  CanInterface at() {
    return at;
  }

  public boolean carriesFd() {
    return at.carriesFd();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the socket on " + at.name() + " is closed");
    }
  }

  // Reading.

  /**
   * Reads what is there, {@link #BATCH} frames at most, without waiting.
   *
   * @return how many; they stay until the next call
   * @throws SocketCanException when the interface is down or gone
   */
  public int receive() {
    synchronized (in) {
      checkOpen();
      return read(LibC.MSG_DONTWAIT);
    }
  }

  /**
   * Waits for a frame, then reads it; after a read of several, and now and then to find out, reads
   * all that are there, {@link #BATCH} frames at most.
   *
   * @param timeoutMillis 1 and more; the kernel's clock tick is added to it
   * @return how many; 0 when none came in time, or a signal came
   * @throws SocketCanException when the interface is down or gone
   */
  public int receive(int timeoutMillis) {
    synchronized (in) {
      checkOpen();
      if (timeoutMillis != waitMillis) {
        waitAtMost(timeoutMillis);
      }
      // One frame comes soonest alone; after several of them, or a read of many, more may be
      // waiting.
      if (received > 1 || singles >= SINGLES) {
        singles = 0;
        return read(LibC.MSG_WAITFORONE);
      }
      singles++;
      return readOne();
    }
  }

  private void waitAtMost(int millis) {
    if (millis < 1) {
      throw new IllegalArgumentException(millis + " ms: a wait has 1 ms and more");
    }
    // struct timeval: seconds, microseconds.
    try (Memory value = new Memory(16)) {
      value.setLong(0, millis / 1000);
      value.setLong(8, millis % 1000 * 1000L);
      if (LibC.setsockopt(fd, LibC.SOL_SOCKET, LibC.SO_RCVTIMEO, value, 16) < 0) {
        throw SocketCanException.of("could not set a time", at.name(), Native.getLastError());
      }
    }
    waitMillis = millis;
  }

  private int read(int flags) {
    makeRoom();
    return took(LibC.recvmmsg(fd, in.headerAddress(0), BATCH, flags, 0));
  }

  private int readOne() {
    makeRoom();
    long size = LibC.recvmsg(fd, in.headerAddress(0), 0);
    in.received(0, (int) Math.max(0, size));
    return took(size < 0 ? -1 : 1);
  }

  private void makeRoom() {
    for (int index = 0; index < received; index++) {
      in.resetControl(index);
    }
    received = 0;
  }

  private int took(int count) {
    if (count < 0) {
      int errno = Native.getLastError();
      if (errno == LibC.EAGAIN || errno == LibC.EINTR) {
        return 0;
      }
      throw SocketCanException.of("could not read", at.name(), errno);
    }
    received = count;
    for (int index = 0; index < count; index++) {
      int drop = in.ancillary(index, LibC.SO_RXQ_OVFL);
      if (drop >= 0) {
        drops.seen(in.bytes.getInt(drop));
      }
    }
    return count;
  }

  private int check(int index) {
    if (index < 0 || index >= received) {
      throw new IndexOutOfBoundsException("frame " + index + " of " + received);
    }
    return index;
  }

  /** Bytes of frame {@code index}: 16 classic, 72 FD. */
  public int size(int index) {
    return in.received(check(index));
  }

  /** Whether frame {@code index} is FD. */
  public boolean isFd(int index) {
    return size(index) == FrameCodec.FD_SIZE;
  }

  /** The 32 bits of {@code can_id}, flags included, without making an object. */
  public int rawId(int index) {
    return in.bytes.getInt(in.frame(check(index)));
  }

  /** Length of the data as the kernel gave it, in bytes. */
  public int length(int index) {
    return in.bytes.get(in.frame(check(index)) + FrameCodec.LENGTH) & 0xFF;
  }

  /** The flags of an FD frame, {@link FrameBatch#BRS} and {@link FrameBatch#ESI}; 0 if classic. */
  public int fdFlags(int index) {
    int flags = in.bytes.get(in.frame(check(index)) + FrameCodec.FLAGS);
    return isFd(index) ? flags & (FrameCodec.BRS | FrameCodec.ESI) : 0;
  }

  /**
   * Copies the data of frame {@code index}.
   *
   * @return how many bytes
   */
  public int copyData(int index, byte[] target, int offset) {
    int room = size(index) - FrameCodec.DATA;
    int length = Math.min(length(index), Math.max(0, room));
    in.bytes.get(in.frame(index) + FrameCodec.DATA, target, offset, length);
    return length;
  }

  /** Eight bytes of the data of frame {@code index}, in the machine's byte order. */
  public long dataLong(int index, int offset) {
    return in.bytes.getLong(
        in.frame(check(index))
            + FrameCodec.DATA
            + Objects.checkFromIndexSize(offset, Long.BYTES, 64));
  }

  /**
   * Frame {@code index} of the last read.
   *
   * @throws IllegalArgumentException when it was cut off, or has a length that no frame has
   */
  public Frame frame(int index) {
    return FrameCodec.decode(in.bytes, in.frame(check(index)), size(index), scratch);
  }

  /** Whether this socket sent it: the interface has acknowledged the send (MSG_CONFIRM). */
  public boolean isOwn(int index) {
    return (in.flags(check(index)) & LibC.MSG_CONFIRM) != 0;
  }

  /** Whether it was sent on this machine (MSG_DONTROUTE). */
  public boolean isLocal(int index) {
    return (in.flags(check(index)) & LibC.MSG_DONTROUTE) != 0;
  }

  /**
   * The stamp of frame {@code index} in nanoseconds; 0 when none came with it. A hardware stamp
   * counts from where the controller likes, the others since 1970.
   */
  public long stampNanos(int index) {
    int stamp = hardwareStamp(check(index));
    if (stamp < 0) {
      stamp = softwareStamp(index);
    }
    return stamp < 0
        ? 0
        : in.bytes.getLong(stamp) * 1_000_000_000L + in.bytes.getLong(stamp + Long.BYTES);
  }

  /** Where {@link #stampNanos} comes from. */
  public TimestampSource timestampSource(int index) {
    if (hardwareStamp(check(index)) >= 0) {
      return TimestampSource.HARDWARE;
    }
    return softwareStamp(index) >= 0 ? TimestampSource.SOFTWARE : TimestampSource.READ;
  }

  private int hardwareStamp(int index) {
    int stamps = in.ancillary(index, LibC.SO_TIMESTAMPING);
    return stamps >= 0 && isSet(stamps + HARDWARE_STAMP) ? stamps + HARDWARE_STAMP : -1;
  }

  private int softwareStamp(int index) {
    int stamps = in.ancillary(index, LibC.SO_TIMESTAMPING);
    if (stamps >= 0 && isSet(stamps)) {
      return stamps;
    }
    return in.ancillary(index, LibC.SO_TIMESTAMPNS);
  }

  private boolean isSet(int stamp) {
    return in.bytes.getLong(stamp) != 0 || in.bytes.getLong(stamp + Long.BYTES) != 0;
  }

  /** Frames that the kernel had to drop because nobody read them in time, since the opening. */
  public long dropped() {
    if (closed) {
      return drops.sum();
    }
    try (Memory info = new Memory(MEMINFO_SIZE);
        Memory length = new Memory(4)) {
      length.setInt(0, MEMINFO_SIZE);
      if (LibC.getsockopt(fd, LibC.SOL_SOCKET, LibC.SO_MEMINFO, info, length) < 0
          || length.getInt(0) < MEMINFO_SIZE) {
        // Kernels before 4.12: what came with the frames must do.
        return drops.sum();
      }
      return drops.seen(info.getInt(MEMINFO_DROPS * 4L));
    }
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
    synchronized (out) {
      int errno = trySend(frame);
      for (int waited = 0; errno != 0; waited++) {
        if (!waitForRoom(errno, waited)) {
          return false;
        }
        errno = sendFirst();
      }
      return true;
    }
  }

  /**
   * Sends one frame, if there is room for it now.
   *
   * @return 0, or why there is none: EAGAIN, the socket's own buffer is full, and POLLOUT tells of
   *     its end; ENOBUFS, the interface's queue is full, and nothing tells of its end
   */
  int trySend(Frame frame) {
    synchronized (out) {
      checkFd(frame.isFd());
      out.clear();
      out.add(frame);
      return sendFirst();
    }
  }

  private int sendFirst() {
    checkOpen();
    int size = out.block.length(0);
    if (LibC.send(fd, out.block.frameAddress(0), size, LibC.MSG_DONTWAIT) == size) {
      return 0;
    }
    return noRoom(Native.getLastError());
  }

  /** EAGAIN or ENOBUFS; anything else is thrown. */
  private int noRoom(int errno) {
    if (errno == LibC.EINTR) {
      return LibC.EAGAIN;
    }
    if (errno != LibC.ENOBUFS && errno != LibC.EAGAIN) {
      throw SocketCanException.of("could not send", at.name(), errno);
    }
    return errno;
  }

  /**
   * Sends frames {@code from} to {@code to}, many in a call of the kernel.
   *
   * @return how many were taken, all unless there was no room for 200 ms
   */
  public int send(Frame[] frames, int from, int to) {
    synchronized (out) {
      int sent = from;
      while (sent < to) {
        out.clear();
        int next = sent;
        while (next < to && out.add(frames[next])) {
          next++;
        }
        int taken = send(out);
        sent += taken;
        if (taken < out.size()) {
          break;
        }
      }
      return sent - from;
    }
  }

  /**
   * Sends a batch; it stays as it is and can be sent again.
   *
   * @return how many were taken, all unless there was no room for 200 ms
   * @throws IllegalArgumentException for an FD frame on an interface that carries classic ones only
   * @throws SocketCanException when the interface is down or gone
   */
  public int send(FrameBatch batch) {
    synchronized (out) {
      checkFd(batch.hasFd());
      int sent = 0;
      int waited = 0;
      while (sent < batch.size()) {
        checkOpen();
        int done = sendSome(batch, sent);
        if (done > 0) {
          sent += done;
          waited = 0;
        } else if (!waitForRoom(noRoom(Native.getLastError()), waited++)) {
          break;
        }
      }
      return sent;
    }
  }

  /** Frames taken in one call, or -1. A single one goes the shorter way. */
  private int sendSome(FrameBatch batch, int from) {
    int left = batch.size() - from;
    if (left > 1) {
      return LibC.sendmmsg(fd, batch.block.headerAddress(from), left, LibC.MSG_DONTWAIT);
    }
    int size = batch.block.length(from);
    return LibC.send(fd, batch.block.frameAddress(from), size, LibC.MSG_DONTWAIT) < 0 ? -1 : 1;
  }

  private void checkFd(boolean fdFrames) {
    if (fdFrames && !at.carriesFd()) {
      throw new IllegalArgumentException(at.refusesFd("this frame"));
    }
  }

  /** Waits about a millisecond; false when the bound is reached. */
  @SuppressWarnings("CheckReturnValue") // whatever ends the wait, the send is tried again
  private boolean waitForRoom(int errno, int waited) {
    if (waited >= SEND_BOUND_MILLIS) {
      return false;
    }
    if (errno == LibC.EAGAIN) {
      pollEntry.putInt(0, fd).putShort(4, LibC.POLLOUT).putShort(6, (short) 0);
      LibC.poll(pollAddress, 1, 1);
    } else {
      // POLLOUT tells of the socket's buffer, not of the interface's queue.
      LibC.poll(0L, 0, 1);
    }
    return true;
  }

  @Override
  public void close() {
    synchronized (in) {
      synchronized (out) {
        if (!closed) {
          closed = true;
          LibC.close(fd);
        }
      }
    }
  }
}
