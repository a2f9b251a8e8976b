// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.ota.model.ActionKind;
import dev.dcmrig.ota.model.MaintenanceWindow;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.ota.model.UpdatePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * What a rollout over a fleet orders, beside its waves.
 *
 * @param usersAgreeAfter a user is asked first, and agrees so long after; zero: nobody is asked
 * @param installsFrom no installation before so long after the begin; zero: at once
 * @param retriesAfter who failed is asked again, once, so long after; zero: never
 * @param silentAfter of whom nothing is heard for so long is given up, 1 s or more
 * @param everyHardware whether cars of other hardware than the release's get it, too
 */
public record FleetOrder(
    Duration usersAgreeAfter,
    Duration installsFrom,
    Duration retriesAfter,
    Duration silentAfter,
    boolean everyHardware) {
  /** At once, once, to all; a silent car is given up after ten minutes. */
  public static final FleetOrder USUAL =
      new FleetOrder(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(10), true);

  private static final String ALL = "controllerId==FLEETDCM*";
  private static final Duration WHOLE_MINUTE = Duration.ofSeconds(59);
  private static final int OPEN_MINUTES = 60;

  public FleetOrder {
    if (silentAfter.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "a car is given up after " + silentAfter + " of silence: 1 s or more");
    }
  }

  /** RSQL of the cars that an order takes. */
  public String filter(String hardware) {
    return everyHardware ? ALL : ALL + ";attribute.hardware==" + hardware;
  }

  /** The policy of its rollout. */
  public UpdatePolicy policy(Instant now) {
    Retries retries =
        retriesAfter.isZero()
            ? Retries.NONE
            : new Retries(1, retriesAfter.toSeconds(), 1, retriesAfter.toSeconds());
    return new UpdatePolicy(
        ActionKind.FORCED,
        null,
        !usersAgreeAfter.isZero(),
        installsFrom.isZero() ? null : window(now.plus(installsFrom)),
        silentAfter.toSeconds(),
        retries);
  }

  /** A window opens with a whole minute: the next one. */
  private static MaintenanceWindow window(Instant from) {
    ZonedDateTime opens = from.plus(WHOLE_MINUTE).atZone(ZoneOffset.UTC);
    return new MaintenanceWindow(
        List.of(),
        opens.getHour() * OPEN_MINUTES + opens.getMinute(),
        OPEN_MINUTES,
        ZoneOffset.UTC.getId());
  }
}
