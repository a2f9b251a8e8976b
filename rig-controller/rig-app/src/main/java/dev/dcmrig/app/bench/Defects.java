// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.container.ContainerDcmFactory;
import dev.dcmrig.bench.process.ElectricalLines;
import dev.dcmrig.bench.process.ProcessDcmFactory;
import dev.dcmrig.bench.remote.RemoteDcmFactory;
import dev.dcmrig.centre.defects.CentreDefect;
import dev.dcmrig.dcm.defects.DcmDefects;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.ota.defects.OtaServerDefect;
import dev.dcmrig.sim.defect.SeededDefect;
import dev.dcmrig.telematics.defects.TelematicsDefect;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The seeded defects of the emulated DCM and of the stand-in services, as the rest of the
 * application knows them.
 */
public final class Defects {

  /**
   * A deliberate fault.
   *
   * @param subject who has it: the emulated DCM, or the stand-in service
   * @param requirement the one that it breaks
   * @param alsoBreaks others that may fail with it
   */
  public record Defect(
      Subject subject, String id, String requirement, String title, List<String> alsoBreaks) {}

  private Defects() {}

  /** Those of the DCM first, then those of the service, of the centre and of the update server. */
  public static List<Defect> all() {
    return Stream.of(
            DcmDefects.all(),
            TelematicsDefect.catalogue(),
            CentreDefect.catalogue(),
            OtaServerDefect.catalogue())
        .flatMap(List::stream)
        .map(
            defect ->
                new Defect(
                    defect.part() == SeededDefect.Part.DCM ? Subject.DCM : Subject.SERVICE,
                    defect.id(),
                    defect.requirement(),
                    defect.title(),
                    defect.alsoBreaks()))
        .toList();
  }

  /**
   * Whether a stand-in service has it: the telematics service, the centre, or the update server.
   */
  public static boolean isOfService(String id) {
    return all().stream()
        .anyMatch(defect -> defect.id().equals(id) && defect.subject() == Subject.SERVICE);
  }

  /** Whether a DCM of a bench file's driver can be told to have defects. */
  static boolean canBeSeededIn(String dcmDriver) {
    return dcmDriver.equals(BenchFile.EMULATED) || isProcess(dcmDriver);
  }

  /** Of a DCM in a process or a container: it says itself what it knows. */
  private static boolean isProcess(String dcmDriver) {
    return dcmDriver.equals(ContainerDcmFactory.NAME)
        || dcmDriver.equals(RemoteDcmFactory.NAME)
        || ProcessDcmFactory.ALL.stream().anyMatch(factory -> factory.name().equals(dcmDriver));
  }

  /**
   * Ids that are not in the catalogue may be a process's own: it says itself what it knows.
   *
   * @throws ConfigurationException for an id that nobody can have
   */
  public static void check(Collection<String> ids, String dcmDriver) {
    List<String> known = all().stream().map(Defect::id).toList();
    boolean process = isProcess(dcmDriver);
    for (String id : ids) {
      if (!known.contains(id) && !(process && ElectricalLines.isDefect(id))) {
        throw new ConfigurationException(
            new Problem(
                "--defect " + id,
                0,
                "there is no such seeded defect",
                Nearest.to(id, known)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("'rig list defects' shows them")));
      }
    }
  }
}
