// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.can.socketcan.link.BitTimingLimits;
import dev.dcmrig.can.socketcan.link.CanLink;
import dev.dcmrig.can.socketcan.link.Controller;
import dev.dcmrig.can.socketcan.link.ControllerMode;
import dev.dcmrig.can.socketcan.link.ControllerState;
import dev.dcmrig.can.socketcan.link.LinkSettings;
import dev.dcmrig.can.socketcan.link.NetlinkAnswer;
import dev.dcmrig.can.socketcan.link.OperationalState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals of a controller whose bit timing is calculated, which no kernel of CI has. */
class LinkRefusalTest {
  private static final OptionalInt NONE = OptionalInt.empty();
  private static final LinkSettings CLASSIC = LinkSettings.none().withBitRate(500_000);

  private static final Controller CONTROLLER =
      new Controller(
          ControllerState.STOPPED,
          Optional.empty(),
          Optional.empty(),
          Optional.of(new BitTimingLimits("gs_usb", 1, 16, 1, 8, 4, 1, 1024, 1)),
          Optional.empty(),
          List.of(),
          List.of(),
          0,
          48_000_000,
          Set.of(),
          Optional.empty(),
          0,
          NONE,
          NONE,
          OptionalInt.of(0),
          List.of(0, 120),
          Optional.empty(),
          Optional.empty());

  private static final CanLink LINK =
      new CanLink(
          5,
          "can0",
          "can",
          "1-1:1.0",
          16,
          false,
          false,
          OperationalState.DOWN,
          10,
          Optional.of(CONTROLLER),
          Optional.empty());

  private static LinkSettings settings(
      OptionalInt bitRate, OptionalInt ohms, Set<ControllerMode> modes) {
    return new LinkSettings(bitRate, NONE, NONE, NONE, NONE, modes, ohms, NONE, NONE);
  }

  private static String checked(LinkSettings settings) {
    return assertThrows(
            SocketCanException.class, () -> new LinkRefusal(LINK, settings).check(CONTROLLER))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1   | not permitted: interfaces are set by root or with CAP_NET_ADMIN; run it with sudo
          16  | it is up, and another program may be bringing it up again (systemd-networkd, NetworkManager); stop that, then 'rig can down can0'
          19  | the interface is gone; plug the adapter in again
          22  | the controller can't reach these values from its clock of 48.000 MHz (prescaler 1 to 1024, 3 to 25 quanta a bit); choose another bit rate or sample point, 'dmesg' may say more
          33  | the controller can't reach these values from its clock of 48.000 MHz (prescaler 1 to 1024, 3 to 25 quanta a bit); choose another bit rate or sample point, 'dmesg' may say more
          95  | the controller or its driver can't do this; leave it out
          110 | the adapter does not answer its driver; unplug it and plug it in again, and see 'dmesg'
          71  | the kernel says error 71; 'dmesg' may say more
          """)
  void theKernelsNumbersBecomeSentences(int errno, String sentence) {
    SocketCanException refusal =
        new LinkRefusal(LINK, CLASSIC).of("could not set it", new NetlinkAnswer(errno, ""), false);
    assertEquals("can0: could not set it: " + sentence, refusal.getMessage());
    assertEquals(errno, refusal.errno());
  }

  @Test
  void whatFdNeedsIsSaid() {
    LinkSettings fd = CLASSIC.withModes(ControllerMode.FD);
    assertEquals(
        "can0: for FD the kernel wants both bit rates at a time; give --bitrate and --dbitrate, for"
            + " instance --bitrate 500k --dbitrate 2M",
        checked(fd));
    assertEquals(
        "can0: could not set it: the controller or its driver can't do this; without --fd and"
            + " --dbitrate it carries classic frames",
        new LinkRefusal(LINK, fd)
            .of("could not set it", new NetlinkAnswer(LibC.EOPNOTSUPP, ""), false)
            .getMessage());
  }

  @Test
  void aTerminationThatTheAdapterDoesNotHave() {
    assertEquals(
        "can0: can't terminate with 60 ohms, only with 0, 120",
        checked(settings(OptionalInt.of(500_000), OptionalInt.of(60), Set.of())));
    LinkSettings good = settings(OptionalInt.of(500_000), OptionalInt.of(120), Set.of());
    assertDoesNotThrow(() -> new LinkRefusal(LINK, good).check(CONTROLLER));
  }

  @Test
  void whenThereIsNoInterfaceTheWayToOneIsNamed() {
    assertEquals(
        "can0: no such CAN interface; there is none; is the adapter plugged in and its driver"
            + " loaded ('lsusb', 'dmesg')? 'ip link add vcan0 type vcan' makes a virtual one",
        LinkRefusal.missing("can0", List.of()).getMessage());
    assertEquals(
        "can1: no such CAN interface; there is can0",
        LinkRefusal.missing("can1", List.of(LINK)).getMessage());
  }
}
