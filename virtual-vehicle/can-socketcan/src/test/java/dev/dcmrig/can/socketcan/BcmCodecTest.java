// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The broadcast manager's messages, on bytes that a 6.1 kernel of x86-64 gave. */
class BcmCodecTest {
  private static final String TX_STATUS =
      "08000000 0f000000 04000000 00000000 0000000000000000 50c3000000000000 0000000000000000"
          + "400d030000000000 78563492 02000000"
          + "78563492 02000000 0102000000000000 78563492 02000000 0304000000000000";
  private static final String RX_TIMEOUT =
      "0b000000 43010000 00000000 00000000 0000000000000000 a086010000000000 0000000000000000"
          + "0000000000000000 23010000 00000000";
  private static final String RX_CHANGED_FD =
      "0c000000 00080000 00000000 00000000 0000000000000000 0000000000000000 0000000000000000"
          + "0000000000000000 24010000 01000000"
          + "24010000 0c050000 000102030405060708090a0b"
          + "00".repeat(52);

  private static ByteBuffer bytes(String hex) {
    byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static BcmMessage decode(String hex) {
    ByteBuffer buffer = bytes(hex);
    return BcmCodec.decode(buffer, buffer.capacity());
  }

  @Test
  void theStateOfATaskIsRead() {
    assertEquals(
        new BcmMessage(
            LibC.TX_STATUS,
            LibC.SETTIMER | LibC.STARTTIMER | LibC.TX_COUNTEVT | LibC.TX_ANNOUNCE,
            4,
            50_000_000,
            200_000_000,
            0x9234_5678,
            List.of(
                Frame.extended(0x12345678, (byte) 1, (byte) 2),
                Frame.extended(0x12345678, (byte) 3, (byte) 4))),
        decode(TX_STATUS));
  }

  @Test
  void aTimeoutHasNoFrame() {
    BcmMessage timeout = decode(RX_TIMEOUT);
    assertTrue(timeout.isTimeout());
    assertEquals(100_000_000, timeout.firstNanos());
    assertEquals(0x123, timeout.rawId());
    assertEquals(List.of(), timeout.frames());
  }

  @Test
  void aChangeOfAnFdMessageIsAnFdFrame() {
    BcmMessage change = decode(RX_CHANGED_FD);
    assertTrue(change.isChange());
    byte[] data = HexFormat.of().parseHex("000102030405060708090a0b");
    assertEquals(List.of(Frame.fd(0x124, data)), change.frames());
  }

  @Test
  void whatIsReadIsWrittenAsItWas() {
    for (String hex : List.of(TX_STATUS, RX_TIMEOUT, RX_CHANGED_FD)) {
      ByteBuffer captured = bytes(hex);
      ByteBuffer written = ByteBuffer.allocate(BcmCodec.MAX_SIZE).order(ByteOrder.LITTLE_ENDIAN);
      int size = BcmCodec.encode(BcmCodec.decode(captured, captured.capacity()), written);
      assertEquals(
          HexFormat.of().formatHex(captured.array()),
          HexFormat.of().formatHex(Arrays.copyOf(written.array(), size)));
    }
  }

  @Test
  void whatIsCutOffIsRefused() {
    ByteBuffer captured = bytes(TX_STATUS);
    assertEquals(
        "87 bytes read: they don't hold the 2 frames that they announce",
        assertThrows(IllegalArgumentException.class, () -> BcmCodec.decode(captured, 87))
            .getMessage());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> BcmCodec.decode(captured, 40))
            .getMessage()
            .contains("at least 56"));
  }

  @Test
  void whatTheKernelCanNotDoIsRefusedWithTheReason() {
    assertTrue(refusal(257, 0).contains("takes 256 in a sequence"));
    assertTrue(refusal(1, 1500).contains("whole microseconds"));
    assertTrue(refusal(1, -1000).contains("0 to 400 days"));
    Frame[] mixed = {Frame.classic(1), Frame.fd(1)};
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> setup(0, mixed))
            .getMessage()
            .contains("all classic or all FD"));
  }

  @Test
  void whatWasSentIsReadFromTheKernelsList() {
    String shown =
        ">>> socket (____ptrval____) / sk (____ptrval____) / dropped 0 / bound vcan1 <<<\n"
            + "rx_op: 123 vcan1 [1]d timeo=100000 # recv 1 (1) => reduction: 0%\n"
            + "tx_op: 111 vcan1 (1) t1=10000 # sent 7\n"
            + "tx_op: 92345678 vcan1 [1] t1=10000 # sent 2\n"
            + "tx_op: 110 vcan1 [2] t1=10000 t2=10000 # sent 42\n\n";
    assertEquals(42, BcmStatistics.sent(shown, 0x110, false));
    assertEquals(2, BcmStatistics.sent(shown, 0x92345678, false));
    assertEquals(7, BcmStatistics.sent(shown, 0x111, true));
    assertEquals(-1, BcmStatistics.sent(shown, 0x111, false));
    assertEquals(-1, BcmStatistics.sent(shown, 0x123, false));
  }

  @Test
  void anInterfaceWithoutFdRefusesAnFdTask() {
    String message =
        assertThrows(
                SocketCanException.class,
                () -> new CanInterface("can0", 16).mustCarryFd("task 110"))
            .getMessage();
    assertTrue(
        message.startsWith("can0: carries classic frames only (its MTU is 16), and task 110 is"),
        message);
    assertTrue(message.contains("'ip link set can0 mtu 72'"), message);
    new CanInterface("can0", 72).mustCarryFd("task 110");
  }

  private static String refusal(int frames, long nanos) {
    Frame[] sequence = new Frame[frames];
    Arrays.fill(sequence, Frame.classic(1));
    return assertThrows(IllegalArgumentException.class, () -> setup(nanos, sequence)).getMessage();
  }

  private static BcmMessage setup(long nanos, Frame... frames) {
    return new BcmMessage(LibC.TX_SETUP, 0, 0, nanos, 0, 1, List.of(frames));
  }
}
