// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {

  @Test
  void theReferenceDcmIsWell() {
    Rig rig = Rig.run("dcm", "doctor", "emulated");
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    assertEquals(
        9, rig.out().lines().filter(line -> line.startsWith("  ok ")).count(), rig::toString);
    assertTrue(rig.out().contains("9 of 9 are as a DCM must be"), rig::toString);
  }

  @Test
  void whatIsNotSoIsSaidWithTheSectionToRead() {
    Rig rig = Rig.run("dcm", "doctor", "emulated", "--defect", "callback-refused");
    assertEquals(ExitCode.FAILED, rig.code(), rig::toString);
    String said = rig.out().substring(rig.out().indexOf("  NOT  "));
    assertTrue(said.contains("  NOT  It takes a call back"), said);
    assertTrue(said.contains("seen: "), said);
    assertTrue(said.contains("read: docs/DCM-INTERFACE.md, section 2.2"), said);
  }

  @Test
  void eachSectionIsOneOfTheDocument() throws IOException {
    RigHome home = RigHome.find();
    String document = Files.readString(home.root().resolve("docs/DCM-INTERFACE.md"));
    List<String> sections =
        Files.readString(home.configs().resolve("doctor/dcm.feature"))
            .lines()
            .filter(line -> line.strip().startsWith("@section-"))
            .map(line -> line.strip().split(" ", 2)[0].substring("@section-".length()))
            .toList();
    assertEquals(9, sections.size());
    for (String section : sections) {
      assertTrue(
          document.matches("(?s).*\\n##+ " + section.replace(".", "\\.") + "\\.? .*"), section);
    }
  }
}
