package dev.dcmrig.can.socketcan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A CAN interface of this machine, as sysfs shows it.
 *
 * @param mtu 16: classic frames only; 72: FD; more: XL
 */
record CanInterface(String name, int mtu, boolean up) {
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
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      throw new SocketCanException(
          name + ": SocketCAN is a part of Linux; on this system use 'emulated:" + name + "'", 0);
    }
    if (name.isEmpty() || name.length() > MAX_NAME || name.contains("/")) {
      throw new SocketCanException(
          "'" + name + "' can't be an interface: a name has 1 to 15 characters", 0);
    }
    Path folder = NETWORK.resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new SocketCanException(
          name
              + ": no such interface; 'ip link show type can' and 'ip link show type vcan' list"
              + " those there are, 'ip link add "
              + name
              + " type vcan' makes a virtual one",
          LibC.ENODEV);
    }
    int type = number(folder, "type");
    if (type != ARPHRD_CAN) {
      throw new SocketCanException(
          name + ": is no CAN interface (its type is " + type + ", a CAN interface has 280)",
          LibC.ENODEV);
    }
    boolean up = (number(folder, "flags") & IFF_UP) != 0;
    if (!up) {
      throw SocketCanException.of("could not use it", name, LibC.ENETDOWN);
    }
    return new CanInterface(name, number(folder, "mtu"), up);
  }

  boolean carriesFd() {
    return mtu >= CANFD_MTU;
  }

  /** Why an FD frame can't go out here, and the way out. */
  String refusesFd() {
    return name
        + ": carries classic frames only (its MTU is "
        + mtu
        + "), and this one is FD; 'ip link set "
        + name
        + " mtu 72' makes a virtual interface carry both, 'ip link set "
        + name
        + " type can ... fd on' a real one";
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
