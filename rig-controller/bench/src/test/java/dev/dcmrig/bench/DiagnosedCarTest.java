// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.ecus.EcuTrust;
import dev.dcmrig.ecus.body.Ignition;
import dev.dcmrig.ecus.navigation.NavigationState;
import dev.dcmrig.ecus.vehicle.VirtualVehicle;
import dev.dcmrig.isotp.AddressFormat;
import dev.dcmrig.isotp.IsoTpAddress;
import dev.dcmrig.isotp.IsoTpStack;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.uds.Nrc;
import dev.dcmrig.uds.Request;
import dev.dcmrig.uds.Service;
import dev.dcmrig.uds.UdsAnswer;
import dev.dcmrig.uds.UdsClient;
import dev.dcmrig.uds.UdsNode;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.SeedAndKey;
import dev.dcmrig.uds.data.TrustData;
import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Lifetimes;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ECUs of the shipped cars, asked by a tester on their bus. */
class DiagnosedCarTest {
  private static final long MARGIN_NANOS = 10_000_000;
  private static final RigHome HOME = RigHome.find();

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final EmulatedBus bus = new EmulatedBus("emulated:vehicle", timeline, BitRates.DEFAULT);
  private final List<String> failures = new ArrayList<>();
  private VehicleFile file;
  private VirtualVehicle car;
  private IsoTpStack tester;
  private final Map<String, UdsClient> clients = new TreeMap<>();

  private void car(String name) {
    car(name, Map.of());
  }

  /**
   * @param trust what the factory has put into its ECUs
   */
  private void car(String name, Map<String, Supplier<EcuTrust>> trust) {
    Problems problems = new Problems();
    file =
        VehicleFile.read(HOME, HOME.configs().resolve("vehicles/" + name + ".yaml"), problems)
            .orElseThrow(() -> new AssertionError(problems.all().toString()));
    car =
        new VirtualVehicle(
            file.vin(),
            timeline,
            bus,
            file.binding(),
            Duration.ofSeconds(60),
            file.diagnostics(),
            trust,
            (ecu, cause) -> failures.add(ecu + ": " + cause));
    bus.listen("recorder", car.testers());
    car.start();
    car.battery().rest(12.6);
    tester = new IsoTpStack(bus, timeline, "tester", 0);
    for (CarDiagnostics.Ecu ecu : file.diagnostics().ecus().values()) {
      clients.put(
          ecu.name(),
          new UdsClient(
              timeline,
              listener -> tester.open(ecu.asked(), UdsNode.OPTIONS, listener),
              MARGIN_NANOS));
    }
    pass(Duration.ofSeconds(1));
  }

  private void pass(Duration time) {
    timeline.runUntil(timeline.nowNanos() + time.toNanos());
  }

  private UdsAnswer ask(String ecu, Request request) {
    List<UdsAnswer> answers = new ArrayList<>();
    clients.get(ecu).request(request, answers::add);
    pass(Duration.ofMillis(500));
    assertEquals(1, answers.size(), ecu + " was asked once");
    return answers.get(0);
  }

  private byte[] positive(String ecu, Request request) {
    return assertInstanceOf(UdsAnswer.Positive.class, ask(ecu, request), ecu).data();
  }

  private String text(String ecu, int did) {
    byte[] data = positive(ecu, new Request.ReadData(List.of(did)));
    return new String(data, 2, data.length - 2, StandardCharsets.US_ASCII);
  }

  private static String hex(byte[] data) {
    return HexFormat.of().withUpperCase().formatHex(data);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "kei"})
  void everyEcuSaysWhoItIs(String name) {
    car(name);
    List<String> emulated =
        file.diagnostics().ecus().keySet().stream().filter(ecu -> !ecu.equals("dcm")).toList();
    assertEquals(
        List.of("airbag", "body", "chassis", "gnss", "navigation", "power", "sospanel"), emulated);
    for (String ecu : emulated) {
      assertEquals(file.vin(), text(ecu, 0xF190), ecu);
      assertEquals("V01.00.00", text(ecu, 0xF189), ecu);
      assertEquals("DR-", text(ecu, 0xF187).substring(0, 3), ecu);
      assertEquals("04EC", hex(positive(ecu, new Request.ReadData(List.of(0x0110)))).substring(4));
    }
    assertEquals(List.of(), failures);
  }

  private static EcuTrust trust() {
    SecureRandom random = new SecureRandom();
    Map<Role, RoleSigners> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      keys.put(role, RoleSigners.one(SigningKey.ed25519(random)));
    }
    Instant made = Instant.parse("2026-01-01T00:00:00Z");
    return new EcuTrust(
        "VIN",
        "VIN-navigation",
        "DR-NAV-HW-1",
        new SigningRepository(Lifetimes.USUAL, keys, made).root(1),
        SigningKey.ed25519(random),
        SigningKey.ed25519(random).verificationKey(),
        new Target("nav.bin", 1, Map.of("sha256", "00"), Set.of(), OptionalLong.of(1), Map.of()),
        made);
  }

  @Test
  void anEcuWithKeysWritesNothingThatIsNotOrdered() {
    car("reference", Map.of("navigation", DiagnosedCarTest::trust));
    String number = text("navigation", TrustData.NONCE);
    assertTrue(number.matches("[0-9a-f]{16}"), number);
    assertNotEquals(number, text("navigation", TrustData.NONCE));
    assertTrue(text("navigation", TrustData.REPORT).contains("\"filepath\":\"nav.bin\""));
    positive("navigation", new Request.SessionControl(3, false));
    refused(Nrc.REQUEST_OUT_OF_RANGE, new Request.WriteData(TrustData.TARGETS, new byte[] {'{'}));
    positive("navigation", new Request.SessionControl(2, false));
    byte[] seed = positive("navigation", new Request.SecurityAccess(1, new byte[0]));
    byte[] key = SeedAndKey.key("bench-navigation", Arrays.copyOfRange(seed, 1, seed.length));
    positive("navigation", new Request.SecurityAccess(2, key));
    refused(Nrc.CONDITIONS_NOT_CORRECT, new Request.RoutineControl(1, false, 0xFF00, new byte[0]));
    assertEquals("V01.00.00", text("navigation", 0xF189));
  }

  private void refused(Nrc nrc, Request request) {
    UdsAnswer answer = ask("navigation", request);
    assertEquals(nrc.code(), assertInstanceOf(UdsAnswer.Negative.class, answer).code());
  }

  @Test
  void anEcuWithoutKeysHasNoDataOfUptane() {
    car("reference");
    refused(Nrc.REQUEST_OUT_OF_RANGE, new Request.ReadData(List.of(TrustData.NONCE)));
    refused(Nrc.REQUEST_OUT_OF_RANGE, new Request.ReadData(List.of(TrustData.REPORT)));
  }

  @Test
  void requestsToAllAreAnsweredByEachOnItsOwnIdentifier() {
    car("reference");
    var all =
        tester.open(
            IsoTpAddress.toAll(AddressFormat.NORMAL, IsoTpAddress.Side.of(0x7DF)),
            UdsNode.OPTIONS,
            (time, message) -> {});
    List<Integer> answered = new ArrayList<>();
    bus.listen(
        "watch",
        (time, frame) -> {
          if (frame.id() >= 0x738 && frame.id() <= 0x73F) {
            answered.add(frame.id());
          }
        });
    all.send(new Request.TesterPresent(false).encode(), result -> {});
    pass(Duration.ofMillis(500));
    assertEquals(List.of(0x739, 0x73A, 0x73B, 0x73C, 0x73D, 0x73E, 0x73F), answered);
  }

  @Test
  void anEcuThatSleepsDoesNotAnswerAndIsNotWoken() {
    car("reference");
    pass(Duration.ofSeconds(70));
    assertTrue(car.isAsleep());
    assertInstanceOf(UdsAnswer.Silence.class, ask("body", new Request.TesterPresent(false)));
    assertTrue(car.isAsleep());
    car.body().ignition(Ignition.ON);
    pass(Duration.ofSeconds(1));
    assertEquals("V01.00.00", text("body", 0xF189));
  }

  @Test
  void aTesterDoesNotKeepTheBusAwake() {
    car("reference");
    for (int second = 0; second < 70; second++) {
      clients.get("gnss").request(new Request.TesterPresent(false), answer -> {});
      pass(Duration.ofSeconds(1));
    }
    assertTrue(car.isAsleep());
  }

  @Test
  void aResetEndsTheSessionAfterItsResponse() {
    car("reference");
    assertEquals("03003201F4", hex(positive("power", new Request.SessionControl(3, false))));
    assertEquals("F18603", hex(positive("power", new Request.ReadData(List.of(0xF186)))));
    assertEquals("01", hex(positive("power", new Request.EcuReset(1, false))));
    assertEquals("F18601", hex(positive("power", new Request.ReadData(List.of(0xF186)))));
  }

  @Test
  void whatWasWrittenStaysAndOnlyTheExtendedSessionMayWrite() {
    car("reference");
    byte[] shop = "WORKSHOP-7".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        new UdsAnswer.Negative(Service.WRITE_DATA_BY_IDENTIFIER, Nrc.SERVICE_NOT_IN_SESSION.code()),
        ask("chassis", new Request.WriteData(0xF198, shop)));
    positive("chassis", new Request.SessionControl(3, false));
    positive("chassis", new Request.WriteData(0xF198, shop));
    positive("chassis", new Request.EcuReset(1, false));
    assertEquals("WORKSHOP-7", text("chassis", 0xF198));
  }

  @Test
  void aFaultyNavigationSystemStoresItsCodeWithASnapshot() {
    car("reference");
    assertEquals("027F", hex(positive("navigation", new Request.ReadDtcs(0x08))));
    car.navigation().state(NavigationState.FAULTY);
    assertEquals("027F9B01962F", hex(positive("navigation", new Request.ReadDtcs(0x08))));
    car.navigation().state(NavigationState.WORKING);
    assertEquals("027F9B01962E", hex(positive("navigation", new Request.ReadDtcs(0x08))));
    byte[] snapshot = positive("navigation", new Request.ReadSnapshot(0x9B0196, 0xFF));
    assertEquals(
        "01" + "01" + "0110" + "04EC", hex(Arrays.copyOfRange(snapshot, 5, snapshot.length)));
    positive("navigation", new Request.ClearDtc(Request.ClearDtc.ALL));
    assertEquals("027F", hex(positive("navigation", new Request.ReadDtcs(0x08))));
  }

  /** Frames of the message that carries a value, within a second from now. */
  private int framesOf(DomainValue value) {
    int id = file.binding().message(value).id();
    int[] count = {0};
    try (var watch =
        bus.listen(
            "watch",
            (time, frame) -> {
              if (frame.id() == id) {
                count[0]++;
              }
            })) {
      pass(Duration.ofSeconds(1));
    }
    return count[0];
  }

  @Test
  void whatATesterSwitchesOffIsSilentUntilItIsSwitchedOnOrTheSessionEnds() {
    car("reference");
    DomainValue airbag = DomainValue.AIRBAG_DEPLOYED;
    int usual = framesOf(airbag);
    assertTrue(usual > 5, () -> usual + " frames");
    positive("airbag", new Request.SessionControl(3, false));
    positive("airbag", new Request.CommunicationControl(1, false, 1));
    assertEquals(0, framesOf(airbag));
    positive("airbag", new Request.CommunicationControl(0, false, 1));
    assertEquals(usual, framesOf(airbag), 1);
    positive("airbag", new Request.CommunicationControl(3, false, 3));
    assertEquals(0, framesOf(airbag));
    // Of network management alone nothing is to be heard here.
    positive("airbag", new Request.CommunicationControl(0, false, 2));
    assertEquals(0, framesOf(airbag));
    pass(Duration.ofSeconds(6));
    assertEquals(usual, framesOf(airbag), 1);
    assertEquals(List.of(), failures);
  }

  @Test
  void wrongKeysAreCountedOverAReset() {
    car("reference");
    for (int round = 0; round < 2; round++) {
      positive("navigation", new Request.SessionControl(3, false));
      positive("navigation", new Request.SecurityAccess(1, new byte[0]));
      assertRefused(Nrc.INVALID_KEY, "navigation", new Request.SecurityAccess(2, new byte[4]));
      positive("navigation", new Request.EcuReset(1, false));
      pass(Duration.ofSeconds(1));
    }
    positive("navigation", new Request.SessionControl(3, false));
    positive("navigation", new Request.SecurityAccess(1, new byte[0]));
    assertRefused(Nrc.EXCEEDED_ATTEMPTS, "navigation", new Request.SecurityAccess(2, new byte[4]));
    positive("navigation", new Request.EcuReset(1, false));
    pass(Duration.ofSeconds(1));
    positive("navigation", new Request.SessionControl(3, false));
    assertRefused(
        Nrc.REQUIRED_TIME_DELAY, "navigation", new Request.SecurityAccess(1, new byte[0]));
    pass(Duration.ofSeconds(11));
    positive("navigation", new Request.SessionControl(3, false));
    positive("navigation", new Request.SecurityAccess(1, new byte[0]));
  }

  private void assertRefused(Nrc why, String ecu, Request request) {
    UdsAnswer.Negative no = assertInstanceOf(UdsAnswer.Negative.class, ask(ecu, request), ecu);
    assertEquals(why.code(), no.code());
  }
}
