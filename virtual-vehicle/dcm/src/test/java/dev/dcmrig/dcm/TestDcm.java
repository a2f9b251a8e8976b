// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.PinBoard;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A whole emulated DCM in virtual time: a test plays its bus, its pins and its network. */
final class TestDcm implements AutoCloseable {
  final VirtualTimeline timeline = new VirtualTimeline();
  final PinBoard pins = new PinBoard(timeline);
  final TestReader reader = new TestReader();
  final NonVolatileMemory memory = new NonVolatileMemory();
  final TestNetwork network = new TestNetwork(timeline, Seed.of(1).of("network").stream());
  final TestCentre centre = network.centre;
  final EmulatedDcm dcm;
  private final OneNodeBus bus = new OneNodeBus();

  TestDcm(DcmSettings settings) {
    dcm =
        new EmulatedDcm(
            new DcmContext(
                timeline, reader, pins, network.access(), memory, Seed.of(1).of("dcm").stream()),
            settings,
            DcmRules.REQUIRED,
            bus,
            new PlainTrust(),
            (context, node) -> new NoRequests(),
            CarDiagnostics.NONE);
    pins.supply(12.6);
    dcm.start();
  }

  /** With the ignition on, a fix, and airbags that have not fired. */
  static TestDcm ready(String... changes) {
    TestDcm car = new TestDcm(TestProfile.of(changes));
    car.frames();
    car.pass(Duration.ofSeconds(8));
    return car;
  }

  /** The messages that a DCM waits for after its boot. */
  void frames() {
    fix(-37.8, 145.0);
    say(DomainValue.SOS_BUTTON, "RELEASED");
    reader.stage(DomainValue.PASSENGERS, 2);
    reader.stage(DomainValue.IMPACT_LEVEL, 0);
    say(DomainValue.AIRBAG_DEPLOYED, "NO");
    say(DomainValue.IGNITION, "ON");
  }

  /** A frame that carries the value, and this value of it. */
  void say(DomainValue value, Object what) {
    reader.stage(value, what);
    bus.deliver(timeline.nowNanos());
    // Two frames never end at the same instant.
    pass(Duration.ofMillis(1));
  }

  void badAirbagFrame() {
    reader.stageFailure();
    bus.deliver(timeline.nowNanos());
    pass(Duration.ofMillis(1));
  }

  void fix(double latitude, double longitude) {
    say(DomainValue.LATITUDE, latitude);
    say(DomainValue.LONGITUDE, longitude);
    say(DomainValue.DIRECTION, 90);
    say(DomainValue.GNSS_FIX, "FIX_3D");
  }

  void press(Duration duration) {
    say(DomainValue.SOS_BUTTON, "PRESSED");
    pass(duration.minusMillis(1));
    say(DomainValue.SOS_BUTTON, "RELEASED");
  }

  void deploy() {
    say(DomainValue.AIRBAG_DEPLOYED, "YES");
  }

  /** The peak is shown for three seconds. */
  void impact(double peakG) {
    say(DomainValue.IMPACT_LEVEL, peakG);
    timeline.after(3_000_000_000L, () -> say0(DomainValue.IMPACT_LEVEL));
  }

  private void say0(DomainValue value) {
    reader.stage(value, 0);
    bus.deliver(timeline.nowNanos());
  }

  void pass(Duration duration) {
    timeline.runUntil(timeline.nowNanos() + duration.toNanos());
  }

  boolean within(Duration limit, BooleanSupplier condition) {
    long end = timeline.nowNanos() + limit.toNanos();
    while (!condition.getAsBoolean() && timeline.nowNanos() < end) {
      pass(Duration.ofMillis(10));
    }
    return condition.getAsBoolean();
  }

  /** A watchdog's reset; the bus says again what it says. */
  void reset() {
    dcm.reset();
  }

  @Override
  public void close() {
    dcm.close();
    network.close();
  }

  /** The DCM is the only node; frames come from the test. */
  private static final class OneNodeBus implements CanBus {
    private FrameListener listener = (time, frame) -> {};

    void deliver(long timeNanos) {
      listener.onFrame(timeNanos, Frame.classic(0x100, new byte[8]));
    }

    @Override
    public Set<BusCapability> capabilities() {
      return Set.of(BusCapability.FD);
    }

    @Override
    public BusHealth health() {
      return BusHealth.WHOLE;
    }

    @Override
    public String uri() {
      return "test:bus";
    }

    @Override
    public CanNode connect(String name, FrameListener newListener) {
      listener = newListener;
      return new Node(name);
    }

    @Override
    public CanNode listen(String name, FrameListener newListener) {
      throw new UnsupportedOperationException("a DCM does not listen only");
    }

    @Override
    public void close() {}
  }

  private record Node(String name) implements CanNode {
    @Override
    public boolean send(Frame frame) {
      throw new UnsupportedOperationException("this DCM sends no frames");
    }

    @Override
    public long refused() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
