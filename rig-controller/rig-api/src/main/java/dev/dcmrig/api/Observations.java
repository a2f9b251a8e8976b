// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import dev.dcmrig.evidence.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The notebook of a scenario: every observation goes here and into the evidence. */
public interface Observations {

  void note(Subject source, String kind, Map<String, String> details);

  List<Observation> all();

  /** One thing that was seen. */
  record Observation(Duration at, Subject source, String kind, Map<String, String> details) {}
}
