// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.repository;

import dev.dcmrig.uptane.key.SignedDocument;
import dev.dcmrig.uptane.metadata.Delegation;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.RoleKeys;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.verify.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A director or an image repository with its keys: makes and signs the four roles' metadata, and
 * keeps the files under the names that a client asks for (5.2.7, consistent snapshots).
 *
 * <p>Nothing is visible before {@link #publish}. It belongs to one thread. A server keeps {@link
 * #files}; old versions stay until {@link #forgetBefore}.
 */
public final class SigningRepository {
  private record Delegated(Delegation delegation, RoleSigners signers, List<Target> images) {}

  private final Lifetimes lifetimes;
  private final Map<Role, RoleSigners> signers;
  private final Map<Role, Long> versions = new EnumMap<>(Role.class);
  private final Map<String, Long> delegatedVersions = new LinkedHashMap<>();
  private final Map<String, Delegated> delegated = new LinkedHashMap<>();
  private final Map<String, Target> images = new TreeMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private Optional<String> vehicle = Optional.empty();

  /**
   * Makes the first root metadata.
   *
   * @param signers for each of the four roles
   */
  public SigningRepository(Lifetimes lifetimes, Map<Role, RoleSigners> signers, Instant now) {
    this(lifetimes, signers);
    root(now, List.of());
  }

  private SigningRepository(Lifetimes lifetimes, Map<Role, RoleSigners> signers) {
    if (signers.size() != Role.values().length) {
      throw new IllegalArgumentException("each role needs its signers, here: " + signers.keySet());
    }
    this.lifetimes = lifetimes;
    this.signers = new EnumMap<>(signers);
  }

  /**
   * Goes on from root metadata that these signers have signed already, as version 1.
   *
   * @param firstRoot as {@link #root} of 1 gave it
   */
  public static SigningRepository begunWith(
      byte[] firstRoot, Lifetimes lifetimes, Map<Role, RoleSigners> signers) {
    SigningRepository repository = new SigningRepository(lifetimes, signers);
    repository.files.put(repository.next(Role.ROOT) + ".root.json", firstRoot.clone());
    return repository;
  }

  /** The newest root metadata; the first is what a vehicle is provisioned with. */
  public byte[] root(long version) {
    return file(version + ".root.json");
  }

  /** How many versions of a role there were. */
  public long version(Role role) {
    return versions.getOrDefault(role, 0L);
  }

  /** All files by path, as published until now. */
  public Map<String, byte[]> files() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** A director's: whose vehicle the metadata are for. */
  public void vehicle(String id) {
    vehicle = Optional.of(id);
  }

  /** What is offered (or ordered) at the top from the next {@link #publish} on. */
  public void images(Collection<Target> all) {
    images.clear();
    all.forEach(image -> images.put(image.path(), image));
  }

  /** Delegates paths to somebody else's keys; the order of calls is that of priority. */
  public void delegate(String name, List<String> paths, Set<String> hardwareIds, RoleSigners to) {
    Delegation delegation =
        new Delegation(name, new RoleKeys(Set.of(), 1), false, paths, List.of(), hardwareIds);
    delegated.put(name, new Delegated(delegation, to, new ArrayList<>()));
  }

  /** What a delegated role offers from the next {@link #publish} on. */
  public void images(String role, Collection<Target> all) {
    Delegated of = delegated.get(role);
    if (of == null) {
      throw new IllegalArgumentException("no role " + role + "; delegate to it first");
    }
    of.images().clear();
    of.images().addAll(all);
  }

  /** New keys for a role: a new root, signed by the old root keys and the new ones. */
  public void rotate(Role role, RoleSigners to, Instant now) {
    RoleSigners oldRoot = signers.get(Role.ROOT);
    signers.put(role, to);
    root(now, role == Role.ROOT && oldRoot != null ? List.of(oldRoot) : List.of());
  }

  private void root(Instant now, List<RoleSigners> more) {
    long version = next(Role.ROOT);
    List<RoleSigners> all = new ArrayList<>(more);
    all.add(of(Role.ROOT));
    Map<String, Object> signed = MetadataJson.root(version, now.plus(lifetimes.root()), signers);
    files.put(
        version + ".root.json",
        SignedDocument.metadata(
            signed, all.stream().flatMap(each -> each.keys().stream()).distinct().toList()));
  }

  /** Signs what changed: targets, delegated roles, snapshot, timestamp. */
  public void publish(Instant now) {
    Map<Delegation, RoleSigners> delegations = new LinkedHashMap<>();
    delegated.values().forEach(each -> delegations.put(each.delegation(), each.signers()));
    Instant targetsEnd = now.plus(lifetimes.targets());
    long version = next(Role.TARGETS);
    Map<String, Map<String, Object>> infos = new TreeMap<>();
    targets(
        infos,
        "targets",
        version,
        MetadataJson.targets(version, targetsEnd, images.values(), vehicle, delegations),
        of(Role.TARGETS));
    delegated.forEach(
        (name, each) -> {
          long delegatedVersion = delegatedVersions.merge(name, 1L, Long::sum);
          targets(
              infos,
              name,
              delegatedVersion,
              MetadataJson.targets(
                  delegatedVersion, targetsEnd, each.images(), Optional.empty(), Map.of()),
              each.signers());
        });
    long snapshotVersion = next(Role.SNAPSHOT);
    byte[] snapshot =
        SignedDocument.metadata(
            MetadataJson.snapshot(snapshotVersion, now.plus(lifetimes.snapshot()), infos),
            of(Role.SNAPSHOT).keys());
    files.put(snapshotVersion + ".snapshot.json", snapshot);
    timestamp(now, snapshotVersion, snapshot);
  }

  /** Signs a new timestamp alone, so that a vehicle sees that nothing new is there. */
  public void renewTimestamp(Instant now) {
    long version = version(Role.SNAPSHOT);
    timestamp(now, version, file(version + ".snapshot.json"));
  }

  private void timestamp(Instant now, long snapshotVersion, byte[] snapshot) {
    Map<String, Object> signed =
        MetadataJson.timestamp(
            next(Role.TIMESTAMP), now.plus(lifetimes.timestamp()), snapshotVersion, snapshot);
    files.put("timestamp.json", SignedDocument.metadata(signed, of(Role.TIMESTAMP).keys()));
  }

  private void targets(
      Map<String, Map<String, Object>> infos,
      String role,
      long version,
      Map<String, Object> signed,
      RoleSigners by) {
    byte[] file = SignedDocument.metadata(signed, by.keys());
    files.put(version + "." + Wanted.encoded(role) + ".json", file);
    infos.put(role + ".json", MetadataJson.fileInfo(version, file));
  }

  /** Drops versions of snapshot and targets older than the last so many. Roots stay. */
  public void forgetBefore(int kept) {
    files
        .keySet()
        .removeIf(
            path ->
                older(path, ".snapshot.json", version(Role.SNAPSHOT) - kept)
                    || older(path, ".targets.json", version(Role.TARGETS) - kept));
  }

  private static boolean older(String path, String ending, long last) {
    return path.endsWith(ending) && Long.parseLong(path.substring(0, path.indexOf('.'))) <= last;
  }

  private byte[] file(String path) {
    byte[] file = files.get(path);
    if (file == null) {
      throw new IllegalArgumentException(path + " was not published");
    }
    return file;
  }

  private long next(Role role) {
    return versions.merge(role, 1L, Long::sum);
  }

  private RoleSigners of(Role role) {
    RoleSigners of = signers.get(role);
    if (of == null) {
      throw new IllegalStateException("each role has its signers, but not " + role);
    }
    return of;
  }
}
