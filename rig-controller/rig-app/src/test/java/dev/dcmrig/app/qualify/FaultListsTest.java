// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.qualify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.qualify.fault.Domains;
import dev.dcmrig.qualify.fault.Equivalents;
import dev.dcmrig.qualify.fault.Fault;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultListsTest {
  private final RigHome home = RigHome.find();

  private List<Fault> faults(String domain) {
    return faults(domain, "STRONGER");
  }

  private List<Fault> faults(String domain, String operators) {
    return FaultLists.of(
            home,
            home.benches().resolve("emulated.yaml"),
            Domains.read(home, domain),
            List.of(operators))
        .faults();
  }

  @Test
  void otherOperatorsFindOtherFaults() {
    List<String> usual = faults("dcm").stream().map(Fault::operator).distinct().toList();
    List<String> others = faults("dcm", "OTHERS").stream().map(Fault::operator).distinct().toList();
    assertTrue(others.size() >= 8, others::toString);
    assertTrue(others.stream().noneMatch(usual::contains), others::toString);
  }

  @Test
  void everyArgumentIsAboutAFaultThatThereIs() {
    List<String> known = faults("dcm").stream().map(Fault::id).toList();
    assertEquals(known.size(), new HashSet<>(known).size(), "an id is there once");
    assertDoesNotThrow(() -> Equivalents.read(home, Equivalents.file(home), "dcm", known, true));
  }

  @Test
  void numbersAndWordsOfTheProfileAreChangedBothWays() {
    List<String> ids = faults("profile").stream().map(Fault::id).toList();
    for (String id :
        List.of(
            "tps/sos.gap=27000 ms",
            "tps/sos.gap=33000 ms",
            "tps/telematics.tries=2",
            "tps/telematics.tries=4",
            "tps/call.mode=ecall-112",
            "tps/sos.ignition=[START]",
            "tps/svt.lowBelow=10.35",
            "tps/call.target=sip:+61800555912@assist.dcmrig.example;user=phone")) {
      assertTrue(ids.contains(id), () -> id + " of " + ids);
    }
    assertFalse(ids.stream().anyMatch(id -> id.contains("description")));
    // A limit of the specification: a DCM that does not read it can't have it wrong.
    assertFalse(ids.stream().anyMatch(id -> id.contains("selfTest.limit")));
  }

  @Test
  void everySeededDefectIsAFaultWithItsRequirement() {
    List<Fault> defects = faults("defects");
    assertTrue(defects.size() > 100);
    assertTrue(defects.stream().allMatch(defect -> defect.requirements().size() == 1));
  }
}
