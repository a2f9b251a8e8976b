// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.TestSite;
import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container is handed as files, and what not. */
class ContainerFilesTest {
  @TempDir Path own;
  @TempDir Path certificates;

  private final BenchFacts facts =
      new TestSite(new VirtualTimeline(), ContainerFilesTest.options()).facts();

  private static ContainerOptions options() {
    return new ContainerOptions("dcm-rig/dcm", java.util.Optional.empty(), 64);
  }

  @BeforeEach
  void draw() throws IOException {
    Files.writeString(certificates.resolve("dcm.key"), "key");
  }

  private Set<String> names(ContainerFiles files) throws IOException {
    Set<String> names = new TreeSet<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(files.tar(certificates))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName());
        if (!entry.isDirectory()) {
          assertEquals(0444, entry.getMode() & 0777, entry.getName());
        }
      }
    }
    return names;
  }

  @Test
  void itFindsItsFilesWhereTheVariablesSay() throws IOException {
    ContainerFiles files = new ContainerFiles(facts);
    assertEquals(Path.of("/dcm/hil-configs/dcm-profiles/tps.yaml"), files.profile());
    assertEquals(Path.of("/dcm/hil-configs/vehicles/reference.yaml"), files.vehicle());
    Set<String> names = names(files);
    for (String name :
        Set.of(
            "dcm/hil-configs/dcm-profiles/tps.yaml",
            "dcm/hil-configs/vehicles/reference.yaml",
            "dcm/hil-configs/dbc/vehicle.dbc",
            "dcm/hil-configs/ecus/dcm.yaml",
            "dcm/certificates/dcm.key")) {
      assertTrue(names.contains(name), () -> name + " is missing in " + names);
    }
  }

  @Test
  void itLearnsNoLimitAndNoBench() throws IOException {
    Set<String> names = names(new ContainerFiles(facts));
    assertTrue(
        names.stream()
            .allMatch(
                each ->
                    each.matches(
                        "dcm/(hil-configs/(dbc|dcm-profiles|ecus|vehicles)/.*|certificates/.*|)")),
        names::toString);
  }

  @Test
  void aUsersOwnProfileComesWithWhatItMayName() throws IOException {
    Files.writeString(own.resolve("mine.yaml"), "a");
    Files.writeString(own.resolve("beside.dbc"), "b");
    Files.writeString(own.resolve("secret.txt"), "c");
    ContainerFiles files =
        new ContainerFiles(
            new BenchFacts(
                facts.benchName(),
                facts.home(),
                false,
                facts.busUri(),
                false,
                facts.bitRate(),
                facts.dataBitRate(),
                facts.vin(),
                facts.vehicle(),
                facts.binding(),
                facts.busSleepAfter(),
                facts.diagnostics(),
                "mine",
                own.resolve("mine.yaml")));
    assertEquals(Path.of("/dcm/own/mine.yaml"), files.profile());
    Set<String> names = new TreeSet<>(names(files));
    names.removeIf(each -> !each.startsWith("dcm/own/"));
    assertEquals(Set.of("dcm/own/mine.yaml", "dcm/own/beside.dbc"), names);
  }
}
