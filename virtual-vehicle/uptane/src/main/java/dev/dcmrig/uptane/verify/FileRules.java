// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.json.MalformedJson;
import dev.dcmrig.uptane.metadata.FileInfo;
import dev.dcmrig.uptane.metadata.Keyed;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.RoleKeys;
import dev.dcmrig.uptane.metadata.RoleMetadata;
import dev.dcmrig.uptane.metadata.SignedFile;
import java.time.Instant;
import java.util.Optional;

/** What the clauses of {@link UptaneVerifier} ask of one file; each names the clause that asks. */
final class FileRules {
  /** Of a file that needs no time: root metadata from the factory. */
  static final FileRules STANDARD = new FileRules(Instant.EPOCH, VerificationRules.STANDARD);

  private final Instant now;
  private final VerificationRules rules;

  FileRules(Instant now, VerificationRules rules) {
    this.now = now;
    this.rules = rules;
  }

  static SignedFile read(String rule, String role, byte[] bytes) throws Rejection {
    try {
      return SignedFile.read(role + ".json", bytes);
    } catch (MalformedJson e) {
      throw Rejection.unreadable(rule, e);
    }
  }

  static <T extends RoleMetadata> T metadata(String rule, SignedFile file, Role role, Class<T> type)
      throws Rejection {
    try {
      return type.cast(file.metadata(role));
    } catch (MalformedJson e) {
      throw Rejection.unreadable(rule, e);
    }
  }

  void signed(String rule, String name, SignedFile file, Keyed keyed, RoleKeys role)
      throws Rejection {
    RoleKeys wanted = new RoleKeys(role.keyIds(), rules.signaturesWanted(role.threshold()));
    if (!file.signedBy(keyed, wanted)) {
      throw new Rejection(
          rule,
          Attack.ARBITRARY_SOFTWARE,
          name
              + ": not signed by "
              + role.threshold()
              + " of its "
              + role.keyIds().size()
              + " keys");
    }
  }

  void sameBytes(String rule, String name, FileInfo wanted, byte[] bytes) throws Rejection {
    boolean length = wanted.length().isEmpty() || wanted.length().getAsLong() == bytes.length;
    if (!rules.isAnnouncedFile(length && Hashes.allMatch(wanted.hashes(), bytes))) {
      throw new Rejection(
          rule, Attack.MIX_AND_MATCH, name + ": not the file that was announced (length, hashes)");
    }
  }

  void sameVersion(String rule, String name, long wanted, long version) throws Rejection {
    if (!rules.isAnnouncedFile(wanted == version)) {
      throw new Rejection(
          rule,
          Attack.MIX_AND_MATCH,
          name + ": version " + wanted + " is announced, it is " + version);
    }
  }

  void notOlder(String rule, String name, Optional<Long> known, long version) throws Rejection {
    if (known.isPresent() && !rules.isMetadataTaken(known.get(), version)) {
      throw new Rejection(
          rule,
          Attack.ROLLBACK,
          name + ": version " + version + ", but " + known.get() + " is known");
    }
  }

  void notExpired(String rule, String name, RoleMetadata metadata) throws Rejection {
    if (!rules.isMetadataInForce(now, metadata.expires())) {
      throw new Rejection(
          rule, Attack.FREEZE, name + " expired at " + metadata.expires() + ", it is " + now);
    }
  }
}
