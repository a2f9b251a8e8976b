// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.dcm.exchange.RetryPlan;
import dev.dcmrig.dcm.flashing.FlashableEcu;
import dev.dcmrig.dcm.flashing.TesterNode;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.remote.BusRequests;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** The updates of one DCM, with a scripted server and a car that a test parks and drives. */
final class UpdatedCar {
  static final int BLOCK = FirmwareKeeper.BLOCK_BYTES;

  final DcmParts parts;
  final ScriptedDdi ddi;
  final FirmwareKeeper firmware;
  final UpdateService service;

  /** The head unit, which takes software over the bus. */
  final FlashableEcu ecu;

  /** What the display was told: word, version, minutes. */
  final List<String> shown = new ArrayList<>();

  boolean emergency;
  boolean restricted;

  /** Starts that hung or were asked for. */
  int restarts;

  boolean parked = true;
  double speedKmh;
  String ignition = "ACC";
  double volts = 12.6;
  boolean busAwake = true;

  UpdatedCar(String... changes) {
    parts = new DcmParts(changes);
    EmulatedBus bus = new EmulatedBus("emulated:test", parts.timeline, BitRates.DEFAULT);
    ecu = new FlashableEcu(parts.timeline, bus);
    AtomicReference<CanNode> node = new AtomicReference<>();
    TesterNode tester = new TesterNode(parts.timeline, bus, node::get);
    node.set(bus.connect("dcm", tester::frame));
    ddi = new ScriptedDdi(parts);
    firmware = new FirmwareKeeper(parts.settings.ota(), DcmRules.REQUIRED);
    service =
        new UpdateService(
            parts.context,
            parts.settings.ota(),
            DcmRules.REQUIRED,
            DcmRules.REQUIRED,
            new RetryPlan(parts.context, parts.settings.telematics(), DcmRules.REQUIRED),
            new Modem(parts.context),
            ddi,
            firmware,
            new UserParts(parts.car, new Bus()),
            new EcuSide(new CarDiagnostics(0x7DF, Map.of("navigation", ecu.ecu)), tester),
            new Neighbours());
    boot();
  }

  private final class Bus implements BusRequests {
    @Override
    public void gnss() {}

    @Override
    public void locks(String word) {}

    @Override
    public void updateStatus(String word, int version, int minutes) {
      String now = word + " " + Integer.toHexString(version) + " " + minutes;
      if (shown.isEmpty() || !shown.get(shown.size() - 1).equals(now)) {
        shown.add(now);
      }
    }
  }

  private final class Neighbours implements UpdateService.Dependencies {
    @Override
    public boolean isEmergency() {
      return emergency;
    }

    @Override
    public boolean isDataRestricted() {
      return restricted;
    }

    @Override
    public void restart() {
      reset();
    }
  }

  /** An image of whole blocks and a bit more. */
  static byte[] image(String version, String start, int blocks) {
    byte[] image = new byte[blocks * BLOCK + 100];
    new Random(blocks).nextBytes(image);
    byte[] head =
        ("DCMFW/1\nversion: " + version + "\nhardware: dcm-1\nrxswin: N2\nstart: " + start + "\n\n")
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, image, 0, head.length);
    return image;
  }

  /** The telematics service names the server. */
  void enrol() {
    service.serverConfigured(
        JsonNodeFactory.instance
            .objectNode()
            .put("url", "https://" + ScriptedDdi.HOST + "/default")
            .put("token", "secret"));
  }

  void reset() {
    restarts++;
    service.stop();
    boot();
  }

  /** Off, and on again some time later. */
  void powerCut(Duration off) {
    service.stop();
    parts.pass(off);
    boot();
  }

  private void boot() {
    int starts = 0;
    while (!firmware.start()) {
      starts++;
      if (starts > 10) {
        throw new AssertionError("no firmware runs");
      }
    }
    service.boot();
  }

  /** Lets time pass, with the car's messages each half second. */
  void pass(Duration duration) {
    long end = parts.timeline.nowNanos() + duration.toNanos();
    while (parts.timeline.nowNanos() < end) {
      frames();
      parts.passMillis(500);
    }
  }

  boolean within(Duration limit, BooleanSupplier condition) {
    long end = parts.timeline.nowNanos() + limit.toNanos();
    while (!condition.getAsBoolean() && parts.timeline.nowNanos() < end) {
      frames();
      parts.passMillis(50);
    }
    return condition.getAsBoolean();
  }

  private void frames() {
    if (busAwake) {
      say(DomainValue.PARKED, parked ? "YES" : "NO");
      say(DomainValue.SPEED, speedKmh);
      say(DomainValue.IGNITION, ignition);
      say(DomainValue.BATTERY_VOLTAGE, volts);
    }
  }

  void say(DomainValue value, Object what) {
    parts.say(value, what);
    parts.car.frame(parts.timeline.nowNanos());
    service.frame(parts.timeline.nowNanos());
    parts.passMillis(1);
  }

  boolean hasShown(String start) {
    return shown.stream().anyMatch(line -> line.startsWith(start));
  }
}
