// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.metadata.FileInfo;
import dev.dcmrig.uptane.metadata.Role;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One cycle with one repository: root files up to the newest, timestamp, snapshot, targets. It says
 * which file it wants, and is told what came; whoever fetches may take its time.
 *
 * <p>After a {@link Rejection} the cycle is over. {@link #trusted} has what was accepted until
 * then, and the next cycle begins with it.
 */
public final class RepositoryUpdate implements Requests {
  private final String repository;
  private final UptaneVerifier verifier;
  private final Limits limits;
  private TrustedRepository trusted;
  private Role step = Role.ROOT;
  private boolean done;
  private int newRoots;
  private @Nullable FileInfo listedTargets;

  public RepositoryUpdate(
      String repository, UptaneVerifier verifier, Limits limits, TrustedRepository trusted) {
    this.repository = repository;
    this.verifier = verifier;
    this.limits = limits;
    this.trusted = trusted.nextCycle();
  }

  @Override
  public Optional<Wanted> wanted() {
    return done ? Optional.empty() : Optional.of(next());
  }

  /** What is trusted by now. */
  public TrustedRepository trusted() {
    return trusted;
  }

  private Wanted next() {
    return switch (step) {
      case ROOT ->
          Wanted.versioned(repository, "root", trusted.root().version() + 1, limits.rootBytes());
      case TIMESTAMP ->
          new Wanted(repository, "timestamp", "timestamp.json", limits.timestampBytes());
      case SNAPSHOT -> announced("snapshot", snapshotInfo(), limits.snapshotBytes());
      case TARGETS -> announced("targets", targetsInfo(), limits.targetsBytes());
    };
  }

  private Wanted announced(String role, FileInfo info, int most) {
    return Wanted.of(repository, trusted.root(), role, info.version(), bound(info.length(), most));
  }

  /** No more than announced, and no more than the limit. */
  static int bound(OptionalLong announced, int most) {
    return (int) Math.min(most, announced.orElse(most));
  }

  private FileInfo snapshotInfo() {
    return trusted.timestamp().orElseThrow().snapshot();
  }

  private FileInfo targetsInfo() {
    return Objects.requireNonNull(listedTargets, "snapshot metadata come before targets");
  }

  @Override
  public void arrived(byte[] bytes) throws Rejection {
    Wanted wanted = wanted().orElseThrow();
    try {
      atMost(wanted, bytes);
      take(bytes);
    } catch (Rejection rejection) {
      done = true;
      throw rejection;
    }
  }

  static void atMost(Wanted wanted, byte[] bytes) throws Rejection {
    if (bytes.length > wanted.mostBytes()) {
      throw endless(wanted);
    }
  }

  static Rejection endless(Wanted wanted) {
    return new Rejection(
        "5.4.4-1",
        Attack.ENDLESS_DATA,
        wanted.path() + ": more than the " + wanted.mostBytes() + " bytes that are allowed");
  }

  private void take(byte[] bytes) throws Rejection {
    switch (step) {
      case ROOT -> {
        trusted = verifier.root(trusted, bytes);
        if (++newRoots > limits.newRoots()) {
          throw new Rejection(
              "5.4.4.3-2", Attack.ENDLESS_DATA, "more than " + limits.newRoots() + " new roots");
        }
      }
      case TIMESTAMP -> {
        trusted = verifier.timestamp(trusted, bytes);
        step = Role.SNAPSHOT;
        keptSnapshot();
      }
      case SNAPSHOT -> {
        trusted = verifier.snapshot(trusted, bytes);
        toTargets();
      }
      case TARGETS -> {
        trusted = verifier.targets(trusted, bytes);
        done = true;
      }
    }
  }

  /** For root this says that the newest is known. */
  @Override
  public void absent() throws Rejection {
    Wanted wanted = wanted().orElseThrow();
    if (step != Role.ROOT) {
      done = true;
      throw missing(wanted);
    }
    try {
      trusted = verifier.rootNotExpired(trusted);
      step = Role.TIMESTAMP;
    } catch (Rejection rejection) {
      done = true;
      throw rejection;
    }
  }

  static Rejection missing(Wanted wanted) {
    return new Rejection(
        "5.4.4",
        Attack.DENIED,
        wanted.path() + " is announced, but the repository has no such file");
  }

  /** 5.4.4.2, steps 4 and 8: what is there already isn't fetched again. */
  private void keptSnapshot() throws Rejection {
    if (sameVersion(trusted.snapshot().map(s -> s.version()), snapshotInfo())) {
      try {
        trusted = verifier.snapshot(trusted, trusted.file("snapshot").orElseThrow());
      } catch (Rejection notAsItIs) {
        return;
      }
      toTargets();
    }
  }

  private void toTargets() throws Rejection {
    listedTargets = UptaneVerifier.announced(trusted, "targets");
    step = Role.TARGETS;
    keptTargets();
  }

  private void keptTargets() {
    if (sameVersion(trusted.targets("targets").map(t -> t.version()), targetsInfo())) {
      try {
        trusted = verifier.targets(trusted, trusted.file("targets").orElseThrow());
        done = true;
      } catch (Rejection notAsItIs) {
        done = false;
      }
    }
  }

  private static boolean sameVersion(Optional<Long> kept, FileInfo info) {
    return kept.isPresent() && kept.get() == info.version();
  }
}
