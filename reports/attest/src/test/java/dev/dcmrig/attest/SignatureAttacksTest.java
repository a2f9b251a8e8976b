// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.PackVerifier;
import dev.dcmrig.evidence.SmallRuns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger may lay beside a manifest, or take away, and what is said of it. */
class SignatureAttacksTest {
  @TempDir static Path keys;
  private static Authority authority;
  @TempDir Path folder;
  private Path run;

  @BeforeAll
  static void authority() throws IOException {
    authority = new Authority(keys.resolve("ca"));
    authority.signer("ed", "Ed25519", "leaf");
    authority.signer("ec", "EC", "leaf");
  }

  @BeforeEach
  void make() {
    run = SmallRuns.sealed(folder);
  }

  private static SigningKey key(String name) throws AttestException {
    return KeySource.open(
        authority.file(name + ".key").toString(), authority.file(name + ".pem"), new char[0]);
  }

  private Attestation check(String trusted) throws AttestException {
    return SignatureCheck.check(
        run, Trust.of(List.of(authority.file(trusted)), List.of()), Trust.NOBODY, Instant.now());
  }

  private static void has(Attestation attestation, String part) {
    assertTrue(
        attestation.problems().stream().anyMatch(each -> each.contains(part)),
        attestation::toString);
  }

  private String python(int code, String... words) {
    Path script = folder.resolve("verify_pack.py");
    try (InputStream in = SignatureAttacksTest.class.getResourceAsStream("/verify_pack.py")) {
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
  @ValueSource(strings = {"attestation.intoto.jsonl", "signers.pem", "timestamp.tsr"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeInPlaceOfASignatureIsNotWaitedFor(String name) throws Exception {
    RunSigning.sign(run, key("ed"));
    Files.deleteIfExists(run.resolve(name));
    Authority.run(run, 0, List.of("mkfifo", name));
    has(check("ca.pem"), name + " is no plain file");
    Files.delete(run.resolve(name));
    Files.createSymbolicLink(run.resolve(name), Path.of("/dev/zero"));
    has(check("ca.pem"), name + " is no plain file");
  }

  @Test
  void aSignedRunWithoutItsManifestWasNotCutOff() throws Exception {
    RunSigning.sign(run, key("ed"));
    Files.delete(run.resolve("manifest.json"));
    List<String> problems = PackVerifier.verify(run).problems();
    assertTrue(
        problems.contains(
            "manifest.json was removed: attestation.intoto.jsonl is there, and only a sealed run"
                + " is signed"),
        problems::toString);
  }

  @Test
  void aTrustedKeyVouchesForNoNameOfACertificate() throws Exception {
    RunSigning.sign(run, key("ed"));
    Authority other = new Authority(folder.resolve("other"));
    other.signer("mine", "Ed25519", "leaf");
    other.openssl(
        "x509",
        "-new",
        "-force_pubkey",
        authority.file("ed.pub").toString(),
        "-subj",
        "/CN=Somebody famous",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-out",
        "false.pem");
    Files.copy(
        other.file("false.pem"), run.resolve("signers.pem"), StandardCopyOption.REPLACE_EXISTING);
    Attestation attestation = check("ed.pub");
    assertTrue(attestation.isTrusted(), attestation::toString);
    assertFalse(attestation.said().toString().contains("famous"), attestation::toString);
    has(check("ca.pem"), "CN=Somebody famous leads to no trusted certificate");
  }

  @Test
  void aKeyIdThatPretendsToBeALineIsShownPlain() throws Exception {
    RunSigning.sign(run, key("ed"));
    Path file = run.resolve("attestation.intoto.jsonl");
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"keyid\":\"", "\"keyid\":\"\\\\nall is well "));
    has(check("ca.pem"), "has key ?all is well ");
  }

  @Test
  void pythonMissesTheEndOfTheChainAndNamesWhatIsBehindIt() throws Exception {
    RunSigning.sign(run, key("ed"));
    Path chain = run.resolve("chain.txt");
    List<String> lines = Files.readAllLines(chain);
    Files.writeString(chain, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
    assertTrue(python(1).contains("chain.txt: does not end with"));
    Files.writeString(chain, String.join("\n", lines));
    assertTrue(python(1).contains("chain.txt: its last line is cut"));
    Files.writeString(chain, String.join("\n", lines) + "\n" + lines.get(lines.size() - 1) + "\n");
    assertTrue(python(1).contains("chain.txt: does not end with"));
    Files.writeString(chain, String.join("\n", lines) + "\n");
    RunSigning.sign(run, key("ec"));
    python(0, authority.file("ed.pub").toString());
    python(0, authority.file("ec.pub").toString());
    Path own = run.resolve("scenarios/sos-a--fails/chain.txt");
    byte[] kept = Files.readAllBytes(own);
    Files.writeString(own, "nothing\n");
    assertTrue(python(1).contains("scenarios/sos-a--fails/chain.txt: can not be read"));
    Files.write(own, kept);
    Files.delete(run.resolve("attestation.intoto.jsonl"));
    assertTrue(
        python(1, authority.file("ed.pub").toString()).contains("attestation.intoto.jsonl: "));
  }
}
