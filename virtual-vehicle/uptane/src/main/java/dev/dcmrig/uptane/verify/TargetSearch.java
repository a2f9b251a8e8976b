// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.metadata.Delegation;
import dev.dcmrig.uptane.metadata.FileInfo;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.metadata.Targets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves delegations for one image (Uptane 5.4.4.7), after the cycle of the repository. Like
 * {@link RepositoryUpdate} it says which file it wants.
 *
 * <p>Roles are asked in the order of the lists, the delegations of a role before its neighbours
 * (step 4). Each role is asked once, so circles end. A file that is missing or refused ends the
 * search (step 1).
 *
 * <p>At a terminating delegation TUF and Uptane differ. TUF goes on below the role; Uptane stops at
 * once (step 3).
 */
public final class TargetSearch implements Requests {
  /** What comes after a terminating delegation whose role doesn't know the image. */
  public enum Terminating {
    /** Nothing: Uptane 5.4.4.7, step 3. */
    STOPS,
    /** The role's own delegations: TUF 5.6.7.2. */
    GOES_BELOW
  }

  private record Visit(Targets delegator, Delegation delegation, FileInfo info) {}

  private record Open(Targets delegator, Delegation delegation) {}

  private final String repository;
  private final UptaneVerifier verifier;
  private final Limits limits;
  private final String path;
  private final Set<String> hardwareIds;
  private final Terminating terminating;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Set<String> asked = new HashSet<>();
  private TrustedRepository trusted;
  private @Nullable Target found;
  private @Nullable Visit visit;

  /**
   * @param hardwareIds kinds of ECU that the image is for; a delegation for other kinds isn't
   *     followed. Empty if that doesn't count.
   */
  public TargetSearch(
      String repository,
      UptaneVerifier verifier,
      Limits limits,
      TrustedRepository trusted,
      String path,
      Set<String> hardwareIds,
      Terminating terminating)
      throws Rejection {
    this.repository = repository;
    this.verifier = verifier;
    this.limits = limits;
    this.path = path;
    this.hardwareIds = hardwareIds;
    this.terminating = terminating;
    this.trusted = trusted;
    look(trusted.targets(Role.TARGETS.fileName()).orElseThrow(), false);
    advance();
  }

  @Override
  public Optional<Wanted> wanted() {
    if (visit == null) {
      return Optional.empty();
    }
    String role = visit.delegation().name();
    int most = RepositoryUpdate.bound(visit.info().length(), limits.targetsBytes());
    return Optional.of(Wanted.of(repository, trusted.root(), role, visit.info().version(), most));
  }

  /** The image, if the search is over and somebody with the authority knows it. */
  public Optional<Target> found() {
    return Optional.ofNullable(found);
  }

  /** What is trusted by now: files of delegated roles may have come. */
  public TrustedRepository trusted() {
    return trusted;
  }

  @Override
  public void arrived(byte[] bytes) throws Rejection {
    Wanted wanted = wanted().orElseThrow();
    Visit here = visit;
    visit = null; // over, if it is refused
    RepositoryUpdate.atMost(wanted, bytes);
    take(here, bytes);
    advance();
  }

  @Override
  public void absent() throws Rejection {
    Wanted wanted = wanted().orElseThrow();
    visit = null;
    throw RepositoryUpdate.missing(wanted);
  }

  private void take(@Nullable Visit here, byte[] bytes) throws Rejection {
    if (here == null) {
      throw new IllegalStateException("no file was wanted");
    }
    trusted = verifier.delegated(trusted, here.delegator(), here.delegation(), bytes);
    asked.add(here.delegation().name());
    look(trusted.targets(here.delegation().name()).orElseThrow(), here.delegation().terminating());
  }

  private void look(Targets targets, boolean reachedByTerminating) {
    found = targets.targets().get(path);
    if (found != null) {
      open.clear();
      return;
    }
    if (reachedByTerminating && terminating == Terminating.STOPS) {
      open.clear();
      return;
    }
    List<Delegation> covering = targets.delegations().stream().filter(this::applies).toList();
    Deque<Open> below = new ArrayDeque<>();
    for (Delegation delegation : covering) {
      below.addLast(new Open(targets, delegation));
      if (delegation.terminating()) {
        open.clear();
        break;
      }
    }
    below.descendingIterator().forEachRemaining(open::addFirst);
  }

  /** Step 4.1. */
  private boolean applies(Delegation delegation) {
    boolean hardware =
        hardwareIds.isEmpty()
            || delegation.hardwareIds().isEmpty()
            || delegation.hardwareIds().containsAll(hardwareIds);
    return hardware && delegation.covers(path);
  }

  /** To the next role that has to be fetched; one that the snapshot doesn't list ends it. */
  private void advance() throws Rejection {
    visit = null;
    while (visit == null && !open.isEmpty() && asked.size() < limits.delegations()) {
      Open next = open.removeFirst();
      String role = next.delegation().name();
      if (!asked.contains(role)) {
        FileInfo info = UptaneVerifier.announced(trusted, role);
        Visit there = new Visit(next.delegator(), next.delegation(), info);
        visit = kept(there, role) ? null : there;
      }
    }
  }

  /** Whether the file that is there already is the right one, by this delegator's keys, too. */
  private boolean kept(Visit next, String role) {
    Optional<byte[]> file = trusted.file(role);
    if (file.isEmpty()) {
      return false;
    }
    try {
      take(next, file.get());
      return true;
    } catch (Rejection notAsItIs) {
      return false;
    }
  }
}
