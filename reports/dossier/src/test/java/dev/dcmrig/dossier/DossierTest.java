// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.laboratory.Laboratory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** What a dossier says of runs, and that its PDF is PDF/A-2u. */
class DossierTest {
  private static final Instant ISSUED = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir private Path folder = Path.of("");

  private Dossier made(List<Path> runs, Map<Path, Laboratory> labs, String language) {
    return DossierWriter.write(
        new DossierWriter.Request(
            runs, labs, DossierRuns.sets(), language, null, List.of(), ISSUED, "DCM Rig", "0"),
        folder.resolve("out"));
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("out").resolve(DossierWriter.HTML));
  }

  @Test
  void aRequirementTakesItsWorstVerdictOverRunsOfTheSameVersions() {
    Path good = DossierRuns.run(folder, "good", true, Verdict.PASSED, 1);
    Path bad = DossierRuns.run(folder, "bad", true, Verdict.FAILED, 1);
    Laboratory lab = DossierRuns.lab("1.0", "2027-01-01");
    Dossier dossier = made(List.of(good, bad), Map.of(good, lab, bad, lab), "en");
    assertEquals(Map.of("A", "failed"), dossier.requirements().get(0).verdicts());
    assertEquals(List.of("good", "bad"), dossier.subjects().get(0).runs());

    Dossier.Value gap = dossier.requirements().get(0).values().get(0);
    assertEquals("bad", gap.run(), "the one beyond its limit decides");
    assertEquals(1, gap.met());
    assertEquals(2, gap.count());
    assertEquals("no INVITE", gap.decidedBy().get(1).what());
  }

  @Test
  void anotherSoftwareVersionIsAnotherSubject() {
    Path one = DossierRuns.run(folder, "one", true, Verdict.PASSED, 1);
    Path two = DossierRuns.run(folder, "two", true, Verdict.FAILED, 1);
    Dossier dossier =
        made(
            List.of(one, two),
            Map.of(
                one,
                DossierRuns.lab("1.0", "2027-01-01"),
                two,
                DossierRuns.lab("2.0", "2027-01-01")),
            "en");
    assertEquals(Map.of("A", "passed", "B", "failed"), dossier.requirements().get(0).verdicts());
  }

  @Test
  void anotherDeviceOfTheSameVersionsIsAnotherSubject() {
    Path one = DossierRuns.run(folder, "one", true, Verdict.PASSED, 1);
    Path two = DossierRuns.run(folder, "two", true, Verdict.FAILED, 1);
    Laboratory lab = DossierRuns.lab("1.0", "2027-01-01");
    Laboratory.Item it = lab.dut();
    Laboratory other =
        new Laboratory(
            lab.laboratory(),
            lab.customer(),
            lab.place(),
            new Laboratory.Item(
                "another device",
                it.part(),
                it.hardware(),
                it.software(),
                it.calibration(),
                it.serial(),
                it.imei(),
                it.iccid(),
                it.condition(),
                it.received()),
            lab.instruments(),
            lab.clocks(),
            lab.environment(),
            lab.sampling(),
            lab.deviations(),
            lab.opinions(),
            lab.signatories());
    Dossier dossier = made(List.of(one, two), Map.of(one, lab, two, other), "en");
    assertEquals(Map.of("A", "passed", "B", "failed"), dossier.requirements().get(0).verdicts());
  }

  @Test
  void noTwoSubjectsShareALetter() {
    assertEquals("Z", DossierBuilder.letter(25));
    assertEquals("AA", DossierBuilder.letter(26));
    assertEquals("AAA", DossierBuilder.letter(702));
  }

  @Test
  void aRunThatWasEditedAfterItWasSealedIsRefused() throws IOException {
    Path run = DossierRuns.run(folder, "edited", true, Verdict.FAILED, 1);
    Path result = run.resolve("result.json");
    Files.writeString(result, Files.readString(result) + " ");
    RunFolderException why =
        assertThrows(RunFolderException.class, () -> made(List.of(run), Map.of(), "en"));
    assertTrue(String.valueOf(why.getMessage()).contains("is not as it was written"));
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void aRunThatDoesNotSayWhenItBeganIsRefusedWithASentence() throws IOException {
    Path run = DossierRuns.run(folder, "edited", true, Verdict.PASSED, 1);
    Path file = run.resolve("run.json");
    Files.writeString(
        file, Files.readString(file).replaceFirst("(\"started\" ?: ?\")[^\"]*", "$1"));
    RunFolderException why =
        assertThrows(RunFolderException.class, () -> made(List.of(run), Map.of(), "en"));
    assertTrue(String.valueOf(why.getMessage()).contains("does not say when it began"));
  }

  @Test
  void aRunThatWasCutOffSaysSo() {
    Path run = DossierRuns.unsealed(folder, "cut");
    Dossier dossier = made(List.of(run), Map.of(), "en");
    assertTrue(
        dossier.runs().get(0).deviations().stream().anyMatch(it -> it.contains("not sealed")));
    assertEquals("", dossier.runs().get(0).seal());
  }

  @Test
  void evidenceOfAnEmulatedDcmSatisfiesNoClause() throws IOException {
    Path run = DossierRuns.run(folder, "virtual", false, Verdict.PASSED, 1);
    Dossier dossier = made(List.of(run), Map.of(), "en");
    Dossier.ClauseRow clause = dossier.sets().get(0).clauses().get(0);
    assertEquals(Map.of(), clause.verdicts());
    assertEquals(Map.of("A", "passed"), clause.aboutTheRig());
    assertTrue(page().contains("satisfies no clause"));
  }

  @Test
  void evidenceOfAProductDoes() {
    Path run = DossierRuns.run(folder, "real", true, Verdict.PASSED, 1);
    Dossier dossier = made(List.of(run), Map.of(run, DossierRuns.lab("1.0", "2027-01-01")), "en");
    List<Dossier.ClauseRow> clauses = dossier.sets().get(0).clauses();
    assertEquals(Map.of("A", "passed"), clauses.get(0).verdicts());
    assertEquals(Map.of(), clauses.get(1).verdicts());
    assertEquals(Map.of("A", "not verified"), clauses.get(2).verdicts());
  }

  @Test
  void anExpiredCalibrationMakesResultsInconclusive() throws IOException {
    Path run = DossierRuns.run(folder, "expired", true, Verdict.PASSED, 1);
    Dossier dossier = made(List.of(run), Map.of(run, DossierRuns.lab("1.0", "2020-12-31")), "en");
    assertEquals(Map.of("A", "inconclusive"), dossier.requirements().get(0).verdicts());
    assertEquals(Map.of("A", "calibration"), dossier.requirements().get(0).reasons());
    assertTrue(page().contains("2020-12-31 expired"));
  }

  @Test
  void whatIsNotGivenStandsInRedAndHostileTextIsInert() throws IOException {
    Path run = DossierRuns.run(folder, "real", true, Verdict.PASSED, 2);
    made(List.of(run), Map.of(run, DossierRuns.lab("1.0", "2027-01-01")), "en");
    String page = page();
    assertTrue(page.contains("<td class=\"open\">not given</td>"));
    assertFalse(page.contains("<script"));
    assertFalse(page.contains("\u202E"));
    assertTrue(page.contains("In our opinion it is fine."));
    assertTrue(page.contains("The cable was longer."));
    assertTrue(page.contains("End of dossier DCMRIG-"));
  }

  @Test
  void aQualificationOfAnotherBuildIsSaidSo() throws IOException {
    Path run = DossierRuns.run(folder, "real", true, Verdict.PASSED, 1);
    Path qualified = Files.createDirectory(folder.resolve("qualified"));
    Files.writeString(
        qualified.resolve("qualification.json"),
        "{\"of\":\"dcm\",\"percent\":97.5,\"goal\":97,\"sample\":40,\"complete\":true,"
            + "\"counts\":{\"unseen\":1},\"unreached\":[],\"outcomes\":[{\"id\":\"a.B.c()/X/0\","
            + "\"noticed\":\"UNSEEN\",\"reason\":\"\"}]}");
    QualificationReport.tie(qualified, "DCM Rig", "another");
    DossierWriter.write(
        new DossierWriter.Request(
            List.of(run),
            Map.of(),
            DossierRuns.sets(),
            "en",
            null,
            List.of(qualified),
            ISSUED,
            "DCM Rig",
            "0"),
        folder.resolve("out"));
    assertTrue(page().contains("by another build of the rig than made these runs"));
    QualificationReport.write(qualified, folder.resolve("q"), "en", null, ISSUED, "DCM Rig");
    String report = Files.readString(folder.resolve("q").resolve(QualificationReport.HTML));
    assertTrue(report.contains("97.5 %, so TD2, TCL2"), report);
    assertTrue(report.contains("a.B.c()/X/0"));
    assertTrue(report.contains(">another<"));
    assertPdfA(folder.resolve("q").resolve(QualificationReport.PDF));
  }

  @Test
  void bothLanguagesHaveTheSameWords() {
    Words english = new Words("en", null);
    assertEquals(english.keys(), new Words("de", null).keys());
    for (String key : english.keys()) {
      for (int argument = 0; argument < 4; argument++) {
        String mark = "{" + argument + "}";
        assertEquals(
            english.get(key).contains(mark), new Words("de", null).get(key).contains(mark), key);
      }
    }
  }

  @Test
  void theGermanPdfIsPdfA2u() throws Exception {
    Path run = DossierRuns.run(folder, "real", true, Verdict.FAILED, 3);
    made(List.of(run), Map.of(run, DossierRuns.lab("1.0", "2027-01-01")), "de");
    assertTrue(page().contains("nicht bestanden"));
    assertPdfA(folder.resolve("out").resolve(DossierWriter.PDF));
  }

  private static void assertPdfA(Path pdf) throws IOException {
    VeraGreenfieldFoundryProvider.initialise();
    try (InputStream in = Files.newInputStream(pdf);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, PDFAFlavour.PDFA_2_U);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_U, false)) {
      ValidationResult result = validator.validate(parser);
      assertTrue(
          result.isCompliant(),
          () -> result.getTestAssertions().stream().limit(5).toList().toString());
      assertEquals(PDFAFlavour.PDFA_2_U, parser.getFlavour());
    } catch (ModelParsingException | EncryptedPdfException | ValidationException e) {
      throw new IOException("veraPDF can't read " + pdf, e);
    }
  }
}
