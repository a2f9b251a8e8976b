// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.attest.timestamp.TimeStampAuthority;
import dev.dcmrig.evidence.PackVerifier;
import dev.dcmrig.evidence.RunForger;
import dev.dcmrig.evidence.SmallRuns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed runs: by each kind of key, and all that can be wrong with a signature. */
class RunSigningTest {
  @TempDir static Path keys;
  private static Authority authority;
  @TempDir Path folder;
  private Path run;

  @BeforeAll
  static void authority() throws IOException {
    authority = new Authority(keys.resolve("ca"));
    authority.signer("ed", "Ed25519", "leaf");
    authority.signer("ec", "EC", "leaf");
    authority.signer("rsa", "RSA", "leaf");
    authority.signer("lost", "Ed25519", "leaf");
    authority.signer("stamper", "EC", "stamps");
    authority.revoke("lost");
    authority.revoked();
  }

  @BeforeEach
  void make() {
    run = SmallRuns.sealed(folder);
  }

  private static SigningKey key(String name) throws AttestException {
    return KeySource.open(
        authority.file(name + ".key").toString(), authority.file(name + ".pem"), new char[0]);
  }

  private Attestation check(String trusted, List<Path> lists, Instant now) throws AttestException {
    Trust trust =
        trusted.isEmpty() ? Trust.NOBODY : Trust.of(List.of(authority.file(trusted)), lists);
    return SignatureCheck.check(run, trust, Trust.NOBODY, now);
  }

  private Attestation check(String trusted) throws AttestException {
    return check(trusted, List.of(), Instant.now());
  }

  private static void has(Attestation attestation, String part) {
    assertTrue(
        attestation.problems().stream().anyMatch(each -> each.contains(part)),
        attestation::toString);
    assertFalse(attestation.isTrusted() && part.startsWith("certificate"));
  }

  private String python(int code, String... words) {
    Path script = folder.resolve("verify_pack.py");
    try (InputStream in = RunSigningTest.class.getResourceAsStream("/verify_pack.py")) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    List<String> command = new java.util.ArrayList<>(List.of("python3", script.toString()));
    command.add(run.toString());
    command.addAll(List.of(words));
    return Authority.run(folder, code, command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed", "ec", "rsa"})
  void aSignedRunVerifiesByItsAuthorityHereAndInPython(String name) throws Exception {
    RunSigning.sign(run, key(name));
    Attestation attestation = check("ca.pem", List.of(authority.file("ca.crl")), Instant.now());
    assertEquals(List.of(), attestation.problems());
    assertTrue(attestation.isTrusted());
    assertEquals(List.of(), PackVerifier.verify(run).problems());
    python(0, authority.file(name + ".pub").toString());
    String said = python(1, authority.file("lost.pub").toString());
    assertTrue(said.contains("the signature does not verify"), said);
  }

  @Test
  void aKeyWithoutACertificateIsTrustedByItself() throws Exception {
    Path both = folder.resolve("both.pem");
    Files.writeString(
        both,
        Files.readString(authority.file("ed.key")) + Files.readString(authority.file("ed.pub")));
    RunSigning.sign(run, KeySource.open(both.toString(), null, new char[0]));
    assertTrue(check("ed.pub").isTrusted());
    has(check("ec.pub"), "has no certificate and is not trusted");
    has(check("ca.pem"), "has no certificate and is not trusted");
  }

  @Test
  void aKeyOfAPkcs12FileSigns() throws Exception {
    authority.openssl(
        "pkcs12",
        "-export",
        "-inkey",
        "rsa.key",
        "-in",
        "rsa.pem",
        "-out",
        "rsa.p12",
        "-passout",
        "pass:secret");
    String file = authority.file("rsa.p12").toString();
    RunSigning.sign(run, KeySource.open(file, null, "secret".toCharArray()));
    assertTrue(check("ca.pem").isTrusted());
    AttestException wrong =
        assertThrows(
            AttestException.class, () -> KeySource.open(file, null, "other".toCharArray()));
    assertTrue(String.valueOf(wrong.getMessage()).contains("password"), wrong::getMessage);
  }

  @Test
  void aRunIsSignedByTwo() throws Exception {
    RunSigning.sign(run, key("ed"));
    RunSigning.sign(run, key("ec"));
    assertEquals(2, check("ca.pem").said().size());
    assertTrue(check("ec.pem").isTrusted());
    assertThrows(AttestException.class, () -> RunSigning.sign(run, key("ec")));
  }

  @Test
  void eachThingThatIsWrongHasItsOwnSentence() throws Exception {
    has(check("ca.pem"), "the run is not signed");
    RunSigning.sign(run, key("lost"));
    List<Path> lists = List.of(authority.file("ca.crl"));
    has(check("ca.pem", lists, Instant.now()), "certificate CN=lost was revoked at");
    has(
        check("ca.pem", List.of(), Instant.now().plus(Duration.ofDays(8000))),
        "certificate CN=lost has expired");
    has(
        check("ca.pem", List.of(), Instant.now().minus(Duration.ofDays(10))),
        "certificate CN=lost is not yet valid");
    Authority other = new Authority(folder.resolve("other"));
    has(
        SignatureCheck.check(
            run, Trust.of(List.of(other.file("ca.pem")), List.of()), Trust.NOBODY, Instant.now()),
        "leads to no trusted certificate");
    Files.delete(run.resolve("signers.pem"));
    has(check("ca.pem"), "the key of a signature is missing");
  }

  @Test
  void aListOfAnotherIssuerSaysNothing() throws Exception {
    RunSigning.sign(run, key("ed"));
    Authority other = new Authority(folder.resolve("other"));
    other.openssl(
        "req",
        "-x509",
        "-new",
        "-key",
        "ca.key",
        "-out",
        "ca.pem",
        "-days",
        "3650",
        "-subj",
        "/CN=Another authority");
    has(
        check("ca.pem", List.of(other.revoked()), Instant.now()),
        "no list of revoked certificates by its issuer");
  }

  @Test
  void theAttestationOfAnotherRunIsNotOfThisOne() throws Exception {
    Path first = run;
    RunSigning.sign(first, key("ed"));
    run = SmallRuns.sealed(folder.resolve("second"));
    for (String name : List.of("attestation.intoto.jsonl", "signers.pem")) {
      Files.copy(first.resolve(name), run.resolve(name));
    }
    has(check("ca.pem"), "is about another run");
    assertTrue(python(1, authority.file("ed.pub").toString()).contains("is of another manifest"));
  }

  @Test
  void whoMakesAllAnewHasNoSignature() throws Exception {
    RunSigning.sign(run, key("ed"));
    Path verdict = run.resolve("scenarios/sos-a--fails/verdict.json");
    Files.writeString(verdict, Files.readString(verdict).replace("FAILED", "PASSED"));
    String said = python(1);
    assertTrue(said.contains("scenarios/sos-a--fails/verdict.json: is not"), said);
    RunForger.remake(run);
    assertEquals(List.of(), PackVerifier.verify(run).problems());
    has(check("ca.pem"), "is about another run");
  }

  @Test
  @Timeout(300)
  void everyByteOfAttestationAndSignersCounts() throws Exception {
    RunSigning.sign(run, key("ed"));
    for (String name : List.of("attestation.intoto.jsonl", "signers.pem")) {
      byte[] bytes = Files.readAllBytes(run.resolve(name));
      for (int place = 0; place < bytes.length; place++) {
        byte[] turned = bytes.clone();
        turned[place] ^= (byte) (1 << (place % 7));
        Files.write(run.resolve(name), turned);
        assertFalse(check("ca.pem").problems().isEmpty(), name + " at " + place);
      }
      Files.write(run.resolve(name), bytes);
    }
    assertEquals(List.of(), check("ca.pem").problems());
  }

  @Test
  void aTimeStampShowsThatItWasSignedWhileTheCertificateHeld() throws Exception {
    RunSigning.sign(run, key("ed"));
    Path query = folder.resolve("run.tsq");
    Files.write(query, TimeStampAuthority.query(run));
    Path answer = authority.stamp(query);
    TimeStampAuthority.keep(run, Files.readAllBytes(query), Files.readAllBytes(answer));
    Trust trust = Trust.of(List.of(authority.file("ca.pem")), List.of());
    Attestation stamped =
        SignatureCheck.check(run, trust, trust, Instant.now().plus(Duration.ofDays(365)));
    assertEquals(List.of(), stamped.problems());
    assertTrue(stamped.said().get(0).startsWith("signed before"), stamped::toString);
    byte[] bytes = Files.readAllBytes(run.resolve("timestamp.tsr"));
    bytes[bytes.length - 1] ^= 1;
    Files.write(run.resolve("timestamp.tsr"), bytes);
    has(SignatureCheck.check(run, trust, trust, Instant.now()), "timestamp.tsr: does not verify");
    Files.write(query, TimeStampAuthority.query(run));
    assertThrows(
        IOException.class,
        () -> TimeStampAuthority.keep(run, Files.readAllBytes(query), Files.readAllBytes(answer)));
  }

  @Test
  void aStampOfOtherBytesIsNoneOfTheseSignatures() throws Exception {
    RunSigning.sign(run, key("ed"));
    Path query = folder.resolve("run.tsq");
    Files.write(query, TimeStampAuthority.query(run));
    Path answer = authority.stamp(query);
    RunSigning.sign(run, key("ec"));
    Files.copy(answer, run.resolve("timestamp.tsr"));
    has(check("ca.pem"), "timestamp.tsr: is of other bytes");
  }

  @Test
  void aChangedOrCutOffRunIsNotSigned() throws Exception {
    Path events = run.resolve("scenarios/sos-a--fails/events.jsonl");
    Files.writeString(events, Files.readString(events) + "{}\n");
    AttestException changed =
        assertThrows(AttestException.class, () -> RunSigning.sign(run, key("ed")));
    assertTrue(String.valueOf(changed.getMessage()).contains("was changed"));
    run = SmallRuns.sealed(folder.resolve("second"));
    Files.delete(run.resolve("manifest.json"));
    AttestException cut =
        assertThrows(AttestException.class, () -> RunSigning.sign(run, key("ed")));
    assertTrue(String.valueOf(cut.getMessage()).contains("is not sealed"));
  }

  @Test
  void aCertificateOfAnotherKeyIsFoundBeforeAnythingIsSigned() {
    AttestException wrong =
        assertThrows(
            AttestException.class,
            () ->
                KeySource.open(
                    authority.file("ed.key").toString(), authority.file("rsa.pem"), new char[0]));
    assertTrue(String.valueOf(wrong.getMessage()).contains("belongs to another private key"));
  }

  @Test
  void aKeyInAHardwareModuleSigns() throws Exception {
    Path module = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.exists(module) || "true".equals(System.getenv("CI")),
        "softhsm2 is not installed: apt-get install softhsm2");
    Path tokens = Files.createDirectories(folder.resolve("tokens"));
    Path settings = folder.resolve("softhsm2.conf");
    Files.writeString(settings, "directories.tokendir = " + tokens + "\n");
    Path configuration = folder.resolve("pkcs11.cfg");
    Files.writeString(configuration, "name = Test\nlibrary = " + module + "\nslotListIndex = 0\n");
    // The module reads its settings from the environment of the process: one of its own.
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            InModule.class.getName(),
            configuration.toString(),
            authority.file("rsa.key").toString(),
            authority.file("rsa.pem").toString(),
            run.toString());
    child.environment().putAll(Map.of("SOFTHSM2_CONF", settings.toString()));
    ProcessBuilder init =
        new ProcessBuilder(
            "softhsm2-util",
            "--init-token",
            "--slot",
            "0",
            "--label",
            "rig",
            "--pin",
            "1234",
            "--so-pin",
            "5678");
    init.environment().put("SOFTHSM2_CONF", settings.toString());
    Process made = init.redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes());
    assertEquals(0, made.waitFor(), said);
    Process signs = child.redirectErrorStream(true).start();
    String out = new String(signs.getInputStream().readAllBytes());
    assertEquals(0, signs.waitFor(), out);
    assertTrue(check("ca.pem").isTrusted(), check("ca.pem")::toString);
  }

  /** Puts a key into the module, and signs a run by it. */
  public static final class InModule {
    private InModule() {}

    public static void main(String[] words) throws Exception {
      Provider provider = Security.getProvider("SunPKCS11").configure(words[0]);
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, "1234".toCharArray());
      PrivateKey key = Pem.read(Path.of(words[1])).privateKeys().get(0);
      X509Certificate certificate = Pem.read(Path.of(words[2])).certificates().get(0);
      store.setKeyEntry("lab", key, null, new Certificate[] {certificate});
      RunSigning.sign(
          Path.of(words[3]),
          KeySource.open("pkcs11:" + words[0] + "#lab", null, "1234".toCharArray()));
    }
  }
}
