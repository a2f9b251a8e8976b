// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.nio.ByteBuffer;

/**
 * The kernel's answer to a request (NLMSG_ERROR of linux/netlink.h).
 *
 * <pre>
 *   0  s32 error      0: done; otherwise -errno
 *   4  nlmsghdr       of the request; its data follow unless flag 0x100 says that they don't
 *  20  attributes     where flag 0x200 says so: 1 is a sentence
 * </pre>
 *
 * @param errno 0: done
 * @param sentence the kernel's own words; empty when it has none
 */
public record NetlinkAnswer(int errno, String sentence) {
  private static final int NLM_F_CAPPED = 0x100;
  private static final int NLM_F_ACK_TLVS = 0x200;
  private static final int NLMSGERR_ATTR_MSG = 1;
  private static final int REQUEST_AT = 4;

  /**
   * @param flags of the message's own header
   * @param bytes what follows that header
   * @throws IllegalArgumentException when the bytes are no such message
   */
  public static NetlinkAnswer of(int flags, ByteBuffer bytes) {
    if (bytes.capacity() < REQUEST_AT) {
      throw new IllegalArgumentException(
          "the kernel's answer has " + bytes.capacity() + " bytes, 4 at least were due");
    }
    int errno = -bytes.getInt(0);
    int at = REQUEST_AT + NetlinkMessage.HEADER;
    if ((flags & NLM_F_ACK_TLVS) == 0 || bytes.capacity() < at) {
      return new NetlinkAnswer(errno, "");
    }
    if ((flags & NLM_F_CAPPED) == 0) {
      at = REQUEST_AT + Attributes.aligned(bytes.getInt(REQUEST_AT));
    }
    Attributes more = Attributes.of(bytes, at, bytes.capacity());
    return new NetlinkAnswer(errno, more.text(NLMSGERR_ATTR_MSG));
  }
}
