// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.key.VerificationKey;
import dev.dcmrig.uptane.metadata.Delegation;
import dev.dcmrig.uptane.metadata.FileInfo;
import dev.dcmrig.uptane.metadata.Keyed;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.RoleKeys;
import dev.dcmrig.uptane.metadata.Root;
import dev.dcmrig.uptane.metadata.SignedFile;
import dev.dcmrig.uptane.metadata.Snapshot;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.metadata.Targets;
import dev.dcmrig.uptane.metadata.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of the Uptane standard 2.1 about metadata, one method each or a few lines that name
 * their step. A rule takes what is trusted and a file, and gives what is trusted then, or a {@link
 * Rejection}. It reads no file, no socket and no clock, and keeps nothing.
 *
 * <pre>
 * 5.4.4.2-1  the time comes from a secure source             constructor
 *
 * 5.4.4.3    Root                                            {@link #root}, {@link #rootNotExpired}
 *   -2.3     signed by a threshold of root N and of N+1
 *   -2.4     its version is N+1
 *   -3       not expired, once there is no newer one
 *   -4       other timestamp or snapshot keys: what they signed before is forgotten
 *
 * 5.4.4.4    Timestamp                                       {@link #timestamp}
 *   -2       signed by a threshold of root's keys
 *   -3       not older than the known one; nor is its snapshot (TUF 5.4.3.2)
 *   -4       not expired
 *
 * 5.4.4.5    Snapshot                                        {@link #snapshot}
 *   -2       length, hashes and version are those that timestamp says
 *   -3       signed by a threshold of root's keys
 *   -4       not older than the known one
 *   -5       no targets file in it is older than in the known one
 *   -6       no targets file of the known one is missing
 *   -7       not expired
 *
 * 5.4.4.6    Targets                                         {@link #targets}, {@link #delegated}
 *   -2       length, hashes and version are those that snapshot says
 *   -3       signed by a threshold of root's keys, or of the delegating file's
 *   -4       not older than the known one
 *   -5       not expired
 *   -6       a director's has no delegations                 {@link #directorTargets}
 *   -7       a director's names each ECU once
 *   -8       a director's names ECUs of this vehicle only
 *   5.2.3.1  a director's without images names the vehicle
 *
 * 5.4.4.1    Partial verification                            {@link #partialTargets}
 *
 * 5.4.4.2-10 The two repositories agree on an image          {@link #match}
 *   -10.2.1  length and hashes
 *   -10.2.2  hardware ids and release counter
 *   -10.2.3  the release counter does not go back            {@link #forEcu}
 * 5.4.3.4-3  the hardware id is the ECU's                    {@link #forEcu}
 * </pre>
 *
 * The order of files is enforced: each is refused before the one that it hangs on is current.
 * Resolving delegations (5.4.4.7) asks for files, and is {@link TargetSearch}. Bytes are counted
 * where they arrive (-1 of each clause). Not here: roles that agree as a group (5.4.4.8).
 */
public final class UptaneVerifier {
  private final FileRules files;
  private final VerificationRules rules;

  /** A verifier for one cycle, at that time. */
  public UptaneVerifier(Instant now) {
    this(now, VerificationRules.STANDARD);
  }

  /**
   * A verifier for one cycle.
   *
   * @param rules what a device makes of the standard's sentences
   */
  public UptaneVerifier(Instant now, VerificationRules rules) {
    this.files = new FileRules(now, rules);
    this.rules = rules;
  }

  /** Trust at the beginning: root metadata that was put into the ECU when it was made (5.4.1). */
  public static TrustedRepository provisioned(byte[] root) throws Rejection {
    SignedFile file = FileRules.read("5.4.1-1", Role.ROOT.fileName(), root);
    Root first = FileRules.metadata("5.4.1-1", file, Role.ROOT, Root.class);
    FileRules.STANDARD.signed("5.4.1-1", "root.json", file, first, first.signers(Role.ROOT));
    return TrustedRepository.of(first, root);
  }

  /** 5.4.4.3, step 2. The next root; expired ones are taken on the way to the newest. */
  public TrustedRepository root(TrustedRepository trusted, byte[] bytes) throws Rejection {
    if (trusted.isCurrent(Role.TIMESTAMP)) {
      throw new IllegalStateException("root metadata come before timestamp metadata in a cycle");
    }
    SignedFile file = FileRules.read("5.4.4.3-2.3", Role.ROOT.fileName(), bytes);
    Root known = trusted.root();
    files.signed("5.4.4.3-2.3", "root.json", file, known, known.signers(Role.ROOT));
    Root newer = FileRules.metadata("5.4.4.3-2.3", file, Role.ROOT, Root.class);
    if (newer.version() != known.version() + 1) {
      throw new Rejection(
          "5.4.4.3-2.4",
          Attack.ROLLBACK,
          "root.json: version " + (known.version() + 1) + " is wanted, it is " + newer.version());
    }
    files.signed("5.4.4.3-2.3", "root.json", file, newer, newer.signers(Role.ROOT));
    TrustedRepository after = trusted.withRoot(newer, bytes);
    boolean rotated =
        keysDiffer(known, newer, Role.TIMESTAMP) || keysDiffer(known, newer, Role.SNAPSHOT);
    return rotated ? after.withoutTimestampAndSnapshot() : after; // step 4
  }

  private static boolean keysDiffer(Root known, Root newer, Role role) {
    return !keyValues(known, role).equals(keyValues(newer, role));
  }

  /** By value: an id may stay while another key stands behind it. */
  private static Set<String> keyValues(Root root, Role role) {
    Set<String> values = new HashSet<>();
    for (String id : root.signers(role).keyIds()) {
      VerificationKey key = root.keys().get(id);
      values.add(key == null ? "" : key.identity());
    }
    return values;
  }

  /** 5.4.4.3, step 3. To be asked once no newer root is there. */
  public TrustedRepository rootNotExpired(TrustedRepository trusted) throws Rejection {
    files.notExpired("5.4.4.3-3", "root.json", trusted.root());
    return trusted.current(Role.ROOT);
  }

  /** 5.4.4.4. One with the known version changes nothing, but the known one must not be expired. */
  public TrustedRepository timestamp(TrustedRepository trusted, byte[] bytes) throws Rejection {
    ordered(trusted, Role.ROOT);
    SignedFile file = FileRules.read("5.4.4.4-2", Role.TIMESTAMP.fileName(), bytes);
    Root root = trusted.root();
    files.signed("5.4.4.4-2", "timestamp.json", file, root, root.signers(Role.TIMESTAMP));
    Timestamp newer = FileRules.metadata("5.4.4.4-2", file, Role.TIMESTAMP, Timestamp.class);
    Optional<Timestamp> known = trusted.timestamp();
    files.notOlder("5.4.4.4-3", "timestamp.json", known.map(Timestamp::version), newer.version());
    files.notOlder(
        "5.4.4.4-3",
        "timestamp.json, its snapshot",
        known.map(timestamp -> timestamp.snapshot().version()),
        newer.snapshot().version());
    boolean same = known.isPresent() && known.get().version() == newer.version();
    files.notExpired("5.4.4.4-4", "timestamp.json", same ? known.get() : newer);
    return (same ? trusted : trusted.withTimestamp(newer, bytes)).current(Role.TIMESTAMP);
  }

  /** 5.4.4.5. */
  public TrustedRepository snapshot(TrustedRepository trusted, byte[] bytes) throws Rejection {
    ordered(trusted, Role.TIMESTAMP);
    FileInfo wanted = trusted.timestamp().orElseThrow().snapshot();
    files.sameBytes("5.4.4.5-2", "snapshot.json", wanted, bytes);
    SignedFile file = FileRules.read("5.4.4.5-3", Role.SNAPSHOT.fileName(), bytes);
    Root root = trusted.root();
    files.signed("5.4.4.5-3", "snapshot.json", file, root, root.signers(Role.SNAPSHOT));
    Snapshot newer = FileRules.metadata("5.4.4.5-3", file, Role.SNAPSHOT, Snapshot.class);
    files.sameVersion("5.4.4.5-2", "snapshot.json", wanted.version(), newer.version());
    if (trusted.snapshot().isPresent()) {
      nothingGoesBack(trusted.snapshot().get(), newer);
    }
    files.notExpired("5.4.4.5-7", "snapshot.json", newer);
    return trusted.withSnapshot(newer, bytes).current(Role.SNAPSHOT);
  }

  /** 5.4.4.5, steps 4 to 6. */
  private void nothingGoesBack(Snapshot known, Snapshot newer) throws Rejection {
    files.notOlder("5.4.4.5-4", "snapshot.json", Optional.of(known.version()), newer.version());
    for (Map.Entry<String, FileInfo> each : known.files().entrySet()) {
      FileInfo info = newer.files().get(each.getKey());
      if (info == null) {
        throw new Rejection(
            "5.4.4.5-6", Attack.ROLLBACK, "snapshot.json no longer lists " + each.getKey());
      }
      files.notOlder(
          "5.4.4.5-5",
          "snapshot.json, " + each.getKey(),
          Optional.of(each.getValue().version()),
          info.version());
    }
  }

  /** 5.4.4.6 for the targets metadata at the top. */
  public TrustedRepository targets(TrustedRepository trusted, byte[] bytes) throws Rejection {
    Root root = trusted.root();
    RoleKeys signers = root.signers(Role.TARGETS);
    return listed(trusted, Role.TARGETS.fileName(), root, signers, bytes).current(Role.TARGETS);
  }

  /** 5.4.4.6 for a delegated role, with the keys of the file that delegates here and now. */
  public TrustedRepository delegated(
      TrustedRepository trusted, Targets delegator, Delegation delegation, byte[] bytes)
      throws Rejection {
    ordered(trusted, Role.TARGETS);
    return listed(trusted, delegation.name(), delegator, delegation.keys(), bytes);
  }

  private TrustedRepository listed(
      TrustedRepository trusted, String role, Keyed keyed, RoleKeys signers, byte[] bytes)
      throws Rejection {
    FileInfo wanted = announced(trusted, role);
    files.sameBytes("5.4.4.6-2", role + ".json", wanted, bytes);
    TrustedRepository after = signedTargets(trusted, role, keyed, signers, bytes);
    Targets newer = after.targets(role).orElseThrow();
    files.sameVersion("5.4.4.6-2", role + ".json", wanted.version(), newer.version());
    return after;
  }

  /**
   * 5.4.4.6, step 2: what the snapshot says of a targets file; one that it does not list is none.
   */
  static FileInfo announced(TrustedRepository trusted, String role) throws Rejection {
    ordered(trusted, Role.SNAPSHOT);
    FileInfo info = trusted.snapshot().orElseThrow().files().get(role + ".json");
    if (info == null) {
      throw new Rejection(
          "5.4.4.6-2", Attack.MIX_AND_MATCH, "snapshot.json does not list " + role + ".json");
    }
    return info;
  }

  private TrustedRepository signedTargets(
      TrustedRepository trusted, String role, Keyed keyed, RoleKeys signers, byte[] bytes)
      throws Rejection {
    SignedFile file = FileRules.read("5.4.4.6-3", role, bytes);
    files.signed("5.4.4.6-3", role + ".json", file, keyed, signers);
    Targets newer = FileRules.metadata("5.4.4.6-3", file, Role.TARGETS, Targets.class);
    Optional<Long> known = trusted.targets(role).map(Targets::version);
    files.notOlder("5.4.4.6-4", role + ".json", known, newer.version());
    files.notExpired("5.4.4.6-5", role + ".json", newer);
    return trusted.withTargets(role, newer, bytes);
  }

  /** 5.4.4.1, step 2: a secondary without snapshot metadata checks the director's targets. */
  public TrustedRepository partialTargets(TrustedRepository director, byte[] bytes)
      throws Rejection {
    ordered(director, Role.ROOT);
    Root root = director.root();
    return signedTargets(
        director, Role.TARGETS.fileName(), root, root.signers(Role.TARGETS), bytes);
  }

  /**
   * 5.4.4.6, steps 6 to 8, and 5.2.3.1.
   *
   * @param vehicle this vehicle's identifier
   * @param ecus ids of all ECUs of this vehicle; a secondary, which need not know them, gives none
   */
  public static void directorTargets(Targets targets, String vehicle, Set<String> ecus)
      throws Rejection {
    if (!targets.delegations().isEmpty()) {
      throw new Rejection(
          "5.4.4.6-6", Attack.ARBITRARY_SOFTWARE, "targets.json: a director must not delegate");
    }
    Set<String> named = new HashSet<>();
    for (Target target : targets.targets().values()) {
      for (String ecu : target.ecus().keySet()) {
        if (!named.add(ecu)) {
          throw new Rejection(
              "5.4.4.6-7", Attack.WRONG_ECU, "targets.json names ECU " + ecu + " twice");
        }
        if (!ecus.isEmpty() && !ecus.contains(ecu)) {
          throw new Rejection(
              "5.4.4.6-8", Attack.WRONG_ECU, "targets.json: no ECU " + ecu + " in this vehicle");
        }
      }
    }
    boolean silent = targets.vehicle().isEmpty() && !targets.targets().isEmpty();
    if (!silent && !targets.vehicle().equals(Optional.of(vehicle))) {
      throw new Rejection(
          "5.2.3.1",
          Attack.REPLAY,
          "targets.json is for vehicle " + targets.vehicle().orElse("(none)") + ", not " + vehicle);
    }
  }

  /** 5.4.4.2, step 10.2: what both repositories say of an image. */
  public static void match(Target director, Target image) throws Rejection {
    if (director.length() != image.length() || !director.hashes().equals(image.hashes())) {
      throw new Rejection(
          "5.4.4.2-10.2.1",
          Attack.REPOSITORIES_DIFFER,
          director.path() + ": director and image repository differ in length or hashes");
    }
    if (!director.hardwareIds().equals(image.hardwareIds())
        || !director.releaseCounter().equals(image.releaseCounter())) {
      throw new Rejection(
          "5.4.4.2-10.2.2",
          Attack.REPOSITORIES_DIFFER,
          director.path() + ": they differ in hardware ids or release counter");
    }
  }

  /**
   * 5.4.3.4, steps 3 and 5 (and 5.4.4.2, step 10.2.3): whether an image is for an ECU.
   *
   * @param ecu the ECU as it is; its image's counter is the least that is taken
   */
  public void forEcu(Target target, Ecu ecu) throws Rejection {
    String hardware = target.ecus().get(ecu.id());
    if (hardware == null) {
      throw new Rejection(
          "5.4.3.4-2", Attack.WRONG_ECU, target.path() + " is not for ECU " + ecu.id());
    }
    boolean made = target.hardwareIds().isEmpty() || target.hardwareIds().contains(hardware);
    if (!rules.isImageForHardware(made && hardware.equals(ecu.hardwareId()))) {
      throw new Rejection(
          "5.4.3.4-3",
          Attack.WRONG_HARDWARE,
          target.path() + " is not made for " + ecu.hardwareId() + ", which is ECU " + ecu.id());
    }
    if (!rules.isReleaseTaken(ecu.releaseCounter(), target.releaseCounter().orElse(0))) {
      throw new Rejection(
          "5.4.3.4-5",
          Attack.ROLLBACK,
          target.path() + ": release counter " + ecu.releaseCounter() + " is installed already");
    }
  }

  /** Whether the image repository has a say. */
  boolean isImageRepositoryAsked() {
    return rules.isImageRepositoryAsked();
  }

  private static void ordered(TrustedRepository trusted, Role before) {
    if (!trusted.isCurrent(before)) {
      throw new IllegalStateException(before.fileName() + " metadata must be checked before");
    }
  }
}
