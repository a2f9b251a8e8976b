// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import dev.dcmrig.evidence.Pack;
import dev.dcmrig.evidence.PackVerifier;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.SealedRun;
import dev.dcmrig.evidence.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Signs a sealed run: lays attestation and certificates beside the manifest. */
public final class RunSigning {
  private RunSigning() {}

  /**
   * Signs it, or signs it once more: an envelope takes many signatures. A time stamp of before is
   * removed, since it is of other bytes.
   *
   * @throws AttestException when the run is not sealed, was changed, or can't be signed
   */
  public static void sign(Path folder, SigningKey key) throws AttestException {
    refuseUnlessWhole(folder);
    try {
      byte[] payload =
          Statement.of(SealedRun.read(folder)).toString().getBytes(StandardCharsets.UTF_8);
      Envelope unsigned = new Envelope(Envelope.IN_TOTO, payload, List.of());
      Path file = folder.resolve(RunFolder.ATTESTATION);
      Envelope before = unsigned;
      if (Files.exists(file)) {
        before = Envelope.read(Files.readString(file));
        if (!before.statement().equals(unsigned.statement())) {
          throw new AttestException(
              file + ": is about another run; remove it before you sign this one");
        }
        if (before.signatures().stream().anyMatch(each -> each.keyId().equals(key.id()))) {
          throw new AttestException(file + ": has a signature by this key already");
        }
      }
      Envelope signed = before.with(new Envelope.Signed(key.id(), key.sign(before.signedBytes())));
      Files.deleteIfExists(folder.resolve(RunFolder.TIME_STAMP));
      AtomicFile.write(folder.resolve(RunFolder.SIGNERS), signers(folder, key));
      AtomicFile.write(file, signed.text());
    } catch (IOException e) {
      throw new AttestException(
          String.valueOf(RunFolderException.unwritable("signing the run", folder, e).getMessage()),
          e);
    } catch (GeneralSecurityException e) {
      throw new AttestException("the key can't sign: " + e.getMessage(), e);
    }
  }

  private static void refuseUnlessWhole(Path folder) throws AttestException {
    try {
      Pack pack = PackVerifier.verify(folder);
      if (!pack.isGood()) {
        throw new AttestException(
            folder + ": was changed since it was sealed, and is not signed: " + pack.problems());
      }
      if (!pack.isSealed()) {
        throw new AttestException(folder + ": is not sealed: the run was cut off");
      }
    } catch (RunFolderException e) {
      throw new AttestException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What is there already, then the certificates of the key; without one the key itself. */
  private static String signers(Path folder, SigningKey key)
      throws AttestException, GeneralSecurityException {
    Path file = folder.resolve(RunFolder.SIGNERS);
    Set<X509Certificate> certificates = new LinkedHashSet<>();
    Set<PublicKey> keys = new LinkedHashSet<>();
    if (Files.exists(file)) {
      Pem before = Pem.read(file);
      certificates.addAll(before.certificates());
      keys.addAll(before.publicKeys());
    }
    certificates.addAll(key.certificates());
    if (key.certificates().isEmpty()) {
      keys.add(key.publicKey());
    }
    return Pem.text(certificates, keys);
  }
}
