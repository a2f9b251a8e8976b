// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Native;
import dev.dcmrig.can.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sends frames through a CAN_RAW socket, with a bounded wait for room. */
final class FrameSender {
  /** How often a send waits a millisecond for room in the interface's queue. */
  private static final int SEND_BOUND_MILLIS = 200;

  private final CanDescriptor socket;
  private final FrameBatch out = new FrameBatch(FrameReader.BATCH);
  private final ByteBuffer pollEntry = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
  private final long pollAddress = MessageBlock.address(pollEntry);

  FrameSender(CanDescriptor socket) {
    this.socket = socket;
  }

  /**
   * Sends one frame. When there is no room for it, it waits, 200 times a millisecond at most.
   *
   * @return false when there was no room in that time
   * @throws IllegalArgumentException for an FD frame on an interface that carries classic ones only
   * @throws SocketCanException when the interface is down or gone
   */
  synchronized boolean send(Frame frame) {
    int errno = trySend(frame);
    for (int waited = 0; errno != 0; waited++) {
      if (!waitForRoom(errno, waited)) {
        return false;
      }
      errno = sendFirst();
    }
    return true;
  }

  /**
   * Sends one frame, if there is room for it now.
   *
   * @return 0, or why there is none: EAGAIN, the socket's own buffer is full, and POLLOUT tells of
   *     its end; ENOBUFS, the interface's queue is full, and nothing tells of its end
   */
  synchronized int trySend(Frame frame) {
    checkFd(frame.isFd());
    out.clear();
    out.add(frame);
    return sendFirst();
  }

  private int sendFirst() {
    socket.checkOpen();
    int size = out.block.length(0);
    if (LibC.send(socket.fd, out.block.frameAddress(0), size, LibC.MSG_DONTWAIT) == size) {
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
      throw SocketCanException.of("could not send", socket.at.name(), errno);
    }
    return errno;
  }

  /**
   * Sends frames {@code from} to {@code to}, many in a call of the kernel.
   *
   * @return how many were taken, all unless there was no room for 200 ms
   */
  synchronized int send(Frame[] frames, int from, int to) {
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

  /**
   * Sends a batch; it stays as it is and can be sent again.
   *
   * @return how many were taken, all unless there was no room for 200 ms
   * @throws IllegalArgumentException for an FD frame on an interface that carries classic ones only
   * @throws SocketCanException when the interface is down or gone
   */
  synchronized int send(FrameBatch batch) {
    checkFd(batch.hasFd());
    int sent = 0;
    int waited = 0;
    while (sent < batch.size()) {
      socket.checkOpen();
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

  /** Frames taken in one call, or -1. A single one goes the shorter way. */
  private int sendSome(FrameBatch batch, int from) {
    int left = batch.size() - from;
    if (left > 1) {
      return LibC.sendmmsg(socket.fd, batch.block.headerAddress(from), left, LibC.MSG_DONTWAIT);
    }
    int size = batch.block.length(from);
    return LibC.send(socket.fd, batch.block.frameAddress(from), size, LibC.MSG_DONTWAIT) < 0
        ? -1
        : 1;
  }

  private void checkFd(boolean fdFrames) {
    if (fdFrames && !socket.at.carriesFd()) {
      throw new IllegalArgumentException(socket.at.refusesFd("this frame"));
    }
  }

  /** Waits about a millisecond; false when the bound is reached. */
  @SuppressWarnings("CheckReturnValue") // whatever ends the wait, the send is tried again
  private boolean waitForRoom(int errno, int waited) {
    if (waited >= SEND_BOUND_MILLIS) {
      return false;
    }
    if (errno == LibC.EAGAIN) {
      pollEntry.putInt(0, socket.fd).putShort(4, LibC.POLLOUT).putShort(6, (short) 0);
      LibC.poll(pollAddress, 1, 1);
    } else {
      // POLLOUT tells of the socket's buffer, not of the interface's queue.
      LibC.poll(0L, 0, 1);
    }
    return true;
  }
}
