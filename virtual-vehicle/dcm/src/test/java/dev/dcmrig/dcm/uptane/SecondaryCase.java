// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.dcm.flashing.TesterNode;
import dev.dcmrig.uds.DtcMemory;
import dev.dcmrig.uds.Nrc;
import dev.dcmrig.uds.Outcome;
import dev.dcmrig.uds.UdsNode;
import dev.dcmrig.uds.UdsServer;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import dev.dcmrig.uds.data.EcuFile.Origin;
import dev.dcmrig.uds.data.FileActions;
import dev.dcmrig.uds.data.TrustData;
import dev.dcmrig.uptane.metadata.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A primary, a tester and one ECU behind it that verifies by itself. */
abstract class SecondaryCase {
  static final String NAME = "navigation";
  static final String ECU = Maker.VIN + "-" + NAME;
  static final String REPORT = "{\"signatures\":[],\"signed\":{\"attacks_detected\":\"FREEZE\"}}";

  @TempDir Path folder = Path.of("");
  Maker maker;
  Primary primary;

  /** What the ECU was handed: the identifier, then the document's first letters. */
  final List<String> written = new ArrayList<>();

  final List<String> told = new ArrayList<>();

  /** The identifier that the ECU refuses; 0: none. */
  int refused;

  boolean connected = true;
  boolean withoutKeys;
  boolean deafToSessions;
  String number = "0123456789abcdef";
  String report = REPORT;
  boolean emergency;
  final AtomicReference<CanNode> node = new AtomicReference<>();

  final class Ecu extends FileActions {
    Ecu(EcuFile file) {
      super(
          file,
          Map.of(
              Origin.TIME_NONCE, () -> letters(number),
              Origin.VERSION_REPORT, () -> letters(report)));
    }

    @Override
    public Optional<Nrc> refusal(byte[] request) {
      return withoutKeys ? Optional.of(Nrc.REQUEST_OUT_OF_RANGE) : Optional.empty();
    }

    @Override
    public Outcome write(int identifier, byte[] value) {
      written.add(
          "%04X".formatted(identifier)
              + (identifier == TrustData.TIME
                  ? " " + new String(value, StandardCharsets.US_ASCII)
                  : ""));
      return identifier == refused ? Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE) : Outcome.done();
    }
  }

  static byte[] letters(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @BeforeEach
  void makes() throws IOException, NoSuchAlgorithmException {
    maker = new Maker(folder);
    CarDiagnostics.Ecu ecu = new CarDiagnostics.Ecu(NAME, 0x7DF, 0x737, 0x73F, KeyedEcuFile.file());
    EmulatedBus bus = new EmulatedBus("emulated:test", maker.parts.timeline, BitRates.DEFAULT);
    TesterNode tester = new TesterNode(maker.parts.timeline, bus, node::get);
    node.set(bus.connect("dcm", tester::frame));
    Ecu actions = new Ecu(ecu.file());
    UdsNode uds =
        new UdsNode(
            maker.parts.timeline,
            bus,
            ecu.alone(),
            ecu.fromAll(),
            /* hearsItself= */ false,
            () ->
                new UdsServer(
                    maker.parts.timeline,
                    ecu.file().description(),
                    actions,
                    new DtcMemory(ecu.file().description())));
    uds.connected(
        bus.connect(
            "ecu",
            (nanos, frame) -> {
              boolean session = frame.length() > 1 && frame.at(1) == 0x10;
              if (connected && !(deafToSessions && session) && uds.isAsked(frame)) {
                uds.received(nanos, frame);
              }
            }));
    primary =
        maker.primary(
            new Secondaries(
                new CarDiagnostics(0x7DF, Map.of(NAME, ecu)), tester, () -> !emergency));
  }

  final class Listener implements Primary.Listener {
    @Override
    public void authorised() {
      told.add("authorised");
    }

    @Override
    public void refused(String why) {
      told.add(why);
    }
  }

  void verify(Target offered) {
    primary.verify(
        List.of(
            new Offered(
                ECU,
                Maker.HARDWARE,
                offered.length(),
                String.valueOf(offered.hashes().get("sha256")))),
        new Listener());
    maker.parts.pass(Duration.ofSeconds(2));
  }

  String last() {
    return told.isEmpty() ? "nothing" : told.get(told.size() - 1);
  }
}
