// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.socketcan.link.CanLink;
import dev.dcmrig.can.socketcan.link.LinkSettings;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the monitor tells of interfaces that come, change and go on a real kernel. */
class LinkMonitorTest {
  private static final String NAME = "rigtest1";

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
    KernelCan.mustBeRoot();
  }

  @AfterEach
  void tidy() throws Exception {
    if (KernelCan.exists(NAME)) {
      KernelCan.ip("link", "del", NAME);
    }
  }

  private LinkMonitor monitor(String name) {
    return LinkMonitor.open(
        event -> {
          if (event.link().name().equals(name)) {
            String state =
                event
                    .link()
                    .controller()
                    .map(controller -> " " + controller.state().words())
                    .orElse("");
            events.add(event.kind() + state);
          }
        });
  }

  private List<String> next(int count) throws InterruptedException {
    List<String> found = new ArrayList<>();
    while (found.size() < count) {
      String event = events.poll(KernelCan.BOUND.toMillis(), TimeUnit.MILLISECONDS);
      if (event == null) {
        break;
      }
      found.add(event);
    }
    return found;
  }

  @Test
  void comingAndGoing() throws Exception {
    try (LinkMonitor monitor = monitor(NAME)) {
      assertTrue(monitor.link("vcan0").filter(CanLink::up).isPresent());
      KernelCan.ip("link", "add", NAME, "type", "vcan");
      assertEquals(List.of("ARRIVED"), next(1));
      KernelCan.ip("link", "set", NAME, "mtu", "16");
      assertEquals(List.of("SETTINGS"), next(1));
      KernelCan.ip("link", "set", NAME, "up");
      assertEquals(List.of("UP"), next(1));
      KernelCan.ip("link", "set", NAME, "down");
      assertEquals(List.of("DOWN"), next(1));
      KernelCan.ip("link", "set", NAME, "up");
      KernelCan.ip("link", "del", NAME);
      assertEquals(List.of("UP", "DOWN", "REMOVED"), next(3));
      assertTrue(monitor.link(NAME).isEmpty());
    }
    assertEquals(List.of(), List.copyOf(events));
  }

  @Test
  void aDriverWaitsForAnInterfaceToReturn() throws Exception {
    try (LinkMonitor monitor = monitor(NAME)) {
      assertTrue(monitor.awaitUp("vcan0", Duration.ZERO));
      assertFalse(monitor.awaitUp(NAME, Duration.ofMillis(1)));
      Thread later =
          new Thread(
              () -> {
                try {
                  KernelCan.ip("link", "add", NAME, "type", "vcan");
                  KernelCan.ip("link", "set", NAME, "up");
                } catch (Exception e) {
                  events.add("failed: " + e);
                }
              });
      later.start();
      assertTrue(monitor.awaitUp(NAME, KernelCan.BOUND));
      later.join();
    }
  }

  @Test
  void whoWaitsIsToldWhenTheMonitorCloses() throws Exception {
    LinkMonitor monitor = monitor(NAME);
    Thread closer = new Thread(monitor::close);
    closer.start();
    assertFalse(monitor.awaitUp(NAME, KernelCan.BOUND));
    closer.join();
    monitor.close();
  }

  @Test
  void anAdapterIsFollowedFromPlugToPull() throws Exception {
    // The name that the next adapter gets is known only when it is there.
    String name;
    try (SlcanAdapter first = SlcanAdapter.plugIn()) {
      name = first.name();
    }
    try (LinkMonitor monitor = monitor(name);
        CanLinks links = CanLinks.open()) {
      SlcanAdapter adapter = SlcanAdapter.plugIn();
      assertEquals(name, adapter.name());
      assertEquals(List.of("ARRIVED stopped"), next(1));
      links.up(name, LinkSettings.none().withBitRate(500_000));
      // Whether the kernel tells of the new bit rate by itself or with the rest is its own affair.
      List<String> coming = next(3);
      assertTrue(coming.remove(0).startsWith("SETTINGS "), coming.toString());
      assertEquals(List.of("UP error-active", "STATE error-active"), coming);
      adapter.say("sp000130");
      assertEquals(List.of("STATE error-passive"), next(1));
      adapter.say("sb000000");
      assertEquals(List.of("STATE bus-off"), next(1));
      adapter.close();
      assertTrue(monitor.await(name, link -> link.isEmpty(), KernelCan.BOUND));
    }
    List<String> end = new ArrayList<>(events);
    assertEquals("REMOVED", end.get(end.size() - 1).split(" ")[0], end.toString());
  }

  @Test
  void openingAndClosingLeavesNoDescriptorBehind() {
    monitor(NAME).close();
    int before = new File("/proc/self/fd").list().length;
    for (int n = 0; n < 50; n++) {
      monitor(NAME).close();
      CanLinks.open().close();
    }
    assertEquals(before, new File("/proc/self/fd").list().length);
  }
}
