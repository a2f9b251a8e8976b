// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.attest.timestamp.TimeStamp;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.SealedRun;
import dev.dcmrig.evidence.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signatures of a run:
 *
 * <ol>
 *   <li>The attestation is a DSSE envelope about an in-toto statement, written as the rig writes
 *       it.
 *   <li>The statement says what manifest and verdicts say.
 *   <li>Each signature verifies by a key that is known: of {@code signers.pem}, or a trusted one.
 *   <li>A key is trusted, or its certificate leads to a trusted one: at the time of the stamp, or
 *       now.
 *   <li>A time stamp is of these bytes, by an authority that is trusted.
 * </ol>
 *
 * It opens plain files only; whether the folder's other files are what the manifest says is the
 * business of {@code PackVerifier}.
 */
public final class SignatureCheck {
  private static final long MAX_BYTES = 64L << 20;

  private final Path folder;
  private final Trust trust;
  private final Trust stampTrust;
  private final List<String> problems = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final Map<String, PublicKey> keys = new LinkedHashMap<>();
  private final Map<String, X509Certificate> certificates = new LinkedHashMap<>();
  private Instant at;
  private boolean stamped;
  private boolean trusted;

  private SignatureCheck(Path folder, Trust trust, Trust stampTrust, Instant now) {
    this.folder = folder;
    this.trust = trust;
    this.stampTrust = stampTrust;
    this.at = now;
  }

  /**
   * Checks them.
   *
   * @param folder of a sealed run
   * @param trust whom signatures must lead to; nobody: only what the run says of itself is checked
   * @param stampTrust whom time stamps must lead to
   * @param now the instant at which certificates must hold, without a time stamp
   */
  public static Attestation check(Path folder, Trust trust, Trust stampTrust, Instant now) {
    SignatureCheck check = new SignatureCheck(folder, trust, stampTrust, now);
    try {
      if (check.arePlain()) {
        check.all();
      }
    } catch (IOException e) {
      check.problems.add("the signatures can't be read: " + e.getMessage());
    }
    // Names of certificates and ids of keys are a stranger's words.
    return new Attestation(
        check.problems.stream().map(Verification::plain).toList(),
        check.said.stream().map(Verification::plain).toList(),
        check.trusted);
  }

  /** A pipe would be waited for, and a link may lead to what has no end. */
  private boolean arePlain() {
    boolean plain = true;
    for (String name : List.of(RunFolder.ATTESTATION, RunFolder.SIGNERS, RunFolder.TIME_STAMP)) {
      Path file = folder.resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        problems.add(name + " is no plain file: no signature was looked at");
        plain = false;
      }
    }
    return plain;
  }

  private void all() throws IOException {
    Path file = folder.resolve(RunFolder.ATTESTATION);
    if (!Files.exists(file)) {
      if (Files.exists(folder.resolve(RunFolder.SIGNERS))
          || Files.exists(folder.resolve(RunFolder.TIME_STAMP))) {
        problems.add(RunFolder.ATTESTATION + " was removed: what belongs to it is there");
      }
      if (!trust.isNobody()) {
        problems.add("the run is not signed: there is no " + RunFolder.ATTESTATION);
      }
      return;
    }
    byte[] bytes = bytes(file);
    signers();
    Envelope envelope;
    try {
      envelope = Envelope.read(new String(bytes, StandardCharsets.UTF_8));
      statement(envelope.statement());
    } catch (AttestException e) {
      problems.add(RunFolder.ATTESTATION + ": " + e.getMessage());
      return;
    }
    stamp(bytes);
    if (envelope.signatures().isEmpty()) {
      problems.add(RunFolder.ATTESTATION + ": has no signature");
    }
    List<String> untrusted = new ArrayList<>();
    for (Envelope.Signed signed : envelope.signatures()) {
      signature(envelope, signed, untrusted);
    }
    if (!trusted && !trust.isNobody()) {
      problems.addAll(untrusted);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file.getFileName() + " is longer than 64 MB");
    }
    return Files.readAllBytes(file);
  }

  private void signers() throws IOException {
    Path file = folder.resolve(RunFolder.SIGNERS);
    try {
      if (!Files.exists(file)) {
        problems.add(RunFolder.SIGNERS + " is missing: it has the certificates of who signed");
      } else {
        byte[] bytes = bytes(file);
        Pem pem = Pem.of(bytes, RunFolder.SIGNERS);
        for (X509Certificate each : pem.certificates()) {
          certificates.put(SigningKey.id(each.getPublicKey()), each);
          keys.put(SigningKey.id(each.getPublicKey()), each.getPublicKey());
        }
        for (PublicKey each : pem.publicKeys()) {
          keys.put(SigningKey.id(each), each);
        }
        byte[] written =
            Pem.text(pem.certificates(), pem.publicKeys()).getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(written, bytes)) {
          problems.add(RunFolder.SIGNERS + " is not as the rig writes it");
        }
      }
    } catch (AttestException | CertificateException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    trust.keys().forEach(each -> keys.put(SigningKey.id(each), each));
    for (X509Certificate each : trust.certificates()) {
      keys.putIfAbsent(SigningKey.id(each.getPublicKey()), each.getPublicKey());
      certificates.putIfAbsent(SigningKey.id(each.getPublicKey()), each);
    }
  }

  private void statement(JsonNode statement) throws IOException, AttestException {
    if (!statement.path("_type").asText().equals(Statement.TYPE)
        || !statement.path("predicateType").asText().equals(Statement.PREDICATE)) {
      throw new AttestException("its payload is no in-toto statement v1 of a test result v0.1");
    }
    SealedRun run = SealedRun.read(folder);
    String subject = statement.at("/subject/0/digest/sha256").asText();
    if (!subject.equals(run.seal())) {
      problems.add(
          RunFolder.ATTESTATION
              + ": is about another run: it signs the seal "
              + subject
              + ", and this manifest has "
              + run.seal());
    } else if (!statement.equals(Statement.of(run))) {
      problems.add(RunFolder.ATTESTATION + ": says other results or inputs than the run");
    }
  }

  private void stamp(byte[] attestation) throws IOException {
    Path file = folder.resolve(RunFolder.TIME_STAMP);
    if (!Files.exists(file)) {
      return;
    }
    TimeStamp.Checked checked =
        TimeStamp.check(bytes(file), attestation, stampTrust.certificates());
    X509Certificate authority = checked.authority();
    if (authority == null) {
      problems.add(RunFolder.TIME_STAMP + ": " + checked.problem());
      return;
    }
    String name = authority.getSubjectX500Principal().getName();
    if (stampTrust.isNobody()) {
      said.add(
          "a time stamp of "
              + checked.time()
              + "; whether to trust "
              + name
              + " was not asked (--tsa-trust)");
      return;
    }
    String problem = CertificatePath.problem(authority, checked.beside(), stampTrust, at);
    if (problem.isEmpty()) {
      at = checked.time();
      stamped = true;
      said.add("signed before " + checked.time() + ", says the time stamp of " + name);
    } else {
      problems.add(RunFolder.TIME_STAMP + ": " + problem);
    }
  }

  private void signature(Envelope envelope, Envelope.Signed signed, List<String> untrusted) {
    String id = signed.keyId();
    PublicKey key = keys.get(id);
    if (key == null) {
      problems.add(
          RunFolder.ATTESTATION
              + ": the key of a signature is missing: neither "
              + RunFolder.SIGNERS
              + " nor who is trusted has key "
              + id);
      return;
    }
    if (!SigningKey.verifies(key, envelope.signedBytes(), signed.signature())) {
      problems.add(
          RunFolder.ATTESTATION
              + ": the signature by key "
              + id
              + " does not verify: it is of other bytes, or of another key");
      return;
    }
    X509Certificate certificate = certificates.get(id);
    String who =
        certificate == null
            ? "key " + id
            : certificate.getSubjectX500Principal().getName() + " (key " + id + ")";
    if (trust.isNobody()) {
      said.add("signed by " + who + "; whether to trust it was not asked (--trust)");
      return;
    }
    String why = untrusted(id, certificate);
    if (why.isEmpty()) {
      trusted = true;
      // Anybody can make a certificate with this key and any name: a trusted key vouches for none.
      String whom = isTrustedKey(id) ? "key " + id : who;
      said.add("signed by " + whom + ", which is trusted");
    } else {
      untrusted.add(why);
    }
  }

  private boolean isTrustedKey(String id) {
    return trust.keys().stream().anyMatch(each -> SigningKey.id(each).equals(id));
  }

  private String untrusted(String id, @Nullable X509Certificate certificate) {
    if (isTrustedKey(id)) {
      return "";
    }
    if (certificate == null) {
      return "the signature is by key " + id + ", which has no certificate and is not trusted";
    }
    String problem =
        CertificatePath.problem(certificate, List.copyOf(certificates.values()), trust, at);
    return problem.isEmpty() || stamped
        ? problem
        : problem + " (looked at as of " + at + ", as no trusted time stamp tells when it signed)";
  }
}
