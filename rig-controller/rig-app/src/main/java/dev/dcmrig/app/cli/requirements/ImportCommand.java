// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.requirements;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.compliance.requirements.ReqIfReader;
import dev.dcmrig.compliance.requirements.RequirementCsv;
import dev.dcmrig.compliance.requirements.RequirementYaml;
import dev.dcmrig.evidence.files.AtomicFile;
import dev.dcmrig.evidence.requirement.RequirementSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig requirements import}. */
@Command(
    name = "import",
    description = {
      "Reads ReqIF or CSV, and writes each set as a YAML file that the rig reads.",
      "A clause that does not say what shows it gets an answer that says so."
    },
    footer = {
      "",
      "Example:",
      "  rig requirements import customer.reqif --out hil-configs/requirements",
      "",
      "Then 'rig check FILE' says what is still to be mended."
    })
public final class ImportCommand implements Callable<Integer> {

  /** As the readers take. */
  private static final int MAX_BYTES = 64 << 20;

  @Parameters(paramLabel = "FILE", description = "NAME.reqif, NAME.xml or NAME.csv.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the YAML files go. Default: this folder. No file is overwritten.")
  private Path out = Path.of("");

  private final Console console;

  public ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    for (RequirementSet set : sets()) {
      String name = set.id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-") + ".yaml";
      Path to = out.resolve(name.startsWith(".") ? "set" + name : name);
      if (Files.exists(to)) {
        throw wrong(to, "is there already", "name another folder with --out");
      }
      try {
        if (!out.toString().isEmpty()) {
          Files.createDirectories(out);
        }
        AtomicFile.write(to, RequirementYaml.write(set));
      } catch (IOException e) {
        throw wrong(to, "can't be written: " + e.getMessage(), "name another folder with --out");
      }
      console.line(set.id() + ": " + set.clauses().size() + " clauses in " + to);
    }
    return ExitCode.PASSED.number();
  }

  private List<RequirementSet> sets() {
    if (!Files.isRegularFile(file)) {
      throw wrong(file, "is no file", "name one that ends with .reqif or .csv");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw wrong(file, "is larger than " + (MAX_BYTES >> 20) + " MB", "export less of it");
      }
      return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
          ? RequirementCsv.read(new String(bytes, StandardCharsets.UTF_8))
          : ReqIfReader.read(bytes);
    } catch (IOException e) {
      throw wrong(file, "can't be read: " + e.getMessage(), "check the path");
    } catch (IllegalArgumentException e) {
      throw wrong(file, String.valueOf(e.getMessage()), "export it as ReqIF 1.2 or CSV");
    }
  }

  private static ConfigurationException wrong(Path file, String what, String remedy) {
    return new ConfigurationException(new Problem(file.toString(), 0, what, remedy));
  }
}
