package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each refusal says what, where, and what to do. */
class RefusalTest {
  private static String refusal(String name) {
    return assertThrows(SocketCanException.class, () -> RawSocket.open(name)).getMessage();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void noSuchInterface() {
    String message = refusal("can77");
    assertTrue(message.startsWith("can77: no such interface; 'ip link show type can'"), message);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anInterfaceThatIsNotCan() {
    assertEquals(
        "lo: is no CAN interface (its type is 772, a CAN interface has 280)", refusal("lo"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aNameThatCanNotBe() {
    assertTrue(refusal("a/b").startsWith("'a/b' can't be an interface"));
    assertTrue(refusal("a-name-that-is-too-long").contains("1 to 15 characters"));
  }

  @Test
  void theKernelsNumbersBecomeSentences() {
    assertTrue(words(LibC.EAFNOSUPPORT).contains("modprobe can-raw"));
    assertTrue(words(LibC.EPERM).contains("not permitted"));
    assertTrue(words(LibC.ENETDOWN).contains("'ip link set can0 up'"));
    assertTrue(words(LibC.ENODEV).contains("the interface is gone"));
    assertTrue(words(LibC.ENOBUFS).contains("txqueuelen"));
    assertTrue(words(4711).endsWith("the kernel says error 4711"));
  }

  private static String words(int errno) {
    SocketCanException refusal = SocketCanException.of("could not open", "can0", errno);
    assertEquals(errno, refusal.errno());
    return refusal.getMessage();
  }
}
