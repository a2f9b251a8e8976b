// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Linux 6.1 kernel's answers to requests that it refused, and to one that it did not. */
class NetlinkAnswerTest {
  private static final String WORDS =
      "3000010044657669636520646f65736e277420737570706f727420726573746172742066726f6d20427573204f"
          + "666600";

  private static NetlinkAnswer answer(String hex) {
    ByteBuffer bytes = Captured.bytes(hex);
    List<NetlinkMessage> messages = NetlinkMessage.split(bytes, bytes.capacity());
    assertEquals(1, messages.size());
    assertEquals(NetlinkMessage.NLMSG_ERROR, messages.get(0).type());
    assertEquals(7, messages.get(0).sequence());
    return NetlinkAnswer.of(messages.get(0).flags(), messages.get(0).payload());
  }

  @Test
  void aRefusalInWords() {
    assertEquals(
        new NetlinkAnswer(95, "Device doesn't support restart from Bus Off"),
        answer("54000000020000030700000003000000a1ffffff38000000100005000700000000000000" + WORDS));
  }

  @Test
  void aRefusalInWordsBehindTheWholeRequest() {
    assertEquals(
        new NetlinkAnswer(95, "Device doesn't support restart from Bus Off"),
        answer(
            "7c000000020000020700000003000000a1ffffff38000000100005000700000000000000"
                + "0000000005000000000000000000000018001200"
                + "0700010063616e000c0002000800060064000000"
                + WORDS));
  }

  @Test
  void aRefusalWithoutWords() {
    assertEquals(
        new NetlinkAnswer(22, ""),
        answer("24000000020000010700000003000000eaffffff54000000100005000700000000000000"));
  }

  @Test
  void done() {
    assertEquals(
        new NetlinkAnswer(0, ""),
        answer("240000000200000107000000030000000000000054000000100005000700000000000000"));
  }

  @Test
  void whatIsCutOffIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> NetlinkAnswer.of(0, Captured.bytes("0000")));
    ByteBuffer cut = Captured.bytes("24000000020000010700000003000000eaff");
    assertThrows(IllegalArgumentException.class, () -> NetlinkMessage.split(cut, cut.capacity()));
  }
}
