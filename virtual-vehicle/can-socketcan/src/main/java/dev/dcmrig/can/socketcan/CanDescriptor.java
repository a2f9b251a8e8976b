// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

/**
 * An open CAN socket, for those who share it: its number, where it is bound, whether it is open.
 */
final class CanDescriptor {
  final int fd;
  final CanInterface at;
  private volatile boolean closed;

  CanDescriptor(int fd, CanInterface at) {
    this.fd = fd;
    this.at = at;
  }

  boolean isClosed() {
    return closed;
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the socket on " + at.name() + " is closed");
    }
  }

  /** Closes it; again does nothing. */
  void close() {
    if (!closed) {
      closed = true;
      LibC.close(fd);
    }
  }
}
