// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import java.util.ArrayList;
import java.util.List;

/** How many events there were. */
public final class Counting {
  private Counting() {}

  /**
   * Counts. Where there are too many, the first one too many decides, and stands last.
   *
   * @param events in order of time
   * @param limit of a number of things
   */
  public static Measurement of(Question question, List<EvidenceItem> events, Limit limit) {
    List<EvidenceItem> decidedBy = new ArrayList<>(events);
    Double most = limit.upper();
    if (most != null && events.size() > most) {
      decidedBy = new ArrayList<>(events.subList(0, most.intValue() + 1));
    }
    return question.number(events.size(), limit, decidedBy);
  }
}
