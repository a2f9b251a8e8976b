// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.BusException;

/** The kernel refused: the message says what, where, and what to do. */
public final class SocketCanException extends BusException {
  private static final long serialVersionUID = 1;

  private final int errno;

  SocketCanException(String message, int errno) {
    super(message);
    this.errno = errno;
  }

  /** The kernel's number (errno.h); 0 when it was not asked. */
  public int errno() {
    return errno;
  }

  /** What failed with this number on this interface, and the way out. */
  static SocketCanException of(String what, String name, int errno) {
    String reason =
        switch (errno) {
          case LibC.EAFNOSUPPORT, LibC.EPROTONOSUPPORT ->
              "this kernel has no CAN sockets; load them: 'modprobe can-raw', or use a kernel that"
                  + " has them";
          case LibC.EPERM, LibC.EACCES ->
              "not permitted; in a container allow CAN sockets, or run it with --network host";
          case LibC.ENODEV, LibC.ENXIO ->
              "the interface is gone; plug the adapter in again, and see 'ip link show "
                  + name
                  + "'";
          case LibC.ENETDOWN -> "the interface is down; bring it up: 'ip link set " + name + " up'";
          case LibC.EINVAL ->
              "the kernel does not take it: an FD frame on a classic interface? 'ip link set "
                  + name
                  + " mtu 72' makes a virtual one carry FD";
          case LibC.ENOBUFS ->
              "the interface's queue stays full: is anybody there to acknowledge? 'ip link set "
                  + name
                  + " txqueuelen 1000' makes it longer";
          default -> "the kernel says error " + errno;
        };
    return new SocketCanException(name + ": " + what + ": " + reason, errno);
  }
}
