// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.dcmrig.can.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A CAN_BCM socket on one interface: the kernel sends sequences of frames in a cycle, and watches
 * what is received, with no thread of ours running (Documentation/networking/can.rst, "Broadcast
 * Manager Protocol Sockets"). A task is known by the identifier of its first frame, and by whether
 * it is FD. All tasks end with {@link #close} and with the process.
 *
 * <p>The kernel measures each interval from the end of the send before, so that a cycle is longer
 * than asked for by what the send took, and drifts. A frame that the interface has no room for is
 * lost, and the sequence goes on; only {@link #sent} shows it.
 *
 * <p>Belongs to one thread.
 */
public final class BcmSocket implements AutoCloseable {

  /** Largest count of sends in the first interval. */
  public static final long MAX_COUNT = 0xFFFF_FFFFL;

  /** Reports that may wait while a task is asked for. */
  private static final int MAX_WAITING = 4096;

  private final CanInterface at;
  private final String name;
  private final int fd;
  private final Memory memory = new Memory(BcmCodec.MAX_SIZE);
  private final ByteBuffer bytes =
      memory.getByteBuffer(0, memory.size()).order(ByteOrder.nativeOrder());
  private final Queue<BcmMessage> reports = new ArrayDeque<>();
  private boolean closed;

  private BcmSocket(CanInterface at, int fd) {
    this.at = at;
    this.name = at.name();
    this.fd = fd;
  }

  /**
   * Opens a socket without tasks.
   *
   * @throws SocketCanException when the interface or the kernel doesn't allow it, with the way out
   */
  public static BcmSocket open(String name) {
    CanInterface at = CanInterface.find(name);
    int fd =
        LibC.socket(
            LibC.AF_CAN, LibC.SOCK_DGRAM | LibC.SOCK_NONBLOCK | LibC.SOCK_CLOEXEC, LibC.CAN_BCM);
    if (fd < 0) {
      throw refusedSocket(name, Native.getLastError());
    }
    BcmSocket socket = new BcmSocket(at, fd);
    // struct sockaddr_can: u16 family, int ifindex at 4, 16 bytes of address.
    try (Memory address = new Memory(24)) {
      address.clear();
      address.setShort(0, (short) LibC.AF_CAN);
      address.setInt(4, LibC.if_nametoindex(name));
      if (LibC.connect(fd, address, 24) < 0) {
        int errno = Native.getLastError();
        socket.close();
        throw SocketCanException.of("could not connect a broadcast manager", name, errno);
      }
    }
    return socket;
  }

  static SocketCanException refusedSocket(String name, int errno) {
    if (errno == LibC.EPROTONOSUPPORT) {
      return new SocketCanException(
          name
              + ": this kernel has no broadcast manager; load it: 'modprobe can-bcm', or do"
              + " without: cyclic messages are then sent by this process",
          errno);
    }
    return SocketCanException.of("could not open a broadcast manager", name, errno);
  }

  /**
   * Sends a sequence in a cycle: its first frame at once, {@code count} frames in the first
   * interval, all others in the second. A task of that identifier gets these contents and
   * intervals; its place in the sequence stays when the length does.
   *
   * @param count 0 to {@link #MAX_COUNT}
   * @param firstNanos whole microseconds; 0: {@code secondNanos} alone counts
   * @param secondNanos whole microseconds; 0: it ends after {@code count} frames, and {@link
   *     #receive} tells
   */
  public void cyclic(long count, long firstNanos, long secondNanos, Frame... sequence) {
    setup(LibC.SETTIMER | LibC.STARTTIMER, count, firstNanos, secondNanos, sequence);
  }

  /** Exchanges the contents of a task; its clock and its place in the sequence stay. */
  public void change(Frame... sequence) {
    setup(0, 0, 0, 0, sequence);
  }

  /** Exchanges the contents of a task, which begins with the first frame again; its clock stays. */
  public void restart(Frame... sequence) {
    setup(LibC.TX_RESET_MULTI_IDX, 0, 0, 0, sequence);
  }

  /** Exchanges the contents, and sends the next frame of the sequence at once, out of the cycle. */
  public void announce(Frame... sequence) {
    setup(LibC.TX_ANNOUNCE, 0, 0, 0, sequence);
  }

  /** Stops the clock; when this returns nothing more is sent. The place in the sequence stays. */
  public void halt(Frame... sequence) {
    setup(LibC.SETTIMER, 0, 0, 0, sequence);
  }

  private void setup(int flags, long count, long first, long second, Frame... sequence) {
    if (sequence.length == 0) {
      throw new IllegalArgumentException(name + ": a sequence has at least one frame");
    }
    // The flags of the last request count, so each asks again to be told of the end.
    int kind = LibC.TX_COUNTEVT | (sequence[0].isFd() ? LibC.CAN_FD_FRAME : 0);
    int key = BcmCodec.rawId(sequence[0]);
    tell(new BcmMessage(LibC.TX_SETUP, flags | kind, count, first, second, key, List.of(sequence)));
  }

  /** Ends the task of this frame's identifier; when this returns nothing more is sent. */
  public void delete(Frame first) {
    tell(about(LibC.TX_DELETE, first));
  }

  /** Sends one frame, without a task. */
  public void once(Frame frame) {
    int kind = frame.isFd() ? LibC.CAN_FD_FRAME : 0;
    int key = BcmCodec.rawId(frame);
    tell(new BcmMessage(LibC.TX_SEND, kind, 0, 0, 0, key, List.of(frame)));
  }

  /** Contents, intervals and remaining count of a task (TX_READ). Its place is not told. */
  public BcmMessage status(Frame first) {
    tell(about(LibC.TX_READ, first));
    return answer(LibC.TX_STATUS, BcmCodec.rawId(first));
  }

  /**
   * Frames of a task that the interface has taken since it was set up. What it had no room for is
   * not among them.
   *
   * @return -1 when this kernel's /proc does not tell
   */
  public long sent(Frame first) {
    try {
      String socket = Files.readSymbolicLink(Path.of("/proc/self/fd", "" + fd)).toString();
      Path shown = Path.of("/proc/net/can-bcm", socket.replaceAll("\\D", ""));
      return BcmStatistics.sent(Files.readString(shown), BcmCodec.rawId(first), first.isFd());
    } catch (IOException e) {
      return -1;
    }
  }

  private static BcmMessage about(int opcode, Frame first) {
    int kind = first.isFd() ? LibC.CAN_FD_FRAME : 0;
    return new BcmMessage(opcode, kind, 0, 0, 0, BcmCodec.rawId(first), List.of());
  }

  /**
   * Watches the messages of one identifier: {@link #receive} tells of the first one, of each whose
   * masked bits change, and when none comes in time.
   *
   * @param timeoutNanos after a frame, until the next is missed; 0: never
   * @param throttleNanos shortest time between two reports; 0: report all
   * @param masks one: its set bits are watched; several: the first selects by its bits which of the
   *     others applies (multiplexed messages); none: every frame is reported
   */
  public void watch(Frame key, long timeoutNanos, long throttleNanos, Frame... masks) {
    int kind = key.isFd() ? LibC.CAN_FD_FRAME : 0;
    int flags = LibC.SETTIMER | LibC.STARTTIMER | kind;
    flags |= masks.length == 0 ? LibC.RX_FILTER_ID : LibC.RX_CHECK_DLC;
    flags |= timeoutNanos > 0 ? LibC.RX_ANNOUNCE_RESUME : 0;
    tell(
        new BcmMessage(
            LibC.RX_SETUP,
            flags,
            0,
            timeoutNanos,
            throttleNanos,
            BcmCodec.rawId(key),
            List.of(masks)));
  }

  /** Answers each remote frame of this frame's identifier with it. */
  public void answerRemote(Frame answer) {
    int key = BcmCodec.rawId(answer) | LibC.CAN_RTR_FLAG;
    tell(new BcmMessage(LibC.RX_SETUP, LibC.RX_RTR_FRAME, 0, 0, 0, key, List.of(answer)));
  }

  /** Ends the watch of this identifier. */
  public void unwatch(Frame key) {
    tell(about(LibC.RX_DELETE, key));
  }

  /**
   * The next report of a watch, or of a task that has done its count.
   *
   * @param timeoutMillis how long to wait for one; 0: not at all
   * @return null when none came in that time
   */
  public @Nullable BcmMessage receive(int timeoutMillis) {
    BcmMessage kept = reports.poll();
    return kept != null ? kept : read(timeoutMillis);
  }

  /** What the kernel has queued before it returned from the request; reports wait meanwhile. */
  private BcmMessage answer(int opcode, int rawId) {
    for (BcmMessage message = read(0); message != null; message = read(0)) {
      if (message.opcode() == opcode && message.rawId() == rawId) {
        return message;
      }
      if (reports.size() >= MAX_WAITING) {
        throw new SocketCanException(
            name + ": " + MAX_WAITING + " reports of the broadcast manager wait; read them",
            LibC.ENOBUFS);
      }
      reports.add(message);
    }
    throw new SocketCanException(
        name
            + ": the broadcast manager did not answer: its receive queue is full; read the reports",
        LibC.ENOBUFS);
  }

  private @Nullable BcmMessage read(int timeoutMillis) {
    if (timeoutMillis > 0) {
      try (Memory entry = new Memory(8)) {
        entry.setInt(0, fd);
        entry.setShort(4, LibC.POLLIN);
        entry.setShort(6, (short) 0);
        if (LibC.poll(entry, 1, timeoutMillis) == 0) {
          return null;
        }
      }
    }
    long size = LibC.read(fd, memory, memory.size());
    if (size < 0) {
      int errno = Native.getLastError();
      if (errno == LibC.EAGAIN || errno == LibC.EINTR) {
        return null;
      }
      throw SocketCanException.of("could not read from the broadcast manager", name, errno);
    }
    return BcmCodec.decode(bytes, (int) size);
  }

  private void tell(BcmMessage message) {
    if ((message.flags() & LibC.CAN_FD_FRAME) != 0) {
      // The kernel would take it, and then send nothing.
      at.mustCarryFd(task(message));
    }
    int size = BcmCodec.encode(message, bytes);
    Pointer start = memory;
    while (LibC.write(fd, start, size) != size) {
      int errno = Native.getLastError();
      if (errno != LibC.EINTR) {
        throw refused(message, errno);
      }
    }
  }

  private SocketCanException refused(BcmMessage message, int errno) {
    String what = "the broadcast manager refuses " + task(message);
    boolean asked = message.opcode() != LibC.TX_SETUP && message.opcode() != LibC.RX_SETUP;
    if (errno == LibC.EINVAL && asked) {
      return new SocketCanException(
          name + ": " + what + ": there is no such task; set it up before you ask for it", errno);
    }
    return switch (errno) {
      case LibC.E2BIG ->
          new SocketCanException(
              name + ": " + what + ": the sequence was shorter before; delete the task first",
              errno);
      case LibC.ENOTCONN -> SocketCanException.of(what, name, LibC.ENODEV);
      default -> SocketCanException.of(what, name, errno);
    };
  }

  private static String task(BcmMessage message) {
    return String.format("task %X", message.rawId() & Frame.MAX_EXTENDED_ID);
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
