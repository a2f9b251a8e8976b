// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A CAN interface of this machine, as sysfs shows it.
 *
 * @param mtu 16: classic frames only; 72: FD; more: XL
 */
record CanInterface(String name, int mtu) {
  private static final Path NETWORK = Path.of("/sys/class/net");

  /** ARPHRD_CAN of linux/if_arp.h. */
  private static final int ARPHRD_CAN = 280;

  private static final int IFF_UP = 1;

  /** Length of {@code struct canfd_frame}, and so the MTU of an interface that carries FD. */
  static final int CANFD_MTU = 72;

  /** IFNAMSIZ without its final zero. */
  private static final int MAX_NAME = 15;

  /**
   * @throws SocketCanException when there is no such interface, it is no CAN interface, or down
   */
  static CanInterface find(String name) {
    checkSystem(name, System.getProperty("os.name", ""));
    if (name.isEmpty() || name.length() > MAX_NAME || name.contains("/")) {
      throw new SocketCanException(
          "'" + name + "' can't be an interface: a name has 1 to 15 characters", 0);
    }
    Path folder = NETWORK.resolve(name);
    if (!Files.isDirectory(folder)) {
      checkKernel(name);
      throw new SocketCanException(
          name
              + ": no such interface; 'ip link show type can' and 'ip link show type vcan' list"
              + " those there are, 'ip link add "
              + name
              + " type vcan' makes a virtual one",
          LibC.ENODEV);
    }
    return checked(name, number(folder, "type"), number(folder, "flags"), number(folder, "mtu"));
  }

  static void checkSystem(String name, String system) {
    if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
      throw new SocketCanException(
          name
              + ": SocketCAN is a part of Linux, and this is "
              + system
              + "; a bench with 'emulated:vehicle' runs here",
          0);
    }
  }

  /** Without CAN in the kernel nobody can make an interface either: that is to be said first. */
  private static void checkKernel(String name) {
    int fd = LibC.socket(LibC.AF_CAN, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, LibC.CAN_RAW);
    if (fd < 0) {
      throw SocketCanException.of("could not open a CAN socket", name, Native.getLastError());
    }
    LibC.close(fd);
  }

  /** An interface of these properties, if it can be used. */
  static CanInterface checked(String name, int type, int flags, int mtu) {
    if (type != ARPHRD_CAN) {
      throw new SocketCanException(
          name + ": is no CAN interface (its type is " + type + ", a CAN interface has 280)",
          LibC.ENODEV);
    }
    if ((flags & IFF_UP) == 0) {
      throw SocketCanException.of("could not use it", name, LibC.ENETDOWN);
    }
    if (mtu > CANFD_MTU) {
      throw new SocketCanException(
          name
              + ": carries CAN XL (its MTU is "
              + mtu
              + "), and this driver would not see those frames; 'ip link set "
              + name
              + " mtu 72' makes it a classic and FD interface",
          LibC.EINVAL);
    }
    return new CanInterface(name, mtu);
  }

  boolean carriesFd() {
    return mtu >= CANFD_MTU;
  }

  /**
   * Why something FD can't go out here, and the way out.
   *
   * @param what what is FD, for instance {@code "task 110"}
   */
  String refusesFd(String what) {
    return name
        + ": carries classic frames only (its MTU is "
        + mtu
        + "), and "
        + what
        + " is FD; 'ip link set "
        + name
        + " mtu 72' makes a virtual interface carry both, 'ip link set "
        + name
        + " type can ... fd on' a real one";
  }

  /**
   * @throws SocketCanException when the interface carries classic frames only
   */
  void mustCarryFd(String what) {
    if (!carriesFd()) {
      throw new SocketCanException(refusesFd(what), LibC.EINVAL);
    }
  }

  private static int number(Path folder, String file) {
    try {
      return Integer.decode(Files.readString(folder.resolve(file)).strip());
    } catch (IOException | NumberFormatException e) {
      throw new SocketCanException(
          folder.getFileName() + ": could not read " + folder.resolve(file) + ": " + e, 0);
    }
  }
}
