// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.airbag;

import static dev.dcmrig.can.binding.DomainValue.AIRBAG_DEPLOYED;
import static dev.dcmrig.can.binding.DomainValue.IMPACT_LEVEL;
import static dev.dcmrig.can.binding.DomainValue.PASSENGERS;

import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.EcuContext;
import dev.dcmrig.sim.Timer;
import java.util.concurrent.TimeUnit;

/**
 * Detects crashes and fires the airbags. That they have fired stands in its crash record, which
 * survives a loss of supply, and airbags fire once: a second crash shows as a new rise of the
 * impact level, which goes back to 0 {@link #IMPACT_HOLD_NANOS} after the last impact. Its energy
 * reserve carries it for {@link #RESERVE_NANOS} when the crash takes the battery first.
 *
 * <p>Does not simulate: single airbags and belt tensioners, the course of the acceleration.
 */
public final class AirbagEcu extends CyclicEcu {

  /** How long the peak of an impact is reported. */
  public static final long IMPACT_HOLD_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** How long it works without supply: 150 ms, as is usual for restraint systems. */
  public static final long RESERVE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** Seats that can be reported as occupied; one more means unknown. */
  public static final int MAX_PASSENGERS = 14;

  private static final int OFFSET_MILLIS = 1;
  private static final int UNKNOWN_PASSENGERS = 15;

  private final Timer impactOver;
  private double impactG;

  public AirbagEcu(EcuContext context) {
    super(
        "airbag",
        context,
        OFFSET_MILLIS,
        context.binding().writers(AIRBAG_DEPLOYED, IMPACT_LEVEL, PASSENGERS));
    impactOver = timeline().timer(() -> guard(() -> impactLevel(0)));
    set(AIRBAG_DEPLOYED, "NO");
    set(IMPACT_LEVEL, 0);
    set(PASSENGERS, 1);
  }

  /**
   * Fires the airbags. Without supply and reserve, or when they have fired before, nothing happens.
   */
  public void deploy() {
    happened();
    if (isSending()) {
      set(AIRBAG_DEPLOYED, "YES");
    }
  }

  /**
   * The crash sensors see a peak. During the time an earlier one is reported, the higher one
   * counts.
   *
   * @param peakG 0 to 250 g
   */
  public void impact(double peakG) {
    if (!(peakG >= 0 && peakG <= 250)) {
      throw new IllegalArgumentException("an impact of " + peakG + " g: 0 to 250 g are possible");
    }
    happened();
    if (isSending()) {
      impactLevel(Math.max(peakG, impactG));
      impactOver.armAfter(IMPACT_HOLD_NANOS);
    }
  }

  /**
   * Seats that are occupied.
   *
   * @param count 0 to 14
   */
  public void occupants(int count) {
    if (count < 0 || count > MAX_PASSENGERS) {
      throw new IllegalArgumentException(count + " occupants: 0 to " + MAX_PASSENGERS);
    }
    set(PASSENGERS, count);
  }

  /** The seat sensors don't know. */
  public void occupantsUnknown() {
    set(PASSENGERS, UNKNOWN_PASSENGERS);
  }

  private void impactLevel(double peakG) {
    impactG = peakG;
    set(IMPACT_LEVEL, peakG);
  }

  @Override
  protected long reserveNanos() {
    return RESERVE_NANOS;
  }

  @Override
  protected void poweredOff() {
    impactOver.cancel();
    impactLevel(0);
  }
}
