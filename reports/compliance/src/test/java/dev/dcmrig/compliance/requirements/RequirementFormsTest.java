// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance.requirements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requirement sets go out and come back as they were; what is hostile stays text. */
class RequirementFormsTest {
  private static final Instant WHEN = Instant.parse("2026-06-01T08:00:00Z");

  private static final List<RequirementSet> SETS =
      List.of(
          new RequirementSet(
              "SET-1",
              "first, with \"quotes\"",
              "1",
              "Document <1>",
              "",
              List.of(
                  clause("A-1", "=1+1", List.of("SOS-01", "SOS-02"), ""),
                  clause("A-2", "two\nlines, a comma & <b>", List.of(), "needs a sled"))),
          new RequirementSet(
              "SET-2",
              "second",
              "3",
              "D2",
              "n",
              List.of(clause("B-1", "ä€𝄞", List.of("X-1"), ""))));

  private static Clause clause(String id, String text, List<String> by, String not) {
    return new Clause(
        id,
        "title of " + id,
        text,
        new Clause.Source(
            id.startsWith("A") ? "Document <1>" : "D2",
            "4.2(a)",
            by.isEmpty(),
            by.isEmpty() ? "read" : "memory"),
        "service",
        "because",
        by.isEmpty() ? "none" : "test",
        Map.of("gap", "30 s", "tries", "3"),
        by.isEmpty() ? List.of("A-1") : List.of(),
        by,
        "",
        not);
  }

  @Test
  void reqIfAndBackIsTheSame() {
    byte[] written = ReqIf.write(SETS, Map.of(), WHEN).getBytes(StandardCharsets.UTF_8);
    assertEquals(SETS, ReqIfReader.read(written));
  }

  @Test
  void csvAndBackIsTheSame() {
    String written = RequirementCsv.write(SETS);
    assertTrue(written.contains(",'=1+1,"), "a formula must not be one in a spreadsheet");
    assertEquals(SETS, RequirementCsv.read(written));
  }

  @Test
  void reqIfOfAnotherToolIsReadByTheNamesOfItsAttributes() {
    String other =
        "<REQ-IF xmlns='"
            + ReqIf.NAMESPACE
            + "'><CORE-CONTENT><REQ-IF-CONTENT><SPEC-TYPES><SPEC-OBJECT-TYPE"
            + " IDENTIFIER='t'><SPEC-ATTRIBUTES><ATTRIBUTE-DEFINITION-XHTML IDENTIFIER='x'"
            + " LONG-NAME='ReqIF.Text'/><ATTRIBUTE-DEFINITION-STRING IDENTIFIER='y'"
            + " LONG-NAME='ReqIF.ForeignID'/>"
            + "</SPEC-ATTRIBUTES></SPEC-OBJECT-TYPE></SPEC-TYPES><SPEC-OBJECTS><SPEC-OBJECT"
            + " IDENTIFIER='o'><VALUES><ATTRIBUTE-VALUE-XHTML><DEFINITION>"
            + "<ATTRIBUTE-DEFINITION-XHTML-REF>x</ATTRIBUTE-DEFINITION-XHTML-REF></DEFINITION><THE-VALUE><div"
            + " xmlns='http://www.w3.org/1999/xhtml'>shall"
            + " <b>call</b></div></THE-VALUE></ATTRIBUTE-VALUE-XHTML><ATTRIBUTE-VALUE-STRING"
            + " THE-VALUE='R-7'><DEFINITION>"
            + "<ATTRIBUTE-DEFINITION-STRING-REF>y</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION>"
            + "</ATTRIBUTE-VALUE-STRING></VALUES></SPEC-OBJECT></SPEC-OBJECTS><SPECIFICATIONS><SPECIFICATION"
            + " IDENTIFIER='S' LONG-NAME='Theirs'><CHILDREN><SPEC-HIERARCHY><OBJECT>"
            + "<SPEC-OBJECT-REF>o</SPEC-OBJECT-REF></OBJECT></SPEC-HIERARCHY></CHILDREN>"
            + "</SPECIFICATION></SPECIFICATIONS></REQ-IF-CONTENT></CORE-CONTENT></REQ-IF>";
    Clause read = ReqIfReader.read(other.getBytes(StandardCharsets.UTF_8)).get(0).clauses().get(0);
    assertEquals("R-7", read.id());
    assertEquals("shall call", read.statement());
    assertEquals(Fields.UNANSWERED, read.notShown());
    assertFalse(read.source().confirmed());
  }

  @Test
  void entitiesAreRefused() {
    String bomb =
        "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><REQ-IF xmlns='"
            + ReqIf.NAMESPACE
            + "'>&a;</REQ-IF>";
    String said =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ReqIfReader.read(bomb.getBytes(StandardCharsets.UTF_8)))
                .getMessage());
    assertTrue(said.contains("entities are not read"), said);
  }

  @Test
  void whatIsNoneOfThemIsSaidSo() {
    refused("<html/>", "is no ReqIF");
    refused("not at all", "is no XML");
    refused("<REQ-IF>" + "<b>".repeat(100_000) + "</b>".repeat(100_000) + "</REQ-IF>", "is no XML");
    String said =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> RequirementCsv.read("a,b\r\n1,2"))
                .getMessage());
    assertTrue(said.contains("no columns 'id'"), said);
    assertThrows(
        IllegalArgumentException.class, () -> RequirementCsv.read("id,statement\r\n1,\"open"));
  }

  private static void refused(String text, String why) {
    String said =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ReqIfReader.read(text.getBytes(StandardCharsets.UTF_8)))
                .getMessage());
    assertTrue(said.contains(why), said);
  }

  @Test
  void yamlQuotesWhatCouldBeTakenForElse() {
    String yaml = RequirementYaml.write(SETS.get(0));
    assertTrue(yaml.contains("statement: \"two\\nlines, a comma & <b>\""), yaml);
    assertTrue(yaml.contains("title: \"first, with \\\"quotes\\\"\""), yaml);
  }
}
