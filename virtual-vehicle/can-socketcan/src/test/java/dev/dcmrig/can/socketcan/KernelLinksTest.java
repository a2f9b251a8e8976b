// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.socketcan.link.CanLink;
import dev.dcmrig.can.socketcan.link.Controller;
import dev.dcmrig.can.socketcan.link.ControllerMode;
import dev.dcmrig.can.socketcan.link.ControllerState;
import dev.dcmrig.can.socketcan.link.LinkRequest;
import dev.dcmrig.can.socketcan.link.LinkSettings;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Interfaces of a real kernel: virtual ones, and a controller behind a serial line. */
class KernelLinksTest {
  private static final String VIRTUAL = "rigtest0";
  private static final OptionalInt NONE = OptionalInt.empty();
  private static final int NOBODY = 65534;

  private CanLinks links;

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
    KernelCan.mustBeRoot();
  }

  @BeforeEach
  void open() {
    links = CanLinks.open();
  }

  @AfterEach
  void close() throws Exception {
    links.close();
    if (KernelCan.exists(VIRTUAL)) {
      KernelCan.ip("link", "del", VIRTUAL);
    }
  }

  private static String refusal(Runnable action) {
    return assertThrows(SocketCanException.class, action::run).getMessage();
  }

  private Controller controller(SlcanAdapter adapter) {
    return links.find(adapter.name()).controller().orElseThrow();
  }

  @Test
  void aVirtualInterfaceIsListedAsIpListsIt() throws Exception {
    KernelCan.ip("link", "add", VIRTUAL, "mtu", "16", "type", "vcan");
    CanLink link = links.find(VIRTUAL);
    String theirs = KernelCan.ip("-d", "link", "show", VIRTUAL);
    assertTrue(theirs.startsWith(link.index() + ": " + VIRTUAL + ":"), theirs);
    assertTrue(theirs.contains(" mtu " + link.mtu() + " "), theirs);
    assertTrue(theirs.contains("    " + link.kind() + " "), theirs);
    assertTrue(theirs.contains(" qlen " + link.transmitQueueLength()), theirs);
    assertFalse(link.up());
    assertTrue(links.list().stream().anyMatch(each -> each.name().equals("vcan0")));
    assertTrue(links.list().stream().noneMatch(each -> each.name().equals("lo")));
  }

  @Test
  void aVirtualInterfaceComesUpWithFdAndGoesDown() throws Exception {
    KernelCan.ip("link", "add", VIRTUAL, "mtu", "16", "type", "vcan");
    assertEquals(16, links.up(VIRTUAL, LinkSettings.none()).mtu());
    LinkSettings fd =
        new LinkSettings(
            OptionalInt.of(500_000),
            NONE,
            OptionalInt.of(2_000_000),
            NONE,
            NONE,
            Set.of(ControllerMode.FD),
            NONE,
            NONE,
            OptionalInt.of(77));
    CanLink link = links.up(VIRTUAL, fd);
    assertTrue(link.up());
    assertEquals(72, link.mtu());
    String theirs = KernelCan.ip("link", "show", VIRTUAL);
    assertTrue(theirs.contains("UP") && theirs.contains("mtu 72") && theirs.contains("qlen 77"));
    assertFalse(links.down(VIRTUAL).up());
    assertTrue(KernelCan.ip("link", "show", VIRTUAL).contains("state DOWN"));
  }

  @Test
  void anMtuThatNoCanInterfaceHasIsRefused() throws Exception {
    KernelCan.ip("link", "add", VIRTUAL, "type", "vcan");
    LinkSettings odd =
        new LinkSettings(NONE, NONE, NONE, NONE, NONE, Set.of(), NONE, OptionalInt.of(20), NONE);
    assertEquals(
        VIRTUAL
            + ": could not set its MTU and queue: the kernel does not take these values; an MTU is"
            + " 16 (classic), 72 (FD) or, in newer kernels, 76 to 2060 (XL)",
        refusal(() -> links.up(VIRTUAL, odd)));
  }

  @Test
  void theBitRateReachesTheAdapter() throws Exception {
    try (SlcanAdapter adapter = SlcanAdapter.plugIn()) {
      assertEquals("can", links.find(adapter.name()).kind());
      assertEquals(ControllerState.STOPPED, controller(adapter).state());
      CanLink link = links.up(adapter.name(), LinkSettings.none().withBitRate(500_000));
      assertTrue(link.up());
      assertEquals(ControllerState.ERROR_ACTIVE, link.controller().orElseThrow().state());
      assertEquals(500_000, link.controller().orElseThrow().timing().orElseThrow().bitRate());
      assertEquals("C S6 O", adapter.received("C S6 O"));
      String theirs = KernelCan.ip("-d", "link", "show", adapter.name());
      assertTrue(theirs.contains("bitrate 500000") && theirs.contains("ERROR-ACTIVE"), theirs);
      links.down(adapter.name());
      assertEquals("C S6 O C", adapter.received("C S6 O C"));
    }
  }

  @Test
  void anInterfaceThatIsUpIsTakenDownAndSetAnew() throws Exception {
    try (SlcanAdapter adapter = SlcanAdapter.plugIn()) {
      links.up(
          adapter.name(),
          LinkSettings.none().withBitRate(500_000).withModes(ControllerMode.LISTEN_ONLY));
      assertEquals("C S6 L", adapter.received("C S6 L"));
      assertEquals(Set.of(ControllerMode.LISTEN_ONLY), controller(adapter).modes());
      CanLink link = links.up(adapter.name(), LinkSettings.none().withBitRate(250_000));
      assertEquals("C S6 L C C S5 O", adapter.received("C S6 L C C S5 O"));
      assertEquals(Set.of(), link.controller().orElseThrow().modes());
    }
  }

  @Test
  void theControllersStateIsFollowedUntilBusOff() throws Exception {
    try (SlcanAdapter adapter = SlcanAdapter.plugIn();
        LinkMonitor monitor = LinkMonitor.open(event -> {})) {
      links.up(adapter.name(), LinkSettings.none().withBitRate(500_000));
      assertTrue(monitor.awaitUp(adapter.name(), KernelCan.BOUND));
      for (String step : List.of("sw000097", "sp000130", "sa000000", "sb000000")) {
        ControllerState wanted =
            switch (step.charAt(1)) {
              case 'w' -> ControllerState.ERROR_WARNING;
              case 'p' -> ControllerState.ERROR_PASSIVE;
              case 'b' -> ControllerState.BUS_OFF;
              default -> ControllerState.ERROR_ACTIVE;
            };
        adapter.say(step);
        assertTrue(
            monitor.await(
                adapter.name(),
                link ->
                    link.flatMap(CanLink::controller)
                        .filter(controller -> controller.state() == wanted)
                        .isPresent(),
                KernelCan.BOUND),
            step);
      }
      CanLink off = links.find(adapter.name());
      assertTrue(off.up());
      assertFalse(off.carrier());
      assertEquals(1, off.controller().orElseThrow().statistics().orElseThrow().busOffs());
    }
  }

  @Test
  void whatTheAdapterCanNotDoIsSaidBeforeItIsTouched() throws Exception {
    try (SlcanAdapter adapter = SlcanAdapter.plugIn()) {
      String name = adapter.name();
      assertEquals(
          name + ": has no bit rate yet; give the bus's own, for instance --bitrate 500k",
          refusal(() -> links.up(name, LinkSettings.none())));
      assertEquals(
          name
              + ": --bitrate 123456 is none of the bit rates that it can do: 10000, 20000, 50000,"
              + " 100000, 125000, 250000, 500000, 800000, 1000000",
          refusal(() -> links.up(name, LinkSettings.none().withBitRate(123_456))));
      LinkSettings fd = LinkSettings.none().withBitRate(500_000).withModes(ControllerMode.FD);
      assertEquals(
          name
              + ": its controller can't do fd; it can do listen-only: leave --fd out, or use"
              + " another adapter",
          refusal(() -> links.up(name, fd)));
      assertEquals("", adapter.received(""));
    }
  }

  @Test
  void theKernelsOwnWordsAreHandedOn() throws Exception {
    try (SlcanAdapter adapter = SlcanAdapter.plugIn()) {
      LinkSettings restart =
          new LinkSettings(
              OptionalInt.of(500_000),
              NONE,
              NONE,
              NONE,
              OptionalInt.of(100),
              Set.of(),
              NONE,
              NONE,
              NONE);
      String message = refusal(() -> links.up(adapter.name(), restart));
      assertTrue(message.startsWith(adapter.name() + ": could not set it: "), message);
      assertTrue(
          message.contains("the kernel says: Device doesn't support restart from Bus Off"),
          message);
      assertTrue(message.contains("can't do --restart-ms; leave it out"), message);
      assertFalse(message.contains("is down now"), message);
      assertFalse(links.find(adapter.name()).up());
    }
  }

  @Test
  void whatWasUpAndCouldNotBeSetIsSaidToBeDown() throws Exception {
    try (SlcanAdapter adapter = SlcanAdapter.plugIn()) {
      LinkSettings good =
          LinkSettings.none().withBitRate(500_000).withModes(ControllerMode.LISTEN_ONLY);
      links.up(adapter.name(), good);
      LinkSettings restart =
          new LinkSettings(
              good.bitRate(), NONE, NONE, NONE, OptionalInt.of(1), good.modes(), NONE, NONE, NONE);
      String message = refusal(() -> links.up(adapter.name(), restart));
      assertTrue(message.contains("one of --listen-only, --restart-ms"), message);
      assertTrue(message.endsWith("; it was up and is down now"), message);
      assertFalse(links.find(adapter.name()).up());
    }
  }

  @Test
  void aControllerInUseIsNotSet() throws Exception {
    try (SlcanAdapter adapter = SlcanAdapter.plugIn();
        Netlink netlink = Netlink.open(0)) {
      CanLink link = links.up(adapter.name(), LinkSettings.none().withBitRate(500_000));
      LinkSettings other = LinkSettings.none().withBitRate(250_000);
      assertEquals(
          LibC.EBUSY,
          netlink
              .ask(sequence -> LinkRequest.controller(sequence, link.index(), other, Set.of()))
              .errno());
    }
  }

  @Test
  void aUserWithoutRightsIsToldOfSudo() throws Exception {
    KernelCan.ip("link", "add", VIRTUAL, "type", "vcan");
    String message;
    try {
      assertEquals(0, SlcanAdapter.TestLibC.seteuid(NOBODY));
      try (CanLinks theirs = CanLinks.open()) {
        assertFalse(theirs.find(VIRTUAL).up());
        message = refusal(() -> theirs.up(VIRTUAL, LinkSettings.none()));
      }
    } finally {
      SlcanAdapter.TestLibC.seteuid(0);
    }
    assertEquals(
        VIRTUAL
            + ": could not bring it up: not permitted: interfaces are set by root or with"
            + " CAP_NET_ADMIN; run it with sudo",
        message);
  }

  @Test
  void anInterfaceThatIsNotThereIsNamedWithThoseThatAre() {
    String message = refusal(() -> links.up("can77", LinkSettings.none()));
    assertTrue(message.startsWith("can77: no such CAN interface; there is "), message);
    assertTrue(message.contains("vcan0"), message);
    assertTrue(refusal(() -> links.down("lo")).startsWith("lo: no such CAN interface"));
  }
}
