// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.api.Observations;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.HoldExpiredException;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.TimelineInterruptedException;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.Lamp;
import dev.dcmrig.sim.pins.PinBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DcmWatchdogTest {
  private static final String SERVICE = "dev.dcmrig.dcm.sos.SosService";
  private static final String CAUSE =
      "IllegalStateException at SosService.held(SosService.java:120): thrown by a test";

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final PinBoard pins = new PinBoard(timeline);
  private final List<String> noted = new ArrayList<>();
  private final DcmWatchdog watchdog = new DcmWatchdog(pins, new Noted());
  private int resets;

  DcmWatchdogTest() {
    watchdog.resetsBy(() -> resets++);
  }

  private final class Noted implements Observations {
    @Override
    public void note(Subject source, String kind, Map<String, String> details) {
      noted.add(source + " " + kind + " " + details.get("cause"));
    }

    @Override
    public List<Observation> all() {
      return List.of();
    }
  }

  /** An exception whose stack has these classes, the one that threw it first. */
  private static IllegalStateException thrownBy(String... types) {
    IllegalStateException thrown = new IllegalStateException("thrown by a test");
    List<StackTraceElement> stack = new ArrayList<>();
    for (String type : types) {
      String file = type.substring(type.lastIndexOf('.') + 1) + ".java";
      stack.add(new StackTraceElement(type, "held", file, 120));
    }
    thrown.setStackTrace(stack.toArray(new StackTraceElement[0]));
    return thrown;
  }

  private static void breaks() {
    throw thrownBy(SERVICE, "dev.dcmrig.app.bench.DcmWatchdog");
  }

  @Test
  void whatTheDcmThrowsResetsIt() {
    watchdog.run(DcmWatchdogTest::breaks);
    assertEquals(1, resets);
    assertEquals(Optional.of(CAUSE), watchdog.bitten());
    assertEquals(List.of("DCM dcm.watchdog " + CAUSE), noted);
  }

  @Test
  void aDcmThatThrowsNothingIsLeftAlone() {
    watchdog.run(() -> {});
    assertEquals(0, resets);
    assertEquals(Optional.empty(), watchdog.bitten());
  }

  @Test
  void whatSharedCodeThrowsForTheDcmIsTheDcms() {
    watchdog.run(
        () -> {
          throw thrownBy("java.util.Objects", "dev.dcmrig.can.Frame", SERVICE);
        });
    assertEquals(1, resets);
    // A lamp that is to be brighter than it can be.
    String guard = GuardedPins.class.getName();
    watchdog.run(
        () -> {
          throw thrownBy("dev.dcmrig.sim.pins.PinBoard", guard, SERVICE);
        });
    assertEquals(2, resets);
  }

  @Test
  void whatTheRigThrowsBreaksTheBench() {
    for (String part : List.of("dev.dcmrig.bench.BusWatch", "dev.dcmrig.network.link.Flow")) {
      IllegalStateException ofRig = thrownBy("dev.dcmrig.sim.pins.PinBoard", part, SERVICE);
      assertSame(
          ofRig,
          assertThrows(
              IllegalStateException.class,
              () ->
                  watchdog.run(
                      () -> {
                        throw ofRig;
                      })));
    }
    assertThrows(
        IllegalStateException.class,
        () ->
            watchdog.run(
                () -> {
                  throw thrownBy();
                }),
        "nobody knows whose it is");
    assertThrows(
        HoldExpiredException.class,
        () ->
            watchdog.run(
                () -> {
                  throw new HoldExpiredException("the radio link's answer", 15_000);
                }));
    assertThrows(
        TimelineInterruptedException.class,
        () ->
            watchdog.run(
                () -> {
                  throw new TimelineInterruptedException(new InterruptedException());
                }));
    assertEquals(0, resets);
  }

  @Test
  void timersPostsFramesAndPinsAreWatched() {
    Timeline guarded = watchdog.guarded(timeline);
    guarded.after(5, DcmWatchdogTest::breaks);
    guarded.post("test", DcmWatchdogTest::breaks);
    timeline.runUntil(10);
    assertEquals(2, resets);

    try (EmulatedBus bus =
        new EmulatedBus("emulated:vehicle", timeline, new BitRates(500_000, 500_000))) {
      watchdog.guarded(bus).connect("dcm", (time, frame) -> breaks());
      bus.connect("other", (time, frame) -> {}).send(Frame.classic(0x123, new byte[8]));
      timeline.runUntil(Duration.ofMillis(10).toNanos());
    }
    assertEquals(3, resets);

    watchdog.guardedPins().onChange(DcmWatchdogTest::breaks);
    pins.supply(12);
    assertEquals(4, resets);
  }

  @Test
  void whatIsThrownInsideOfACallResetsOnce() {
    watchdog.run(() -> watchdog.run(DcmWatchdogTest::breaks));
    assertEquals(1, resets);
  }

  @Test
  void aDcmThatCantBeResetStaysOff() {
    pins.lamp(Lamp.RED, 1);
    pins.draw(0.5);
    watchdog.resetsBy(DcmWatchdogTest::breaks);
    watchdog.run(DcmWatchdogTest::breaks);
    assertEquals(0, pins.brightness(Lamp.RED));
    assertEquals(0, pins.amperes());
    boolean[] ran = new boolean[1];
    watchdog.run(() -> ran[0] = true);
    assertFalse(ran[0], "it is off");
  }

  @Test
  void aDcmThatIsResetForEverIsLeftOff() {
    for (int i = 0; i < DcmWatchdog.MAX_RESETS + 5; i++) {
      watchdog.run(DcmWatchdogTest::breaks);
    }
    assertEquals(DcmWatchdog.MAX_RESETS - 1, resets);
    assertEquals("DCM dcm.off it was reset 20 times", noted.get(noted.size() - 1));
  }
}
