// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A CAN interface as the kernel tells of it (RTM_NEWLINK of linux/rtnetlink.h). Immutable.
 *
 * <pre>
 *   0  u8  family   0
 *   2  u16 type     280: CAN
 *   4  s32 index
 *   8  u32 flags    bit 0 up, bit 6 running
 *  16  attributes   name, MTU, ..., LINKINFO { KIND, DATA { the controller }, XSTATS }
 * </pre>
 *
 * @param kind {@code can}: a controller, {@code vcan} and {@code vxcan}: virtual; empty when the
 *     kernel doesn't say
 * @param device name of the device that it belongs to, such as {@code 1-1:1.0}; empty when virtual
 * @param mtu 16: classic frames only; 72: FD; more: XL
 * @param up whether somebody has brought it up
 * @param carrier whether it takes part in the bus: not when bus-off, or when down
 * @param transmitQueueLength in frames
 * @param controller empty for a virtual interface
 */
public record CanLink(
    int index,
    String name,
    String kind,
    String device,
    int mtu,
    boolean up,
    boolean carrier,
    OperationalState operationalState,
    int transmitQueueLength,
    Optional<Controller> controller,
    Optional<LinkStatistics> statistics) {

  /** MTU of an interface that carries classic frames only. */
  public static final int CLASSIC_MTU = 16;

  /** MTU of an interface that carries FD frames, too. */
  public static final int FD_MTU = 72;

  static final int HEADER = 16;

  private static final int ARPHRD_CAN = 280;
  private static final int IFF_UP = 1;

  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_TXQLEN = 13;
  private static final int IFLA_OPERSTATE = 16;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_STATS64 = 23;
  private static final int IFLA_CARRIER = 33;
  private static final int IFLA_PARENT_DEV_NAME = 56;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_INFO_DATA = 2;
  private static final int IFLA_INFO_XSTATS = 3;
  private static final String CONTROLLER = "can";

  /**
   * Reads what follows the header of an RTM_NEWLINK or RTM_DELLINK; empty when it is of another
   * kind of interface.
   *
   * @throws IllegalArgumentException when the bytes are no such message
   */
  public static Optional<CanLink> of(ByteBuffer bytes) {
    if (bytes.capacity() < HEADER) {
      throw new IllegalArgumentException(
          "a message about an interface has " + bytes.capacity() + " bytes, 16 at least were due");
    }
    if (bytes.get(0) != 0 || (bytes.getShort(2) & 0xFFFF) != ARPHRD_CAN) {
      return Optional.empty();
    }
    Attributes all = Attributes.of(bytes, HEADER, bytes.capacity());
    Attributes info = all.within(IFLA_LINKINFO);
    String kind = info.text(IFLA_INFO_KIND);
    boolean up = (bytes.getInt(8) & IFF_UP) != 0;
    return Optional.of(
        new CanLink(
            bytes.getInt(4),
            all.text(IFLA_IFNAME),
            kind,
            all.text(IFLA_PARENT_DEV_NAME),
            all.u32(IFLA_MTU, 0),
            up,
            up && all.u8(IFLA_CARRIER, 1) != 0,
            OperationalState.of(all.u8(IFLA_OPERSTATE, 0)),
            all.u32(IFLA_TXQLEN, 0),
            kind.equals(CONTROLLER) ? Optional.of(controller(info)) : Optional.empty(),
            Optional.ofNullable(all.value(IFLA_STATS64, LinkStatistics.SIZE))
                .map(LinkStatistics::of)));
  }

  private static Controller controller(Attributes info) {
    return Controller.of(
        info.within(IFLA_INFO_DATA), info.value(IFLA_INFO_XSTATS, ControllerStatistics.SIZE));
  }

  /** Whether FD frames pass. */
  public boolean carriesFd() {
    return mtu >= FD_MTU;
  }
}
