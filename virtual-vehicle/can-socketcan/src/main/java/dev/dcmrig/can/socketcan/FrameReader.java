// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.TimestampSource;
import java.util.Objects;

/**
 * Reads the frames of a CAN_RAW socket into native memory that is reused. What is asked of a frame
 * is worked out when it is asked for, and what a read leaves to note is noted before the next one
 * begins: between a frame's arrival and its reader stands one call of the kernel.
 */
final class FrameReader {
  /** Frames of one read. */
  static final int BATCH = 64;

  /** Frames that arrive closer to each other than this are a burst: more may be waiting. */
  private static final long BURST_NANOS = 200_000;

  /** Without stamps: waits that read one frame each before one asks for all that are there. */
  private static final int SINGLES = 4;

  /** Index of the drop counter in what SO_MEMINFO tells: nine u32 (linux/sock_diag.h). */
  private static final int MEMINFO_DROPS = 8;

  private static final int MEMINFO_SIZE = 36;

  /** Offset of the raw hardware stamp in {@code struct scm_timestamping}: three timespecs. */
  private static final int HARDWARE_STAMP = 32;

  private final CanDescriptor socket;
  private final MessageBlock in = new MessageBlock(BATCH, true);
  private final byte[] scratch = new byte[64];
  private final DropCounter drops = new DropCounter();
  private int singles;
  private int waitMillis;
  private int received;
  private long lastStampNanos;
  private boolean burst;

  FrameReader(CanDescriptor socket) {
    this.socket = socket;
  }

  /** As {@link RawSocket#receive()}. */
  synchronized int receive() {
    socket.checkOpen();
    return read(LibC.MSG_DONTWAIT);
  }

  /** As {@link RawSocket#receive(int)}. */
  synchronized int receive(int timeoutMillis) {
    socket.checkOpen();
    if (timeoutMillis != waitMillis) {
      waitAtMost(timeoutMillis);
    }
    noteLastRead();
    // One frame comes soonest alone: asking for more costs a second look into an empty queue.
    if (burst || singles >= SINGLES) {
      singles = 0;
      return took(LibC.recvmmsg(socket.fd, in.headerAddress(0), BATCH, LibC.MSG_WAITFORONE, 0));
    }
    long size = LibC.recvmsg(socket.fd, in.headerAddress(0), 0);
    in.received(0, (int) Math.max(0, size));
    return took(size < 0 ? -1 : 1);
  }

  private void waitAtMost(int millis) {
    if (millis < 1) {
      throw new IllegalArgumentException(millis + " ms: a wait has 1 ms and more");
    }
    // struct timeval: seconds, microseconds.
    try (Memory value = new Memory(16)) {
      value.setLong(0, millis / 1000);
      value.setLong(8, millis % 1000 * 1000L);
      if (LibC.setsockopt(socket.fd, LibC.SOL_SOCKET, LibC.SO_RCVTIMEO, value, 16) < 0) {
        throw SocketCanException.of(
            "could not set a time", socket.at.name(), Native.getLastError());
      }
    }
    waitMillis = millis;
  }

  private int read(int flags) {
    noteLastRead();
    return took(LibC.recvmmsg(socket.fd, in.headerAddress(0), BATCH, flags, 0));
  }

  /** Drops, whether frames come in a burst, and room for the next ones. */
  private void noteLastRead() {
    int count = received;
    if (count == 0) {
      return;
    }
    long stamp = stampNanos(count - 1);
    burst = count > 1 || (stamp != 0 && stamp - lastStampNanos < BURST_NANOS);
    singles = stamp == 0 ? singles + 1 : 0;
    lastStampNanos = stamp;
    for (int index = 0; index < count; index++) {
      int drop = in.ancillary(index, LibC.SO_RXQ_OVFL);
      if (drop >= 0) {
        drops.seen(in.bytes.getInt(drop));
      }
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
      throw SocketCanException.of("could not read", socket.at.name(), errno);
    }
    received = count;
    return count;
  }

  private int check(int index) {
    if (index < 0 || index >= received) {
      throw new IndexOutOfBoundsException("frame " + index + " of " + received);
    }
    return index;
  }

  /** Bytes of frame {@code index}: 16 classic, 72 FD. */
  int size(int index) {
    return in.received(check(index));
  }

  /** Whether frame {@code index} is FD. */
  boolean isFd(int index) {
    return size(index) == FrameCodec.FD_SIZE;
  }

  /** The 32 bits of {@code can_id}, flags included, without making an object. */
  int rawId(int index) {
    return in.bytes.getInt(in.frame(check(index)));
  }

  /** Length of the data as the kernel gave it, in bytes. */
  int length(int index) {
    return in.bytes.get(in.frame(check(index)) + FrameCodec.LENGTH) & 0xFF;
  }

  /** The flags of an FD frame, {@link FrameBatch#BRS} and {@link FrameBatch#ESI}; 0 if classic. */
  int fdFlags(int index) {
    int flags = in.bytes.get(in.frame(check(index)) + FrameCodec.FLAGS);
    return isFd(index) ? flags & (FrameCodec.BRS | FrameCodec.ESI) : 0;
  }

  /**
   * Copies the data of frame {@code index}.
   *
   * @return how many bytes
   */
  int copyData(int index, byte[] target, int offset) {
    int room = size(index) - FrameCodec.DATA;
    int length = Math.min(length(index), Math.max(0, room));
    in.bytes.get(in.frame(index) + FrameCodec.DATA, target, offset, length);
    return length;
  }

  /** Eight bytes of the data of frame {@code index}, in the machine's byte order. */
  long dataLong(int index, int offset) {
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
  Frame frame(int index) {
    return FrameCodec.decode(in.bytes, in.frame(check(index)), size(index), scratch);
  }

  /** Whether this socket sent it: the interface has acknowledged the send (MSG_CONFIRM). */
  boolean isOwn(int index) {
    return (in.flags(check(index)) & LibC.MSG_CONFIRM) != 0;
  }

  /** Whether it was sent on this machine (MSG_DONTROUTE). */
  boolean isLocal(int index) {
    return (in.flags(check(index)) & LibC.MSG_DONTROUTE) != 0;
  }

  /**
   * The stamp of frame {@code index} in nanoseconds; 0 when none came with it. A hardware stamp
   * counts from where the controller likes, the others since 1970.
   */
  long stampNanos(int index) {
    int stamp = hardwareStamp(check(index));
    if (stamp < 0) {
      stamp = softwareStamp(index);
    }
    return stamp < 0
        ? 0
        : in.bytes.getLong(stamp) * 1_000_000_000L + in.bytes.getLong(stamp + Long.BYTES);
  }

  /** Where {@link #stampNanos} comes from. */
  TimestampSource timestampSource(int index) {
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
  long dropped() {
    if (socket.isClosed()) {
      return drops.sum();
    }
    try (Memory info = new Memory(MEMINFO_SIZE);
        Memory length = new Memory(4)) {
      length.setInt(0, MEMINFO_SIZE);
      if (LibC.getsockopt(socket.fd, LibC.SOL_SOCKET, LibC.SO_MEMINFO, info, length) < 0
          || length.getInt(0) < MEMINFO_SIZE) {
        // Kernels before 4.12: what came with the frames must do.
        return drops.sum();
      }
      return drops.seen(info.getInt(MEMINFO_DROPS * 4L));
    }
  }

  /** Ends all reading, after the last read has been noted. */
  synchronized void close() {
    if (!socket.isClosed()) {
      noteLastRead();
      socket.close();
    }
  }
}
