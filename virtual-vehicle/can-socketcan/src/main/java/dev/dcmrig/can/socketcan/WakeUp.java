// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An eventfd: any thread wakes the one that polls it. */
final class WakeUp implements AutoCloseable {
  private final ByteBuffer one = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
  private final ByteBuffer counter = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
  private final long oneAddress = MessageBlock.address(one);
  private final long counterAddress = MessageBlock.address(counter);
  private final int fd;
  private boolean closed;

  WakeUp(String name) {
    one.putLong(0, 1);
    this.fd = LibC.eventfd(0, LibC.EFD_NONBLOCK | LibC.EFD_CLOEXEC);
    if (fd < 0) {
      throw SocketCanException.of("could not make an eventfd", name, Native.getLastError());
    }
  }

  int fd() {
    return fd;
  }

  /** Wakes; does nothing when closed. The lock keeps the descriptor from being reused meanwhile. */
  @SuppressWarnings("CheckReturnValue") // a counter that is full wakes, too
  synchronized void signal() {
    if (!closed) {
      LibC.write(fd, oneAddress, 8);
    }
  }

  /** Forgets that it was woken; the polling thread only. */
  @SuppressWarnings("CheckReturnValue") // nothing there to read is what it wants
  void reset() {
    LibC.read(fd, counterAddress, 8);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      LibC.close(fd);
    }
  }
}
