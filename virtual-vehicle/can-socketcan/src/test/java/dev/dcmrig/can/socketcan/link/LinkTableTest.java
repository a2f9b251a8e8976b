// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What has happened between two looks at the interfaces. */
class LinkTableTest {
  private final LinkTable table = new LinkTable();

  private static List<String> words(List<LinkEvent> events) {
    return events.stream().map(event -> event.kind() + " " + event.link().name()).toList();
  }

  private static CanLink named(CanLink link, String name) {
    return new CanLink(
        link.index(),
        name,
        link.kind(),
        link.device(),
        link.mtu(),
        link.up(),
        link.carrier(),
        link.operationalState(),
        link.transmitQueueLength(),
        link.controller(),
        link.statistics());
  }

  @Test
  void theSameLookTwiceIsNoEvent() {
    CanLink link = Captured.link("slcan-up");
    assertEquals(List.of("ARRIVED can0", "UP can0"), words(table.seen(link)));
    assertEquals(List.of(), words(table.seen(link)));
    assertEquals(List.of(), words(table.all(List.of(link))));
  }

  @Test
  void aControllersWayToBusOff() {
    table.seen(Captured.link("slcan-new"));
    assertEquals(
        List.of("SETTINGS can0", "UP can0", "STATE can0"),
        words(table.seen(Captured.link("slcan-up"))));
    assertEquals(List.of("STATE can0"), words(table.seen(Captured.link("slcan-error-passive"))));
    assertEquals(List.of("STATE can0"), words(table.seen(Captured.link("slcan-bus-off"))));
    assertEquals(
        List.of("DOWN can0", "SETTINGS can0", "STATE can0"),
        words(table.seen(Captured.link("slcan-new"))));
  }

  @Test
  void whatALostMessageHasToldIsFoundInTheNextList() {
    CanLink controller = Captured.link("slcan-up");
    CanLink virtual = Captured.link("vcan-up");
    table.seen(controller);
    assertEquals(
        List.of("DOWN can0", "REMOVED can0", "ARRIVED vcan0", "UP vcan0"),
        words(table.all(List.of(virtual))));
    assertEquals(List.of(virtual), table.links());
    assertEquals(List.of(), words(table.removed(controller.index())));
  }

  @Test
  void aNewNameIsAnotherInterface() {
    CanLink link = Captured.link("vxcan-down");
    table.seen(link);
    assertEquals(List.of("REMOVED vx0", "ARRIVED body"), words(table.seen(named(link, "body"))));
  }
}
