// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.ecus.CyclicSending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which cyclic messages of a run the bus has sent by itself, and why the others came from here. */
final class RestbusSummary {
  private RestbusSummary() {}

  /**
   * The details of one observation: {@code byBus} and {@code byTimeline} are numbers of messages,
   * {@code both} of them those that were sent by either in turn; {@code because} has the reasons;
   * {@code refused} is there when frames found no room in their controllers.
   */
  static Map<String, String> of(List<CyclicSending> sendings, long refused) {
    Map<String, List<String>> messagesOf = new TreeMap<>();
    int byBus = 0;
    int byTimeline = 0;
    int both = 0;
    for (CyclicSending sending : sendings) {
      boolean elsewhere = !sending.reasons().isEmpty();
      byBus += sending.byBus() ? 1 : 0;
      byTimeline += elsewhere ? 1 : 0;
      both += sending.byBus() && elsewhere ? 1 : 0;
      for (String reason : sending.reasons()) {
        messagesOf.computeIfAbsent(reason, unused -> new ArrayList<>()).add(sending.message());
      }
    }
    Map<String, String> details = new TreeMap<>();
    details.put("byBus", Integer.toString(byBus));
    details.put("byTimeline", Integer.toString(byTimeline));
    if (both > 0) {
      details.put("both", Integer.toString(both));
    }
    if (refused > 0) {
      details.put("refused", Long.toString(refused));
    }
    if (byTimeline > 0) {
      details.put(
          "because",
          messagesOf.entrySet().stream()
              .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
              .collect(Collectors.joining("; ")));
    }
    return details;
  }
}
