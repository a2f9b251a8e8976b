// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.json.MalformedJson;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.RoleMetadata;
import dev.dcmrig.uptane.metadata.SignedFile;
import dev.dcmrig.uptane.metadata.Snapshot;
import dev.dcmrig.uptane.metadata.Targets;
import dev.dcmrig.uptane.metadata.Timestamp;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes up what a device kept ({@link TrustedRepository#files}) when it starts again.
 *
 * <p>Root metadata must be good. Each other file is known again if the keys of that root signed it;
 * expired files, too, since they count against rollback. A file that is damaged, or signed by keys
 * that are no longer trusted, is as if it were not there.
 */
public final class KeptFiles {
  private KeptFiles() {}

  /**
   * @param files the kept file of a role, empty if there is none
   * @throws Rejection if the root metadata can't be trusted
   */
  public static TrustedRepository read(Function<String, Optional<byte[]>> files) throws Rejection {
    byte[] root =
        files
            .apply(Role.ROOT.fileName())
            .orElseThrow(
                () -> new Rejection("5.4.1-1", Attack.DENIED, "no root metadata are kept here"));
    TrustedRepository trusted = UptaneVerifier.provisioned(root);
    trusted = timestamp(trusted, files.apply(Role.TIMESTAMP.fileName()));
    trusted = snapshot(trusted, files.apply(Role.SNAPSHOT.fileName()));
    trusted = targets(trusted, files.apply(Role.TARGETS.fileName()));
    if (trusted.snapshot().isEmpty()) {
      return trusted; // what else it listed, nobody knows
    }
    for (String listed : trusted.snapshot().orElseThrow().files().keySet()) {
      String role = listed.substring(0, Math.max(0, listed.length() - ".json".length()));
      Optional<byte[]> file = files.apply(role);
      if (file.isPresent() && !role.equals(Role.TARGETS.fileName())) {
        trusted = trusted.withFile(role, file.get());
      }
    }
    return trusted;
  }

  private static TrustedRepository timestamp(TrustedRepository trusted, Optional<byte[]> file) {
    return signed(trusted, Role.TIMESTAMP, file, Timestamp.class)
        .map(known -> trusted.withTimestamp(known, file.orElseThrow()))
        .orElse(trusted);
  }

  private static TrustedRepository snapshot(TrustedRepository trusted, Optional<byte[]> file) {
    return signed(trusted, Role.SNAPSHOT, file, Snapshot.class)
        .map(known -> trusted.withSnapshot(known, file.orElseThrow()))
        .orElse(trusted);
  }

  private static TrustedRepository targets(TrustedRepository trusted, Optional<byte[]> file) {
    return signed(trusted, Role.TARGETS, file, Targets.class)
        .map(known -> trusted.withTargets(Role.TARGETS.fileName(), known, file.orElseThrow()))
        .orElse(trusted);
  }

  private static <T extends RoleMetadata> Optional<T> signed(
      TrustedRepository trusted, Role role, Optional<byte[]> bytes, Class<T> type) {
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      SignedFile file = SignedFile.read(role.fileName(), bytes.get());
      return file.signedBy(trusted.root(), trusted.root().signers(role))
          ? Optional.of(type.cast(file.metadata(role)))
          : Optional.empty();
    } catch (MalformedJson damaged) {
      return Optional.empty();
    }
  }
}
