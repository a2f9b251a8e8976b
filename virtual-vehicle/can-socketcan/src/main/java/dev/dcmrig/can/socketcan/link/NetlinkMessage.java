// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of those that a read from the kernel brought ({@code struct nlmsghdr}).
 *
 * @param payload what follows the header
 */
public record NetlinkMessage(int type, int flags, int sequence, ByteBuffer payload) {
  public static final int NLMSG_ERROR = 2;
  public static final int NLMSG_DONE = 3;
  public static final int RTM_NEWLINK = 16;
  public static final int RTM_DELLINK = 17;

  static final int HEADER = 16;
  private static final int NLM_F_DUMP_INTR = 0x10;

  /**
   * Takes a read of {@code length} bytes apart.
   *
   * @throws IllegalArgumentException when a message is cut off
   */
  public static List<NetlinkMessage> split(ByteBuffer bytes, int length) {
    List<NetlinkMessage> all = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= length) {
      int size = bytes.getInt(at);
      if (size < HEADER || at + size > length) {
        throw new IllegalArgumentException(
            "a netlink message says that it has "
                + size
                + " bytes, and "
                + (length - at)
                + " are left of what was read");
      }
      all.add(
          new NetlinkMessage(
              bytes.getShort(at + 4) & 0xFFFF,
              bytes.getShort(at + 6) & 0xFFFF,
              bytes.getInt(at + 8),
              Attributes.view(bytes, at + HEADER, size - HEADER)));
      at += Attributes.aligned(size);
    }
    return all;
  }

  /** Whether interfaces came or went while they were listed, so that the list must be read anew. */
  public boolean interrupted() {
    return (flags & NLM_F_DUMP_INTR) != 0;
  }
}
