// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.dcm.core.FrameFollower;
import dev.dcmrig.dcm.core.ModemAccess;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.diagnostics.DiagnosticsService;
import dev.dcmrig.dcm.diagnostics.SoftwareIdentity;
import dev.dcmrig.dcm.flashing.TesterNode;
import dev.dcmrig.dcm.indicator.IndicatorDriver.Show;
import dev.dcmrig.dcm.indicator.IndicatorPolicy;
import dev.dcmrig.dcm.ota.EcuSide;
import dev.dcmrig.dcm.ota.FirmwareVersions;
import dev.dcmrig.dcm.power.PowerSupply;
import dev.dcmrig.dcm.remote.BusRequests;
import dev.dcmrig.dcm.remote.FrameRequests;
import dev.dcmrig.dcm.tls.DcmCertificates;
import dev.dcmrig.dcm.tls.Trust;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.DcmPins;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An emulated DCM in the rig's process, on the thread of its timeline: the services, and what they
 * tell each other. It sees frames, its modem and its pins, nothing else.
 *
 * <p>Does not simulate: boot time, processor load, the radio, in-band modems.
 */
public final class EmulatedDcm implements AutoCloseable {
  private static final double AMPERES_ASLEEP = 0.005;
  private static final double AMPERES_IDLE = 0.12;
  private static final double AMPERES_IN_CALL = 0.65;

  private final DcmContext dcm;
  private final CanBus bus;
  private final TesterNode ecus;
  private final DcmServices parts;
  private @Nullable CanNode node;
  private final Timer watchdog;
  private final long watchdogNanos;
  private boolean running;
  private long boots;

  /**
   * @param binding the vehicle's language; the DCM follows its own node
   * @param car how a tester asks the DCM, if at all, and how the DCM asks the other ECUs
   * @param ids where Call-IDs, tags and the like come from
   * @param rules what the DCM goes by: {@link DcmRules#REQUIRED}, or with deliberate defects
   */
  public EmulatedDcm(
      DcmSettings settings,
      Timeline timeline,
      CanBus bus,
      VehicleBinding binding,
      CarDiagnostics car,
      DcmPins pins,
      ModemAccess access,
      NonVolatileMemory memory,
      Seed.Stream ids,
      DcmRules rules) {
    this(
        new DcmContext(timeline, binding.reader(timeline), pins, access, memory, ids),
        settings,
        rules,
        bus,
        DcmCertificates.read(access.certificates(), timeline::now, rules),
        (context, node) -> new FrameRequests(context, binding, node),
        car);
  }

  /** Makes what the DCM sends its requests with. */
  @FunctionalInterface
  interface Requests {
    BusRequests of(DcmContext context, Supplier<@Nullable CanNode> node);
  }

  EmulatedDcm(
      DcmContext dcm,
      DcmSettings settings,
      DcmRules rules,
      CanBus bus,
      Trust trust,
      Requests makesRequests,
      CarDiagnostics car) {
    this.dcm = dcm;
    this.bus = bus;
    this.ecus = new TesterNode(dcm.timeline(), bus, () -> node);
    this.parts =
        new DcmServices(
            dcm,
            settings,
            rules,
            trust,
            makesRequests.of(dcm, () -> node),
            car.ecu(CarDiagnostics.DCM).map(this::tester).orElse(null),
            new EcuSide(car, ecus),
            new PowerEvents(),
            this::reset,
            this::refresh);
    this.watchdog = dcm.timeline().timer(this::boot);
    this.watchdogNanos = settings.ota().watchdog().toNanos();
  }

  private DiagnosticsService.Dependencies tester(CarDiagnostics.Ecu asked) {
    return new DiagnosticsService.Dependencies(bus, asked, () -> node, new Software(), this::reset);
  }

  /** What diagnostics tell of the firmware: what the update server is told, too. */
  private final class Software implements SoftwareIdentity {
    @Override
    public String version() {
      return parts.firmware.running();
    }

    @Override
    public String rxswin() {
      return parts.firmware.rxswin();
    }
  }

  /** Connects to bus and pins; boots when there is supply. */
  public void start() {
    node = bus.connect("dcm", this::frame);
    dcm.pins().onChange(this::pinsChanged);
    pinsChanged();
  }

  /** A reset as by a watchdog: what is volatile is lost. */
  public void reset() {
    if (parts.power.isPowered()) {
      off();
      boot();
    }
  }

  /** What it says of its firmware. */
  public FirmwareVersions firmware() {
    return parts.firmware;
  }

  /**
   * A number that changes when frames that say what those before them said may be something to it
   * that they were not before: at a boot, when it falls asleep, when it waits for an answer.
   */
  public long listening() {
    long number = boots << 1 | (running ? 1 : 0);
    for (FrameFollower follower : parts.followers) {
      number = number << 1 | (follower.isExpecting() ? 1 : 0);
    }
    return number;
  }

  /** Whether any frame may be something to it now. */
  public boolean isExpectingFrames() {
    for (FrameFollower follower : parts.followers) {
      if (follower.isExpecting()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    off();
    dcm.pins().onChange(() -> {});
    CanNode connected = node;
    if (connected != null) {
      connected.close();
    }
  }

  // Power, frames, pins.

  private final class PowerEvents implements PowerSupply.Listener {
    @Override
    public void on() {
      boot();
    }

    @Override
    public void off() {
      EmulatedDcm.this.off();
    }

    @Override
    public void backupEmpty() {
      parts.acn.endForGood();
    }
  }

  private void boot() {
    if (!parts.firmware.start()) {
      // Deaf and dumb, until the watchdog tries again.
      watchdog.armAfter(watchdogNanos);
      return;
    }
    running = true;
    boots++;
    dcm.reader().forget();
    parts.inOrder.forEach(DcmService::boot);
    refresh();
  }

  private void off() {
    // What stops below asks for nothing any more, least of all on the way to a reset.
    running = false;
    watchdog.cancel();
    parts.reversed.forEach(DcmService::stop);
    parts.indicator.show(Show.DARK);
    dcm.pins().draw(0);
  }

  private void pinsChanged() {
    parts.power.supplyChanged();
    if (parts.power.isPowered() && !watchdog.isArmed()) {
      parts.inOrder.forEach(DcmService::pinsChanged);
    }
    refresh();
  }

  private void frame(long timeNanos, Frame frame) {
    if (parts.power.isPowered() && !watchdog.isArmed()) {
      dcm.reader().onFrame(timeNanos, frame);
      for (FrameFollower follower : parts.followers) {
        follower.frame(timeNanos);
      }
      if (parts.diagnostics != null) {
        parts.diagnostics.frame(timeNanos, frame);
      }
      ecus.frame(timeNanos, frame);
    }
  }

  // What depends on several parts.

  private void refresh() {
    if (!running) {
      return;
    }
    parts.power.need(parts.acn.isActive() || isAcnCallBackOpen(), parts.calls.isCallActive());
    if (!running) {
      return;
    }
    parts.indicator.show(
        parts.indicatorPolicy.show(
            new IndicatorPolicy.Situation(
                parts.calls.isCallActive(),
                parts.sos.isActive() || parts.acn.isActive(),
                parts.selfTest.isIgnitionShown(),
                parts.power.isOnBackup(),
                parts.selfTest.isFirstRunning(),
                parts.selfTest.isFaulty(),
                !parts.telematics.isEmergencyCallEnabled())));
    dcm.pins().draw(amperes());
  }

  private double amperes() {
    if (parts.sleep.isAsleep()) {
      return AMPERES_ASLEEP;
    }
    return parts.calls.isCallActive() ? AMPERES_IN_CALL : AMPERES_IDLE;
  }

  private boolean isAcnCallBackOpen() {
    return parts.calls.isCallBackForCrashOpen()
        || (parts.calls.isCallForCrash() && parts.power.isOnBackup());
  }
}
