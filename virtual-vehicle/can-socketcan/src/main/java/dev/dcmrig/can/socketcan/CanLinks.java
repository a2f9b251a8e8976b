// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.socketcan.link.CanLink;
import dev.dcmrig.can.socketcan.link.Controller;
import dev.dcmrig.can.socketcan.link.ControllerMode;
import dev.dcmrig.can.socketcan.link.LinkRequest;
import dev.dcmrig.can.socketcan.link.LinkSettings;
import dev.dcmrig.can.socketcan.link.NetlinkAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The CAN interfaces of this machine: what they are, and how they are set. Needs no other program.
 * Belongs to one thread.
 */
public final class CanLinks implements AutoCloseable {
  private final Netlink netlink;

  private CanLinks(Netlink netlink) {
    this.netlink = netlink;
  }

  /**
   * @throws SocketCanException on another system than Linux
   */
  public static CanLinks open() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      throw new SocketCanException(
          "CAN interfaces are a part of Linux; on this system use an emulated bus", 0);
    }
    return new CanLinks(Netlink.open(0));
  }

  /** All of them, in the kernel's order. */
  public List<CanLink> list() {
    return netlink.links();
  }

  /**
   * The interface of this name.
   *
   * @throws SocketCanException when there is none, with those there are
   */
  public CanLink find(String name) {
    List<CanLink> all = list();
    for (CanLink link : all) {
      if (link.name().equals(name)) {
        return link;
      }
    }
    throw LinkRefusal.missing(name, all);
  }

  /**
   * The kernel module that drives an interface, such as {@code gs_usb}; empty for a virtual one.
   */
  public static Optional<String> driver(CanLink link) {
    Path driver = Path.of("/sys/class/net", link.name(), "device", "driver");
    try {
      return Optional.of(String.valueOf(driver.toRealPath().getFileName()));
    } catch (IOException e) {
      // No such link: nothing drives it.
      return Optional.empty();
    }
  }

  /**
   * Sets an interface and brings it up. One that is up is taken down first: the kernel changes none
   * that is in use. When it refuses, the interface stays down: half set, it would disturb the bus.
   *
   * @return the interface as it is then
   * @throws SocketCanException when there is none, or the kernel refuses, with the way out
   */
  public CanLink up(String name, LinkSettings settings) {
    CanLink link = find(name);
    LinkRefusal refusal = new LinkRefusal(link, settings);
    LinkSettings wanted = settings;
    if (link.controller().isPresent()) {
      refusal.check(link.controller().get());
    } else {
      wanted = virtual(settings);
    }
    if (link.up()) {
      must(
          refusal,
          "could not take it down",
          false,
          n -> LinkRequest.upOrDown(n, link.index(), false));
    }
    LinkSettings set = wanted;
    if (link.controller().isPresent()) {
      Set<ControllerMode> now = link.controller().map(Controller::modes).orElse(Set.of());
      must(
          refusal,
          "could not set it",
          link.up(),
          n -> LinkRequest.controller(n, link.index(), set, now));
    }
    if (set.mtu().isPresent() || set.transmitQueueLength().isPresent()) {
      must(
          refusal,
          "could not set its MTU and queue",
          link.up(),
          n -> LinkRequest.queueAndMtu(n, link.index(), set));
    }
    must(
        refusal,
        "could not bring it up",
        link.up(),
        n -> LinkRequest.upOrDown(n, link.index(), true));
    return find(name);
  }

  /** A virtual interface carries FD when its MTU is large enough; it has no bit rate. */
  private static LinkSettings virtual(LinkSettings settings) {
    OptionalInt mtu = settings.mtu();
    if (mtu.isEmpty() && settings.fd()) {
      mtu = OptionalInt.of(CanLink.FD_MTU);
    }
    OptionalInt none = OptionalInt.empty();
    return new LinkSettings(
        none, none, none, none, none, Set.of(), none, mtu, settings.transmitQueueLength());
  }

  /**
   * Takes an interface down.
   *
   * @throws SocketCanException when there is none, or the kernel refuses
   */
  public CanLink down(String name) {
    CanLink link = find(name);
    must(
        new LinkRefusal(link, LinkSettings.none()),
        "could not take it down",
        false,
        n -> LinkRequest.upOrDown(n, link.index(), false));
    return find(name);
  }

  private void must(
      LinkRefusal refusal, String what, boolean takenDown, IntFunction<byte[]> request) {
    NetlinkAnswer answer = netlink.ask(request);
    if (answer.errno() != 0) {
      throw refusal.of(what, answer, takenDown);
    }
  }

  @Override
  public void close() {
    netlink.close();
  }
}
