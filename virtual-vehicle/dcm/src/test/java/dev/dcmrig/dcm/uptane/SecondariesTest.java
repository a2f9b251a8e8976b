// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.RoleSigners;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a primary serves an ECU behind it that verifies by itself (OTA-03, OTA-08; 5.4.2). */
class SecondariesTest {
  private static final String NAME = "navigation";
  private static final String ECU = Maker.VIN + "-" + NAME;
  private static final String REPORT =
      "{\"signatures\":[],\"signed\":{\"attacks_detected\":\"FREEZE\"}}";

  @TempDir Path folder = Path.of("");
  private Maker maker;
  private Primary primary;

  /** What the ECU was handed: the identifier, then the document's first letters. */
  private final List<String> written = new ArrayList<>();

  private final List<String> told = new ArrayList<>();

  /** The identifier that the ECU refuses; 0: none. */
  private int refused;

  private boolean connected = true;
  private boolean withoutKeys;
  private boolean deafToSessions;
  private String number = "0123456789abcdef";
  private String report = REPORT;
  private boolean emergency;
  private final AtomicReference<CanNode> node = new AtomicReference<>();

  private final class Ecu extends FileActions {
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

  private static byte[] letters(String text) {
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

  private final class Listener implements Primary.Listener {
    @Override
    public void authorised() {
      told.add("authorised");
    }

    @Override
    public void refused(String why) {
      told.add(why);
    }
  }

  private void verify(Target offered) {
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

  private String last() {
    return told.isEmpty() ? "nothing" : told.get(told.size() - 1);
  }

  @Test
  void timeThenReportThenManifestThenMetadata() throws IOException {
    verify(maker.release(ECU, 2));
    assertEquals(List.of("authorised"), told);
    assertEquals(List.of("0202 {\"nonces\":[\"0123456789abcdef\"]}", "0204"), written);
    assertEquals("PUT time", maker.requests.get(0));
    assertEquals("PUT director/" + Maker.VIN + "/manifest", maker.requests.get(1));
    assertTrue(
        maker.manifests.get(1).contains("\"" + ECU + "\":" + REPORT), maker.manifests.get(1));
  }

  @Test
  void eachRootSinceTheFactoryIsHandedOverInItsOrder() throws IOException {
    for (int n = 0; n < 2; n++) {
      maker.director.rotate(Role.ROOT, RoleSigners.one(maker.newKey()), maker.parts.timeline.now());
    }
    verify(maker.release(ECU, 2));
    assertEquals("authorised", last());
    assertEquals(List.of("0203", "0203", "0204"), written.subList(1, written.size()));
  }

  @Test
  void whatTheEcuRefusesIsRefusedForTheReasonThatItsReportNames() throws IOException {
    refused = TrustData.TARGETS;
    verify(maker.release(ECU, 2));
    assertTrue(last().endsWith("(Uptane 5.4.3.3, FREEZE)"), last());
    refused = TrustData.TIME;
    verify(maker.release(ECU, 3));
    assertTrue(last().endsWith("(Uptane 5.4.3.1, FREEZE)"), last());
  }

  private void triedTenTimesAndThenDenied(Target image) {
    for (int n = 1; n < 10; n++) {
      verify(image);
      assertEquals(List.of(), told, "after " + n);
    }
    verify(image);
    assertTrue(last().endsWith("(Uptane 5.4.2.6, DENIED)"), last());
  }

  @Test
  void anEcuThatIsSilentIsTriedTenTimesBeforeItIsGivenUp() throws IOException {
    connected = false;
    Target image = maker.release(ECU, 2);
    triedTenTimesAndThenDenied(image);
    assertEquals(List.of(), maker.requests);
    connected = true;
    verify(image);
    assertEquals("authorised", last());
  }

  @Test
  void oneThatFallsSilentAfterItsNumberIsAskedAgain() throws IOException {
    deafToSessions = true;
    Target image = maker.release(ECU, 2);
    verify(image);
    assertEquals(List.of(), told);
    deafToSessions = false;
    verify(image);
    assertEquals("authorised", last());
  }

  @Test
  void aNumberThatNoTimeServerTakesIsNotHandedToIt() throws IOException {
    number = "                ";
    verify(maker.release(ECU, 2));
    assertFalse(maker.requests.contains("PUT time"), maker.requests.toString());
  }

  @Test
  void aRefusalWhoseReportIsNoneIsARefusalAllTheSame() throws IOException {
    refused = TrustData.TARGETS;
    report = "{}";
    verify(maker.release(ECU, 2));
    assertTrue(last().endsWith("(Uptane 5.4.3.3, ARBITRARY_SOFTWARE)"), last());
  }

  @Test
  void forAnotherEcuItMayBeSilent() throws IOException {
    connected = false;
    Target own = maker.release(2);
    primary.verify(
        List.of(primary.forDcm(own.length(), String.valueOf(own.hashes().get("sha256")))),
        new Listener());
    maker.parts.pass(Duration.ofSeconds(2));
    assertEquals("authorised", last());
    assertFalse(maker.requests.contains("PUT time"));
    assertFalse(maker.manifests.get(0).contains(ECU));
  }

  @Test
  void anEcuWithoutKeysIsReprogrammedAsItIs() throws IOException {
    withoutKeys = true;
    verify(maker.release(ECU, 2));
    assertEquals("authorised", last());
    assertFalse(maker.manifests.get(0).contains(ECU));
    assertEquals(List.of(), written);
  }

  @Test
  void withoutATimeAnEcuGetsNothing() throws IOException {
    maker.withoutTime = true;
    Target image = maker.release(ECU, 2);
    triedTenTimesAndThenDenied(image);
    maker.withoutTime = false;
    verify(image);
    assertEquals("authorised", last());
  }

  @Test
  void withoutATimeTheEndIsToldAllTheSame() {
    maker.withoutTime = true;
    primary.concluded(List.of(), () -> {});
    maker.parts.pass(Duration.ofSeconds(2));
    assertTrue(maker.manifests.get(1).contains(REPORT), maker.manifests.get(1));
    assertEquals(List.of(), written);
  }

  @Test
  void inAnEmergencyNothingIsAskedAndItIsBegunAnewAfterwards() throws IOException {
    emergency = true;
    Target image = maker.release(ECU, 2);
    verify(image);
    assertEquals(List.of(), maker.requests);
    assertEquals(List.of(), told);
    emergency = false;
    verify(image);
    assertEquals("authorised", last());
  }

  @Test
  void theEndIsToldWithWhatTheEcusSayThen() {
    List<String> then = new ArrayList<>();
    primary.concluded(List.of(), () -> then.add("told"));
    assertTrue(primary.isReporting());
    maker.parts.pass(Duration.ofSeconds(2));
    assertFalse(primary.isReporting());
    assertEquals(List.of("told"), then);
    assertTrue(maker.manifests.get(1).contains(REPORT), maker.manifests.get(1));
  }

  @Test
  void afterAnEmergencyAtTheEndTheDirectorIsToldAllTheSame() {
    emergency = true;
    List<String> then = new ArrayList<>();
    primary.concluded(List.of(), () -> then.add("told"));
    assertFalse(primary.isReporting());
    assertEquals(List.of(), then);
    emergency = false;
    primary.concluded(List.of(), () -> then.add("told"));
    maker.parts.pass(Duration.ofSeconds(2));
    assertEquals(List.of("told"), then);
    assertTrue(maker.manifests.get(1).contains(REPORT), maker.manifests.get(1));
  }

  /** Nothing is ordered any more, as the director says since now. */
  private void withdraw() {
    maker.director.images(List.of());
    maker.publish();
    primary.giveUp();
    written.clear();
    told.clear();
  }

  private void tellOfWithdrawal() {
    if (primary.isWithdrawalOwed()) {
      primary.tellOfWithdrawal();
    }
    maker.parts.pass(Duration.ofSeconds(2));
  }

  @Test
  void anEcuHearsThatItsOrderIsWithdrawn() throws IOException {
    verify(maker.release(ECU, 2));
    withdraw();
    assertTrue(primary.isWithdrawalOwed());
    tellOfWithdrawal();
    assertEquals(List.of("0202 {\"nonces\":[\"0123456789abcdef\"]}", "0204"), written);
    assertFalse(primary.isWithdrawalOwed());
    assertEquals(List.of(), told);
  }

  @Test
  void anOrderThatHasFailedIsOwedAnEndAndOneThatRunsIsNot() throws IOException {
    verify(maker.release(ECU, 2));
    primary.concluded(List.of(ECU), () -> {});
    maker.parts.pass(Duration.ofSeconds(2));
    assertFalse(primary.isWithdrawalOwed());
    verify(maker.release(ECU, 3));
    primary.concluded(List.of(), () -> {});
    assertTrue(primary.isWithdrawalOwed());
  }

  @Test
  void thatItIsWithdrawnWaitsForAnEcuThatIsSilentButNotForEver() throws IOException {
    verify(maker.release(ECU, 2));
    withdraw();
    connected = false;
    tellOfWithdrawal();
    assertTrue(primary.isWithdrawalOwed());
    connected = true;
    tellOfWithdrawal();
    assertFalse(primary.isWithdrawalOwed());

    verify(maker.release(ECU, 3));
    withdraw();
    connected = false;
    for (int n = 0; n < 10; n++) {
      assertTrue(primary.isWithdrawalOwed(), "after " + n);
      tellOfWithdrawal();
    }
    assertFalse(primary.isWithdrawalOwed());
  }

  @Test
  void whatIsOfferedMeanwhileComesFirst() throws IOException {
    verify(maker.release(ECU, 2));
    withdraw();
    primary.tellOfWithdrawal();
    verify(maker.release(ECU, 3));
    assertEquals(List.of("authorised"), told);
    assertTrue(primary.isWithdrawalOwed());
  }

  @Test
  void whatNoEcuWasHandedNeedNotBeTakenBack() throws IOException {
    Target own = maker.release(2);
    primary.verify(
        List.of(primary.forDcm(own.length(), String.valueOf(own.hashes().get("sha256")))),
        new Listener());
    maker.parts.pass(Duration.ofSeconds(2));
    primary.giveUp();
    assertFalse(primary.isWithdrawalOwed());

    verify(maker.release(ECU, 3));
    primary.concluded(List.of(ECU), () -> {});
    primary.giveUp();
    assertFalse(primary.isWithdrawalOwed());
  }

  @Test
  void whatIsWrongAtAWithdrawalIsNoticedWithTheNextOffer() throws IOException {
    verify(maker.release(ECU, 2));
    withdraw();
    refused = TrustData.TARGETS;
    tellOfWithdrawal();
    assertFalse(primary.isWithdrawalOwed());
    refused = 0;
    verify(maker.release(ECU, 3));
    String report = maker.manifests.get(maker.manifests.size() - 1);
    assertTrue(report.contains("\"attacks_detected\":\"\""), report);
  }
}
