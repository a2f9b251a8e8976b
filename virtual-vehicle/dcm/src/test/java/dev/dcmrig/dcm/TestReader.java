// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.can.binding.DomainValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Domain values as a test sets them, in place of a bus and its binding. A frame carries what was
 * staged for it.
 */
final class TestReader implements DomainReader {
  private static final List<DomainValue> AIRBAG_MESSAGE =
      List.of(DomainValue.AIRBAG_DEPLOYED, DomainValue.IMPACT_LEVEL, DomainValue.PASSENGERS);

  private final Map<DomainValue, Object> staged = new EnumMap<>(DomainValue.class);
  private final Map<DomainValue, Object> values = new EnumMap<>(DomainValue.class);
  private final Map<DomainValue, Long> received = new EnumMap<>(DomainValue.class);
  private final Map<DomainValue, Integer> failures = new EnumMap<>(DomainValue.class);
  private List<DomainValue> next = List.of();
  private boolean nextFails;
  long airbagCycleNanos;

  /** How often somebody has looked for a value. */
  int looks;

  /** What the next frame says; the airbag's values share one message. */
  void stage(DomainValue value, Object what) {
    staged.put(value, what);
    next = AIRBAG_MESSAGE.contains(value) ? AIRBAG_MESSAGE : List.of(value);
    nextFails = false;
  }

  /** The next frame is the airbag's and fails its end-to-end protection. */
  void stageFailure() {
    next = AIRBAG_MESSAGE;
    nextFails = true;
  }

  @Override
  public void onFrame(long timeNanos, Frame frame) {
    for (DomainValue value : next) {
      if (nextFails) {
        failures.merge(value, 1, Integer::sum);
      } else {
        failures.remove(value);
        received.put(value, timeNanos);
        if (staged.containsKey(value)) {
          values.put(value, staged.get(value));
        }
      }
    }
  }

  @Override
  public boolean has(DomainValue value) {
    looks++;
    return values.containsKey(value);
  }

  @Override
  public double number(DomainValue value) {
    return ((Number) values.get(value)).doubleValue();
  }

  @Override
  public String word(DomainValue value) {
    return String.valueOf(values.get(value));
  }

  @Override
  public long receivedNanos(DomainValue value) {
    return received.getOrDefault(value, 0L);
  }

  @Override
  public Protection protection(DomainValue value) {
    return failuresRunning(value) > 0 ? Protection.INVALID : Protection.VALID;
  }

  @Override
  public int failuresRunning(DomainValue value) {
    return failures.getOrDefault(value, 0);
  }

  @Override
  public long cycleNanos(DomainValue value) {
    return value == DomainValue.AIRBAG_DEPLOYED ? airbagCycleNanos : 0;
  }

  @Override
  public void forget() {
    values.clear();
    received.clear();
    failures.clear();
  }
}
