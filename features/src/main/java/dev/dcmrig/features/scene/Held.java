// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A value that holds from one instant until the next.
 *
 * @param <T> of the value
 */
final class Held<T> {
  private final TreeMap<Duration, T> since = new TreeMap<>();

  /**
   * @param first holds from the beginning on
   */
  Held(T first) {
    since.put(Duration.ZERO, first);
  }

  void from(Duration at, T value) {
    since.put(at, value);
  }

  T at(Duration instant) {
    Map.Entry<Duration, T> found = since.floorEntry(instant);
    return found == null ? since.firstEntry().getValue() : found.getValue();
  }

  /** Each value that has held at some time of a span, the oldest first. */
  List<T> over(Duration from, Duration to) {
    List<T> all = new ArrayList<>();
    all.add(at(from));
    all.addAll(since.subMap(from, false, from.compareTo(to) < 0 ? to : from, true).values());
    return all;
  }
}
