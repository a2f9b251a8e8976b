// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.dossier;

import dev.dcmrig.app.cli.requirements.AllSets;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.RigVersion;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.LaboratoryFile;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.dossier.Dossier;
import dev.dcmrig.dossier.DossierWriter;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.laboratory.Laboratory;
import dev.dcmrig.run.RunOrigin;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.sim.WallClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig report build}. */
@Command(
    name = "build",
    description = {
      "Makes one dossier of runs: dossier.html, dossier.pdf (PDF/A-2u), traceability.json,",
      "results.csv and results.reqif. Old runs too; nothing is run again.",
      "A requirement takes its worst verdict over all runs of one hardware and software version."
    },
    footer = {
      "",
      "Examples:",
      "  rig report build reports/runs/latest --out dossier",
      "  rig report build night-1 night-2 --out dossier --lang de --qualification qualified",
      "",
      "Exit codes: 0 each requirement passed, 1 one failed, 2 a run is not as it was sealed,",
      "3 one was not shown, or a run was cut off."
    })
public final class BuildCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs.")
  private List<Path> runs = new ArrayList<>();

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where it goes.")
  private Path out = Path.of("");

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      defaultValue = "en",
      description = "en or de. Default: ${DEFAULT-VALUE}.")
  private String language = "en";

  @Option(
      names = "--template",
      paramLabel = "DIR",
      description = {
        "A folder with screen.css, paper.css, logo.png or words_LANG.properties of your own;",
        "each may be missing."
      })
  private @Nullable Path template;

  @Option(
      names = "--qualification",
      paramLabel = "DIR",
      description = "A folder of 'rig qualify'. Repeatable.")
  private List<Path> qualifications = new ArrayList<>();

  private final Console console;

  public BuildCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RigHome home = RigHome.find();
    Map<Path, Laboratory> labs = new LinkedHashMap<>();
    for (Path run : runs) {
      Path lab = run.resolve(RunFolder.INPUTS).resolve("lab").resolve("lab.yaml");
      if (Files.isRegularFile(lab)) {
        labs.put(run, LaboratoryFile.read(home, lab));
      }
    }
    DossierWriter.Request request =
        new DossierWriter.Request(
            runs,
            labs,
            AllSets.of(home, FeatureFiles.all(home).scenarios()),
            language,
            template,
            qualifications,
            now(),
            "DCM Rig " + RigVersion.number(),
            RunOrigin.rigHash(home, RigVersion.number()));
    Dossier dossier;
    try {
      dossier = DossierWriter.write(request, out);
    } catch (RunFolderException | IllegalArgumentException e) {
      throw new ConfigurationException(
          new Problem("report build", 0, String.valueOf(e.getMessage()), "nothing was made"));
    }
    console.line(dossier.id() + ": " + dossier.requirements().size() + " requirements");
    for (Dossier.Subject subject : dossier.subjects()) {
      console.line(
          "  "
              + subject.key()
              + " "
              + subject.name()
              + " "
              + subject.software()
              + (subject.product() ? "" : ", evidence about the rig only")
              + counts(dossier, subject));
    }
    console.line("dossier: " + out.resolve(DossierWriter.HTML));
    console.line("         " + out.resolve(DossierWriter.PDF));
    return code(dossier).number();
  }

  private static String counts(Dossier dossier, Dossier.Subject subject) {
    StringBuilder text = new StringBuilder();
    for (String word :
        List.of("failed", "flaky", "error", "inconclusive", "not verified", "passed")) {
      long count =
          dossier.requirements().stream()
              .filter(row -> word.equals(row.verdicts().get(subject.key())))
              .count();
      text.append(count == 0 ? "" : "; " + count + " " + word);
    }
    return text.toString();
  }

  private static ExitCode code(Dossier dossier) {
    List<String> words =
        dossier.requirements().stream().flatMap(row -> row.verdicts().values().stream()).toList();
    if (words.contains("failed")) {
      return ExitCode.FAILED;
    }
    boolean whole =
        !words.isEmpty()
            && words.stream().allMatch("passed"::equals)
            && dossier.runs().stream().allMatch(run -> run.complete() && !run.seal().isEmpty());
    return whole ? ExitCode.PASSED : ExitCode.BENCH_BROKE;
  }

  @WallClock("the date of issue stands on the dossier")
  private static Instant now() {
    return Instant.now();
  }
}
