// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.compliance.Measured;
import dev.dcmrig.compliance.RunData;
import dev.dcmrig.compliance.ScenarioTexts;
import dev.dcmrig.evidence.Pack;
import dev.dcmrig.evidence.PackVerifier;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.laboratory.Laboratory;
import dev.dcmrig.evidence.requirement.TextHash;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a dossier, read.
 *
 * @param name of its folder
 * @param lab the laboratory's own data; null where the run has none
 * @param texts hashes of what its scenarios said, by their ids
 * @param deviations what was not as a whole run of an unchanged device would be
 * @param seal SHA-256 of its manifest; empty where it was not sealed
 * @param rig SHA-256 over the jars of the rig that made it
 * @param virtualTime whether a scenario ran in virtual time
 */
record DossierRun(
    String name,
    RunData data,
    @Nullable Laboratory lab,
    Map<String, String> texts,
    Map<String, String> inputs,
    JsonNode states,
    List<String> deviations,
    String seal,
    String rig,
    boolean virtualTime) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a run that is as it was sealed; one that was cut off is held against its chain.
   *
   * @throws RunFolderException with a sentence where it is none
   */
  static DossierRun read(Path folder, @Nullable Laboratory lab) throws IOException {
    RunData data = RunData.read(folder);
    begun(folder, data.started());
    Pack pack = PackVerifier.verify(folder);
    if (!pack.problems().isEmpty()) {
      throw new RunFolderException(
          folder
              + " is not as it was written: "
              + pack.problems().get(0)
              + "; 'rig verify' shows all that is wrong");
    }
    List<String> deviations = new ArrayList<>(data.deviations());
    if (!pack.isSealed()) {
      deviations.add("The run was not sealed: what came after its last record may be missing.");
    }
    Path manifest = folder.resolve(RunFolder.MANIFEST);
    Path requirements = folder.resolve("requirements.json");
    return new DossierRun(
        String.valueOf(folder.toRealPath().getFileName()),
        data,
        lab,
        ScenarioTexts.of(folder),
        data.inputs(),
        Files.isRegularFile(requirements)
            ? JSON.readTree(requirements.toFile()).path("states")
            : JSON.createArrayNode(),
        deviations,
        Files.isRegularFile(manifest) ? RunFolder.sha256(manifest) : "",
        rig(folder),
        isVirtual(folder, data));
  }

  private static void begun(Path folder, String started) {
    try {
      Instant.parse(started);
    } catch (DateTimeParseException e) {
      throw new RunFolderException(
          folder + ": its run.json does not say when it began: '" + started + "'", e);
    }
  }

  /** Over the names and hashes of what the rig was made of, as {@code tool.json} has them. */
  private static String rig(Path folder) throws IOException {
    Path tool = folder.resolve(RunFolder.TOOL);
    if (!Files.isRegularFile(tool)) {
      return "";
    }
    TextHash hash = new TextHash();
    JsonNode classPath = JSON.readTree(tool.toFile()).path("classPath");
    classPath.forEach(each -> hash.add(each.path("name").asText(), each.path("sha256").asText()));
    return hash.hex();
  }

  /** Virtual time begins at one instant; one scenario in it is enough. */
  private static boolean isVirtual(Path folder, RunData data) throws IOException {
    for (var scenario : data.scenarios()) {
      Path file =
          folder.resolve(RunFolder.SCENARIOS).resolve(scenario.folder()).resolve("scenario.json");
      if (Files.isRegularFile(file)) {
        String epoch = JSON.readTree(file.toFile()).path("epoch").asText();
        if (epoch.equals(VirtualTimeline.EPOCH.toString())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether what it shows is about a product: a device of its own, in the world's own time. */
  boolean isAboutProduct() {
    return !data.options().path("dutIsStandIn").asBoolean() && !virtualTime;
  }

  /** The day of its beginning, UTC. */
  LocalDate day() {
    return LocalDate.ofInstant(Instant.parse(data.started()), ZoneOffset.UTC);
  }

  /** Names of instruments whose calibration did not count on its day. */
  List<String> expired() {
    return lab == null
        ? List.of()
        : lab.expired(day()).stream().map(Laboratory.Instrument::name).toList();
  }

  /** What was tested, by versions; runs with the same are about one subject. */
  String subjectKey() {
    String versions =
        lab == null
            ? data.options().path("dut").asText() + "\n" + data.dutIdentity()
            : String.join(
                "\n",
                lab.dut().name(),
                lab.dut().part(),
                lab.dut().hardware(),
                lab.dut().software());
    return isAboutProduct() + "\n" + versions;
  }

  List<Measured> measured(String scenario) {
    return data.measurements().getOrDefault(scenario, List.of());
  }
}
