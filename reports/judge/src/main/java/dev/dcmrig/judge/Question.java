// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import java.util.List;

/**
 * What a check asks.
 *
 * @param quantity in words
 */
public record Question(String quantity, Unit unit) {

  public Measurement number(double value, Limit limit, List<EvidenceItem> decidedBy) {
    return Measurement.number(quantity, unit, value, limit, decidedBy);
  }

  /** A word that was seen; the quantity must be one of words. */
  public Measurement word(String seen, Limit limit, List<EvidenceItem> decidedBy) {
    return new Measurement(quantity, unit, null, seen, limit, decidedBy);
  }

  /** Nothing was there to measure. */
  public Measurement missing(String why, Limit limit, List<EvidenceItem> decidedBy) {
    return Measurement.missing(quantity, unit, why, limit, decidedBy);
  }

  /** The same of a part: {@code "gap between attempts, after attempt 2"}. */
  public Question of(String part) {
    return new Question(quantity + ", " + part, unit);
  }
}
