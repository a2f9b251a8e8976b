// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.Tester;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.isotp.IsoTpStack;
import dev.dcmrig.uds.Service;
import dev.dcmrig.uds.UdsAnswer;
import dev.dcmrig.uds.UdsClient;
import dev.dcmrig.uds.UdsNode;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import dev.dcmrig.uds.data.EcuFile.Origin;
import dev.dcmrig.uds.data.SeedAndKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rig's own tester on the car's bus, of any kind. It is on the bus from its first request on,
 * so that a scenario without one has the bus to itself.
 */
final class BusTester implements Tester, AutoCloseable {
  /** Requests that wait for the one before; no scenario has as many. */
  private static final int MAX_WAITING = 100;

  /** What a busy machine may add to P2 before a response counts as missing. */
  private static final long MARGIN_NANOS = 500_000_000;

  /** Requests of others to one ECU that are kept. */
  private static final int MAX_HEARD = 10_000;

  /** High half of a frame's first byte: 0 a single frame, 1 a first frame, then the others. */
  private static final int FIRST_FRAME = 0x10;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private record Asked(String ecu, byte[] request) {}

  private final Site site;
  private final CarDiagnostics car;
  private final Observations observations;
  private final Map<String, UdsClient> clients = new TreeMap<>();
  private final Deque<Asked> waiting = new ArrayDeque<>();
  private final boolean[] isRequest = new boolean[Frame.MAX_BASE_ID + 1];
  private final Map<Integer, List<Duration>> others = new HashMap<>();
  private final List<Exchange> over = new ArrayList<>();
  private @Nullable IsoTpStack stack;
  private boolean busy;

  BusTester(Site site) {
    this.site = site;
    this.car = site.facts().diagnostics();
    this.observations = site.observations();
    car.ecus().values().forEach(ecu -> isRequest[ecu.requestId()] = true);
    if (!car.ecus().isEmpty()) {
      site.hear(this::heard);
    }
  }

  @Override
  public void ask(String ecu, String request) {
    CarDiagnostics.Ecu known = ecu(ecu);
    if (waiting.size() == MAX_WAITING) {
      throw new BenchBroken(
          "the tester has " + MAX_WAITING + " requests that wait; let some time pass");
    }
    observations.note(Subject.RIG, "tester.asks", Map.of("ecu", known.name(), "request", request));
    waiting.add(new Asked(ecu, HEX.parseHex(request)));
    next();
  }

  private CarDiagnostics.Ecu ecu(String name) {
    return car.ecu(name)
        .orElseThrow(
            () ->
                new BenchBroken(
                    site.facts().vehicle()
                        + " names no ECU '"
                        + name
                        + "' under 'diagnostics'; it has "
                        + car.ecus().keySet()));
  }

  private void next() {
    Asked asked = busy ? null : waiting.poll();
    if (asked == null) {
      return;
    }
    busy = true;
    Duration sent = Duration.ofNanos(site.timeline().nowNanos());
    // A tester may ask what the standard has no service for: the answer is a refusal then.
    Service known = Service.of(asked.request()[0]);
    client(asked.ecu())
        .request(
            known == null ? Service.TESTER_PRESENT : known,
            asked.request(),
            answer -> {
              busy = false;
              over.add(
                  new Exchange(
                      asked.ecu(),
                      sent,
                      Duration.ofNanos(site.timeline().nowNanos()),
                      HEX.formatHex(asked.request()),
                      response(answer)));
              site.timeline().changed();
              next();
            });
  }

  private UdsClient client(String name) {
    IsoTpStack open = stack;
    if (open == null) {
      open = new IsoTpStack(site.bus(), site.timeline(), "tester", 0);
      stack = open;
    }
    IsoTpStack connected = open;
    return clients.computeIfAbsent(
        name,
        ecu ->
            new UdsClient(
                site.timeline(),
                listener -> connected.open(ecu(ecu).asked(), UdsNode.OPTIONS, listener),
                MARGIN_NANOS));
  }

  private static String response(UdsAnswer answer) {
    if (answer instanceof UdsAnswer.Positive positive) {
      return String.format("%02X", positive.service().id() + 0x40) + HEX.formatHex(positive.data());
    }
    if (answer instanceof UdsAnswer.Negative negative) {
      return String.format("7F%02X%02X", negative.service().id(), negative.code());
    }
    return "";
  }

  @Override
  public List<Exchange> exchanges() {
    return List.copyOf(over);
  }

  @Override
  public List<Duration> askedByOthers(String ecu) {
    return List.copyOf(others.getOrDefault(ecu(ecu).requestId(), List.of()));
  }

  /** Requests of others begin with a single or a first frame (ISO 15765-2, 9.6). */
  private void heard(long timeNanos, Frame frame) {
    if (frame.isExtended() || !isRequest[frame.id()] || busy || frame.length() == 0) {
      return;
    }
    List<Duration> asked = others.computeIfAbsent(frame.id(), id -> new ArrayList<>());
    if ((frame.at(0) & 0xF0) <= FIRST_FRAME && asked.size() < MAX_HEARD) {
      asked.add(Duration.ofNanos(timeNanos));
      site.timeline().changed();
    }
  }

  @Override
  public String troubleCode(Item item) {
    return ecu(CarDiagnostics.DCM)
        .file()
        .dtcOf(word(item))
        .map(dtc -> String.format("%06X", dtc.number()))
        .orElseThrow(
            () -> new BenchBroken("the DCM's file has no trouble code for test " + word(item)));
  }

  /** As the DCM's file calls what it tests. */
  private static String word(Item item) {
    return EmulatedFaults.line(item).name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String identification(String ecu, String identifier) {
    int did = Integer.parseInt(identifier, 16);
    EcuFile.Data data =
        ecu(ecu).file().data().stream()
            .filter(known -> known.number() == did)
            .findFirst()
            .orElseThrow(() -> new BenchBroken(ecu + "'s file has no DID 0x" + identifier));
    return data.from().filter(Origin.VIN::equals).isPresent()
        ? HEX.formatHex(site.facts().vin().getBytes(StandardCharsets.US_ASCII))
        : HEX.formatHex(data.value());
  }

  @Override
  public String key(String ecu, String seed) {
    EcuFile.SecurityLevel level =
        ecu(ecu).file().security().stream()
            .min(Comparator.comparingInt(EcuFile.SecurityLevel::level))
            .orElseThrow(() -> new NotOnThisBench(ecu + "'s file has no security level"));
    return HEX.formatHex(SeedAndKey.key(level.secret(), HEX.parseHex(seed)));
  }

  @Override
  public void close() {
    clients.values().forEach(UdsClient::close);
    if (stack != null) {
      stack.close();
    }
  }
}
