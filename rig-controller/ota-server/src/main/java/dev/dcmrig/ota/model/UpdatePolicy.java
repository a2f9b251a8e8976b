// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a target with an update.
 *
 * @param forcedAtMillis since 1970, for {@link ActionKind#TIMEFORCED} only
 * @param consent whether the user has to agree first
 * @param window when it may be installed; at any time if absent
 * @param silentAfterSeconds a target of which nothing is heard for so long has failed; 0 for never
 */
public record UpdatePolicy(
    ActionKind kind,
    @Nullable Long forcedAtMillis,
    boolean consent,
    @Nullable MaintenanceWindow window,
    long silentAfterSeconds,
    Retries retries) {
  /** Install at once, wait for ever, try once. */
  public static final UpdatePolicy FORCED =
      new UpdatePolicy(ActionKind.FORCED, null, false, null, 0, Retries.NONE);

  public UpdatePolicy {
    if ((kind == ActionKind.TIMEFORCED) != (forcedAtMillis != null)) {
      throw new IllegalArgumentException(
          "forcedAtMillis is for TIMEFORCED, which can't be without it");
    }
    if (silentAfterSeconds < 0 || silentAfterSeconds > Retries.MAX_SECONDS) {
      throw new IllegalArgumentException(
          "silentAfterSeconds is " + silentAfterSeconds + ": 0 to " + Retries.MAX_SECONDS);
    }
  }

  /** The same, with the user's consent. */
  public UpdatePolicy withConsent() {
    return new UpdatePolicy(kind, forcedAtMillis, true, window, silentAfterSeconds, retries);
  }

  /** The same, given up after a silence. */
  public UpdatePolicy silentAfter(long seconds) {
    return new UpdatePolicy(kind, forcedAtMillis, consent, window, seconds, retries);
  }

  /** The same, with further tries. */
  public UpdatePolicy with(Retries further) {
    return new UpdatePolicy(kind, forcedAtMillis, consent, window, silentAfterSeconds, further);
  }
}
