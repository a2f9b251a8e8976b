// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.uptane.json.JsonObject;
import dev.dcmrig.uptane.json.JsonText;
import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.manifest.AttestedTime;
import dev.dcmrig.uptane.manifest.VersionReport;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.Lifetimes;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a secondary believes, runs and reports (OTA-03; Uptane 2.1, 5.4.3). */
class SecondaryTest {
  private static final String VIN = "JTDEMOVIN00000001";
  private static final String ECU = VIN + "-navigation";
  private static final String HARDWARE = "HW-1";
  private static final Instant FACTORY = Instant.parse("2026-01-01T00:00:00Z");
  private static final byte[] OLD = software("V1 HW-1\nold");

  private final SecureRandom random = new SecureRandom();
  private final SigningKey key = SigningKey.ed25519(random);
  private final SigningKey server = SigningKey.ed25519(random);
  private final Map<Role, RoleSigners> keys = keys();
  private final SigningRepository director = new SigningRepository(Lifetimes.USUAL, keys, FACTORY);

  private final Target factory = target("nav-1.bin", OLD, 1);
  private final byte[] next = software("V2 HW-1 " + factory.hashes().get("sha256") + "\nnew");
  private Instant now = FACTORY.plus(Duration.ofDays(7));
  private Secondary ecu = secondary();

  private Map<Role, RoleSigners> keys() {
    Map<Role, RoleSigners> made = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      made.put(role, RoleSigners.one(SigningKey.ed25519(random)));
    }
    return made;
  }

  private static byte[] software(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Target target(String path, byte[] software, long counter) {
    try {
      return Image.of(path, new ByteArrayInputStream(software), Set.of(HARDWARE), counter);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Secondary secondary() {
    return new Secondary(
        new EcuTrust(
            VIN,
            ECU,
            HARDWARE,
            director.root(1),
            key,
            server.verificationKey(),
            target("nav-1.bin", OLD, 1),
            FACTORY));
  }

  @BeforeEach
  void knowsTheTime() throws Rejection {
    director.vehicle(VIN);
    takeTime();
  }

  private void takeTime() throws Rejection {
    ecu.time(AttestedTime.bytes(now, Set.of(ecu.nonce()), server));
  }

  private byte[] order(Target... images) {
    director.images(
        List.of(images).stream()
            .map(image -> Image.orderedFor(image, Map.of(ECU, HARDWARE)))
            .toList());
    return publish();
  }

  private byte[] publish() {
    director.publish(now);
    byte[] file = director.files().get(director.version(Role.TARGETS) + ".targets.json");
    if (file == null) {
      throw new IllegalStateException("nothing was published");
    }
    return file;
  }

  private JsonObject report() {
    return JsonText.object("report", ecu.report(true)).object("signed");
  }

  private String runs() {
    return report().object("installed_image").text("filepath");
  }

  private void refuses(Attack kind, Executable what) {
    assertEquals(kind, assertThrows(Rejection.class, what).attack());
    assertEquals(kind.name(), report().text("attacks_detected"));
  }

  private void start(byte[] software) {
    assertTrue(ecu.isTrusted(software));
    ecu.started();
  }

  @Test
  void onlyWhatIsOrderedRuns() throws Rejection {
    assertFalse(ecu.mayErase());
    ecu.targets(order(target("nav-2.bin", next, 2)));
    assertTrue(ecu.mayErase());
    assertFalse(ecu.isTrusted(software("V2 HW-1\nevil")));
    assertEquals("ARBITRARY_SOFTWARE", report().text("attacks_detected"));
    start(next);
    assertEquals("nav-2.bin", runs());
  }

  @Test
  void itGoesBackToWhatTheOrderedSoftwareNames() throws Rejection {
    ecu.targets(order(target("nav-2.bin", next, 2)));
    start(next);
    start(OLD);
    assertEquals("nav-1.bin", runs());
  }

  @Test
  void withoutANameThereIsNoWayBack() throws Rejection {
    byte[] lone = software("V2 HW-1\nlone");
    ecu.targets(order(target("nav-2.bin", lone, 2)));
    start(lone);
    assertFalse(ecu.isTrusted(OLD));
  }

  @Test
  void anotherOrderEndsTheWayBack() throws Rejection {
    ecu.targets(order(target("nav-2.bin", next, 2)));
    start(next);
    takeTime();
    ecu.targets(order(target("nav-3.bin", software("V3 HW-1\n"), 3)));
    assertFalse(ecu.isTrusted(OLD));
    assertTrue(ecu.isTrusted(next));
  }

  @Test
  void olderReleasesAndVersionsAreRefused() throws Rejection {
    byte[] first = order(target("nav-2.bin", next, 2));
    ecu.targets(first);
    start(next);
    takeTime();
    ecu.targets(order(target("nav-2.bin", next, 2)));
    takeTime();
    refuses(Attack.ROLLBACK, () -> ecu.targets(first));
    takeTime();
    refuses(Attack.ROLLBACK, () -> ecu.targets(order(target("nav-1.bin", OLD, 1))));
  }

  @Test
  void expiredTargetsAreRefused() throws Rejection {
    byte[] targets = order(target("nav-2.bin", next, 2));
    now = now.plus(Lifetimes.USUAL.targets());
    takeTime();
    refuses(Attack.FREEZE, () -> ecu.targets(targets));
  }

  @Test
  void targetsWithoutATimeOfTheirOwnAreRefused() throws Rejection {
    byte[] targets = order(target("nav-2.bin", next, 2));
    ecu.targets(targets);
    refuses(Attack.FREEZE, () -> ecu.targets(targets));
  }

  @Test
  void aTimeIsTakenOnceAndForTheNewestNumberOnly() throws Rejection {
    String old = ecu.nonce();
    assertNotEquals(old, ecu.nonce());
    byte[] late = AttestedTime.bytes(now, Set.of(old), server);
    refuses(Attack.REPLAY, () -> ecu.time(late));
    byte[] good = AttestedTime.bytes(now, Set.of(ecu.nonce()), server);
    ecu.time(good);
    refuses(Attack.REPLAY, () -> ecu.time(good));
    byte[] forged = AttestedTime.bytes(now, Set.of(ecu.nonce()), key);
    refuses(Attack.ARBITRARY_SOFTWARE, () -> ecu.time(forged));
  }

  @Test
  void aStrangersTargetsAreRefused() {
    SigningRepository stranger = new SigningRepository(Lifetimes.USUAL, keys(), FACTORY);
    stranger.vehicle(VIN);
    stranger.publish(now);
    byte[] file = stranger.files().get("1.targets.json");
    refuses(Attack.ARBITRARY_SOFTWARE, () -> ecu.targets(file == null ? new byte[0] : file));
    assertFalse(ecu.mayErase());
  }

  @Test
  void rootsAreFollowedOneByOneAndKnownOnesPassedOver() throws Rejection {
    for (int n = 0; n < 2; n++) {
      director.rotate(Role.TARGETS, RoleSigners.one(SigningKey.ed25519(random)), now);
      director.rotate(Role.ROOT, RoleSigners.one(SigningKey.ed25519(random)), now);
    }
    byte[] targets = order(target("nav-2.bin", next, 2));
    refuses(Attack.ARBITRARY_SOFTWARE, () -> ecu.root(director.root(5)));
    for (int version = 1; version <= 5; version++) {
      ecu.root(director.root(version));
    }
    ecu.root(director.root(3));
    ecu.targets(targets);
    assertTrue(ecu.mayErase());
    refuses(Attack.MALFORMED, () -> ecu.root(new byte[] {'{'}));
  }

  @Test
  void reportsAreSignedAndCounted() {
    long first = report().number("report_counter", 0);
    JsonObject second = JsonText.object("report", ecu.report(true));
    assertEquals(first + 1, second.object("signed").number("report_counter", 0));
    assertEquals(now.toString(), second.object("signed").text("timeserver_time"));
    assertEquals(key.verificationKey().id(), second.objectList("signatures").get(0).text("keyid"));
  }

  @Test
  void aBootloaderAloneIsNoImage() {
    JsonObject installed =
        JsonText.object("report", ecu.report(false)).object("signed").object("installed_image");
    assertEquals(VersionReport.NO_IMAGE, installed.text("filepath"));
    assertEquals(0, installed.object("fileinfo").number("length", 0));
    // The SHA-256 of nothing (FIPS 180-4).
    assertEquals(
        Map.of("sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        installed.object("fileinfo").object("hashes").texts());
    assertEquals("nav-1.bin", runs());
  }
}
