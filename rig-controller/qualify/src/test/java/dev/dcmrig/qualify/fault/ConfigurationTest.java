// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  private static final String ID = "dev.Lamp.on(int)/Math/1";

  @TempDir private Path folder;

  private final RigHome home = RigHome.find();

  @Test
  void theShippedDomainsAreRead() {
    List<String> names = Domains.read(home, Domains.file(home)).stream().map(Domain::name).toList();
    assertEquals(List.of("dcm", "services", "profile", "judge", "defects"), names);
  }

  @Test
  void theLongestNameDecidesTheArea() {
    Domain dcm = Domains.read(home, "dcm");
    assertEquals("sos", area(dcm, "dev.dcmrig.dcm.sos.SosService$Press"));
    assertEquals("sos", area(dcm, "dev.dcmrig.dcm.SosNeighbours"));
    assertEquals("whole", area(dcm, "dev.dcmrig.dcm.EmulatedDcm"));
  }

  private static String area(Domain domain, String type) {
    return domain.area(Fault.ofBytecode("x", type, "m", "Math", 1, "")).orElseThrow().name();
  }

  @Test
  void anotherDomainIsRefusedWithTheNearestOne() {
    assertTrue(refused(() -> Domains.read(home, "servises")).contains("did you mean 'services'?"));
  }

  @Test
  void anArgumentIsFoundByItsId() throws IOException {
    assertEquals(
        Map.of(ID, "nobody reads it"),
        equivalents("  - {of: dcm, id: '" + ID + "', reason: nobody reads it}\n"));
  }

  @Test
  void anArgumentForNothingIsAnError() {
    String message =
        refused(() -> equivalents("  - {of: dcm, id: 'dev.Lamp.on(int)/Math/9', reason: gone}\n"));
    assertTrue(message.contains("is no fault of dcm"), message);
    assertTrue(message.contains(ID), message);
  }

  @Test
  void withOtherOperatorsArgumentsAboutTheUsualOnesAreLeftAlone() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("equivalent.yaml"),
            "equivalent:\n  - {of: dcm, id: 'dev.Lamp.on(int)/Math/9', reason: usual}\n");
    assertEquals(Map.of(), Equivalents.read(home, file, "dcm", List.of(ID), false));
  }

  @Test
  void anArgumentWithoutAReasonIsAnError() {
    String message = refused(() -> equivalents("  - {of: dcm, id: '" + ID + "', reason: ' '}\n"));
    assertTrue(message.contains("says nothing"), message);
  }

  @Test
  void anArgumentThatStandsTwiceIsAnError() {
    String line = "  - {of: dcm, id: '" + ID + "', reason: nobody reads it}\n";
    String message = refused(() -> equivalents(line + line));
    assertTrue(message.contains("second time"), message);
  }

  private Map<String, String> equivalents(String lines) throws IOException {
    Path file = Files.writeString(folder.resolve("equivalent.yaml"), "equivalent:\n" + lines);
    return Equivalents.read(home, file, "dcm", List.of(ID), true);
  }

  /** Something that may be refused. */
  @FunctionalInterface
  private interface Reading {
    Object read() throws IOException;
  }

  private static String refused(Reading reading) {
    return String.valueOf(assertThrows(ConfigurationException.class, reading::read).getMessage());
  }
}
