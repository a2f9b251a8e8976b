// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.metadata.Targets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Partial verification (Uptane 5.4.4.1), as a secondary does it with what its primary hands over:
 * newer root files of the director, and its targets.
 *
 * <p>It does not see what only the image repository would tell: a director whose keys are stolen
 * can order any image for this ECU. That is the standard's own limit; the primary's full
 * verification stands before it.
 */
public final class PartialVerification {
  private final UptaneVerifier verifier;
  private final String vehicle;
  private TrustedRepository director;

  /**
   * @param vehicle the vehicle's identifier
   * @param director what this ECU trusts of the director
   */
  public PartialVerification(UptaneVerifier verifier, String vehicle, TrustedRepository director) {
    this.verifier = verifier;
    this.vehicle = vehicle;
    this.director = director.nextCycle();
  }

  /**
   * Checks the files in their order.
   *
   * @param newRoots root files after the known one, oldest first
   * @return what this ECU may install; empty if the director orders nothing for it
   */
  public Optional<Installation> check(List<byte[]> newRoots, byte[] targets, Ecu ecu)
      throws Rejection {
    for (byte[] root : newRoots) {
      director = verifier.root(director, root);
    }
    director = verifier.rootNotExpired(director);
    TrustedRepository after = verifier.partialTargets(director, targets);
    Targets checked = after.targets(Role.TARGETS.fileName()).orElseThrow();
    UptaneVerifier.directorTargets(checked, vehicle, Set.of());
    Optional<Target> mine =
        checked.targets().values().stream()
            .filter(target -> target.ecus().containsKey(ecu.id()))
            .findFirst();
    if (mine.isPresent()) {
      verifier.forEcu(mine.get(), ecu);
    }
    director = after; // 5.4.3.3-4: only metadata that can be acted upon are kept
    return mine.map(target -> new Installation(ecu, target));
  }

  /** What this ECU trusts of the director by now. */
  public TrustedRepository director() {
    return director;
  }
}
