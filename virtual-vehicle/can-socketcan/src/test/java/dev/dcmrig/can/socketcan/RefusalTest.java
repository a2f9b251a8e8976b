// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
  void aKernelWithoutCan() {
    assumeFalse(Files.exists(Path.of("/proc/net/can")), "this kernel has CAN");
    assertEquals(
        "can77: could not open a CAN socket: this kernel has no CAN sockets; load them: 'modprobe"
            + " can-raw', or use a kernel that has them",
        refusal("can77"));
  }

  @Test
  void anotherSystem() {
    assertEquals(
        "can0: SocketCAN is a part of Linux, and this is Windows 11; a bench with"
            + " 'emulated:vehicle' runs here",
        assertThrows(SocketCanException.class, () -> CanInterface.checkSystem("can0", "Windows 11"))
            .getMessage());
  }

  @Test
  void aCanXlInterface() {
    String message =
        assertThrows(SocketCanException.class, () -> CanInterface.checked("can0", 280, 1, 2060))
            .getMessage();
    assertTrue(message.startsWith("can0: carries CAN XL (its MTU is 2060)"), message);
    assertTrue(message.contains("'ip link set can0 mtu 72'"), message);
  }

  @Test
  void anInterfaceThatIsDown() {
    assertEquals(
        "can0: could not use it: the interface is down; bring it up: 'ip link set can0 up'",
        assertThrows(SocketCanException.class, () -> CanInterface.checked("can0", 280, 0, 16))
            .getMessage());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void noSuchInterface() {
    assumeTrue(Files.exists(Path.of("/proc/net/can")), "this kernel has no CAN");
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
