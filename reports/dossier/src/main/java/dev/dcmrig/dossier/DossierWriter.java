// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.compliance.requirements.ReqIf;
import dev.dcmrig.dossier.pdf.PdfFile;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.files.AtomicFile;
import dev.dcmrig.evidence.files.WrittenSchema;
import dev.dcmrig.evidence.laboratory.Laboratory;
import dev.dcmrig.evidence.requirement.RequirementSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a dossier of run folders, and writes it: page, PDF, data, CSV, ReqIF. */
public final class DossierWriter {
  public static final String HTML = "dossier.html";
  public static final String PDF = "dossier.pdf";
  public static final String DATA = "traceability.json";
  public static final String CSV = "results.csv";
  public static final String REQIF = "results.reqif";

  private static final ObjectMapper JSON = new ObjectMapper();

  private DossierWriter() {}

  /**
   * What it is made of.
   *
   * @param runs folders of runs
   * @param labs the laboratory's own data by the run's folder; left out where a run has none
   * @param sets the catalogue and others
   * @param language {@code en} or {@code de}
   * @param template a folder with style, logo and words of one's own; null without
   * @param qualifications folders of {@code rig qualify}
   * @param issued stands as the date of issue
   * @param tool the rig that makes it
   * @param rig SHA-256 over it
   */
  public record Request(
      List<Path> runs,
      Map<Path, Laboratory> labs,
      List<RequirementSet> sets,
      String language,
      @Nullable Path template,
      List<Path> qualifications,
      Instant issued,
      String tool,
      String rig) {}

  /** The JSON Schema of {@code traceability.json}. */
  public static Map<String, Object> schema() {
    return WrittenSchema.document(
        DATA + " of a dossier of DCM Rig",
        "From each requirement to the evidence that decided, and back.",
        WrittenSchema.record(Dossier.class));
  }

  /**
   * Writes it into a folder.
   *
   * @throws RunFolderException when a folder is no run's, or can't be written
   * @throws IllegalArgumentException when there is no such language
   */
  public static Dossier write(Request request, Path out) {
    try {
      List<DossierRun> runs = new ArrayList<>();
      Map<String, Laboratory> labs = new LinkedHashMap<>();
      for (Path folder : request.runs()) {
        Laboratory lab = request.labs().get(folder);
        DossierRun run = DossierRun.read(folder, lab);
        if (runs.stream().anyMatch(other -> other.name().equals(run.name()))) {
          throw new RunFolderException("two runs are called " + run.name() + ": rename one folder");
        }
        runs.add(run);
        if (lab != null) {
          labs.put(run.name(), lab);
        }
      }
      List<Qualified> qualified = new ArrayList<>();
      for (Path folder : request.qualifications()) {
        qualified.add(Qualified.read(folder));
      }
      Dossier dossier =
          new DossierBuilder(runs)
              .build(request.sets(), request.issued(), request.tool(), request.rig());
      runs.clear();
      Words words = new Words(request.language(), request.template());
      Files.createDirectories(out);
      AtomicFile.write(out.resolve(DATA), JSON.writeValueAsString(dossier) + "\n");
      AtomicFile.write(out.resolve(CSV), csv(dossier));
      AtomicFile.write(
          out.resolve(REQIF), ReqIf.write(request.sets(), verdicts(dossier), request.issued()));
      Frame screen = new Frame(words, false, request.template());
      AtomicFile.write(
          out.resolve(HTML), new DossierPage(dossier, labs, qualified, screen).write());
      Frame paper = new Frame(words, true, request.template());
      String page = new DossierPage(dossier, labs, qualified, paper).write();
      AtomicFile.write(out.resolve(PDF), to -> PdfFile.write(page, request.tool(), to));
      return dossier;
    } catch (IOException e) {
      throw new RunFolderException("making the dossier in " + out + ": " + e.getMessage(), e);
    }
  }

  /** What each requirement and clause came to, for ReqIF. */
  private static Map<String, Map<String, String>> verdicts(Dossier dossier) {
    Map<String, Map<String, String>> verdicts = new TreeMap<>();
    for (Dossier.Row row : dossier.requirements()) {
      verdicts.put(row.id(), named(dossier, row.verdicts(), row.hash()));
    }
    for (Dossier.SetPart set : dossier.sets()) {
      for (Dossier.ClauseRow clause : set.clauses()) {
        Map<String, String> all = new TreeMap<>(clause.verdicts());
        all.putAll(clause.aboutTheRig());
        verdicts.putIfAbsent(clause.id(), named(dossier, all, clause.hash()));
      }
    }
    return verdicts;
  }

  private static Map<String, String> named(
      Dossier dossier, Map<String, String> byLetter, String hash) {
    Map<String, String> named = new LinkedHashMap<>();
    for (Dossier.Subject subject : dossier.subjects()) {
      String word = byLetter.getOrDefault(subject.key(), "not verified");
      named.put((subject.product() ? "verdict-" : "verdict-about-the-rig-") + subject.key(), word);
    }
    named.put("hash", hash);
    named.put("dossier", dossier.id());
    return named;
  }

  private static String csv(Dossier dossier) {
    StringBuilder out =
        new StringBuilder("requirement,subject,product,verdict,reason,hash,scenarios\r\n");
    for (Dossier.Row row : dossier.requirements()) {
      for (Dossier.Subject subject : dossier.subjects()) {
        out.append(row.id()).append(',').append(subject.key()).append(',');
        out.append(subject.product()).append(',');
        out.append(row.verdicts().get(subject.key())).append(',');
        out.append(row.reasons().getOrDefault(subject.key(), "")).append(',');
        out.append(row.hash()).append(',').append(row.scenarios().size()).append("\r\n");
      }
    }
    return out.toString();
  }
}
