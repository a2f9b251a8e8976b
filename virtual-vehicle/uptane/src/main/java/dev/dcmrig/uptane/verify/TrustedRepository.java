// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Root;
import dev.dcmrig.uptane.metadata.Snapshot;
import dev.dcmrig.uptane.metadata.Targets;
import dev.dcmrig.uptane.metadata.Timestamp;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a vehicle trusts of one repository. It never changes: each rule that accepts a file gives a
 * new one, so a file that is refused leaves nothing behind.
 *
 * <p>A role is <em>known</em> once a file of it was accepted: it counts against rollback. It is
 * <em>current</em> if it was accepted in this cycle: only then is it built upon.
 */
public final class TrustedRepository {
  private final Root root;
  private final @Nullable Timestamp timestamp;
  private final @Nullable Snapshot snapshot;
  private final Map<String, Targets> targets;
  private final Map<String, byte[]> files;
  private final Set<Role> current;

  private TrustedRepository(
      Root root,
      @Nullable Timestamp timestamp,
      @Nullable Snapshot snapshot,
      Map<String, Targets> targets,
      Map<String, byte[]> files,
      Set<Role> current) {
    this.root = root;
    this.timestamp = timestamp;
    this.snapshot = snapshot;
    this.targets = targets;
    this.files = files;
    this.current = current;
  }

  static TrustedRepository of(Root root, byte[] file) {
    return new TrustedRepository(
        root, null, null, Map.of(), Map.of(Role.ROOT.fileName(), file), EnumSet.noneOf(Role.class));
  }

  public Root root() {
    return root;
  }

  public Optional<Timestamp> timestamp() {
    return Optional.ofNullable(timestamp);
  }

  public Optional<Snapshot> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  /** Targets metadata by the role's name; {@code targets} is the one at the top. */
  public Optional<Targets> targets(String role) {
    return Optional.ofNullable(targets.get(role));
  }

  /** The bytes of what is trusted, by role, as they came: what a device keeps. */
  public Map<String, byte[]> files() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  boolean isCurrent(Role role) {
    return current.contains(role);
  }

  /** The same, with nothing that was looked at in this cycle. */
  public TrustedRepository nextCycle() {
    return new TrustedRepository(
        root, timestamp, snapshot, targets, files, EnumSet.noneOf(Role.class));
  }

  TrustedRepository withRoot(Root newer, byte[] file) {
    return new TrustedRepository(
        newer, timestamp, snapshot, targets, with(files, Role.ROOT.fileName(), file), current);
  }

  /**
   * Fast-forward recovery: nothing that the old timestamp and snapshot keys signed counts. Targets
   * metadata stay known, so that older ones are refused.
   */
  TrustedRepository withoutTimestampAndSnapshot() {
    Map<String, byte[]> left = new LinkedHashMap<>(files);
    left.remove(Role.TIMESTAMP.fileName());
    left.remove(Role.SNAPSHOT.fileName());
    return new TrustedRepository(root, null, null, targets, left, EnumSet.noneOf(Role.class));
  }

  TrustedRepository withTimestamp(Timestamp newer, byte[] file) {
    return new TrustedRepository(
        root, newer, snapshot, targets, with(files, Role.TIMESTAMP.fileName(), file), current);
  }

  TrustedRepository withSnapshot(Snapshot newer, byte[] file) {
    return new TrustedRepository(
        root, timestamp, newer, targets, with(files, Role.SNAPSHOT.fileName(), file), current);
  }

  TrustedRepository withTargets(String role, Targets newer, byte[] file) {
    return new TrustedRepository(
        root, timestamp, snapshot, with(targets, role, newer), with(files, role, file), current);
  }

  /** A file that is kept, but that nobody has looked at since the device started. */
  TrustedRepository withFile(String role, byte[] file) {
    return new TrustedRepository(
        root, timestamp, snapshot, targets, with(files, role, file), current);
  }

  TrustedRepository current(Role role) {
    EnumSet<Role> more = EnumSet.of(role);
    more.addAll(current);
    return new TrustedRepository(root, timestamp, snapshot, targets, files, more);
  }

  Optional<byte[]> file(String role) {
    return Optional.ofNullable(files.get(role));
  }

  private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
    Map<String, T> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }
}
