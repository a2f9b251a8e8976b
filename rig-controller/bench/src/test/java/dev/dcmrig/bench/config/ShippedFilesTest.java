// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.Subject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The files in {@code hil-configs} that the rig comes with. */
class ShippedFilesTest {
  private final List<Requirement> all = RequirementCatalogue.read(RigHome.find()).all();

  @Test
  void theCatalogueHasEveryRequirement() {
    Map<String, Long> areas =
        all.stream()
            .collect(Collectors.groupingBy(it -> it.id().substring(0, 3), Collectors.counting()));
    Map.of(
            "SOS", 17L, "ACN", 16L, "IND", 6L, "SVT", 14L, "OTA", 10L, "SUB", 9L, "NET", 2L, "PRV",
            3L)
        .forEach(
            (area, fewest) ->
                assertTrue(areas.getOrDefault(area, 0L) >= fewest, () -> area + " in " + areas));
  }

  @Test
  void theServiceAnswersForWhatTheServiceMustDo() {
    List<String> service =
        all.stream()
            .filter(it -> it.subject() == Subject.SERVICE)
            .map(Requirement::id)
            .filter(id -> id.startsWith("SOS") || id.startsWith("ACN"))
            .toList();
    assertEquals(List.of("SOS-10", "SOS-11", "SOS-17", "ACN-06", "ACN-15"), service);
    assertTrue(all.stream().noneMatch(it -> it.statement().startsWith("(")));
  }
}
