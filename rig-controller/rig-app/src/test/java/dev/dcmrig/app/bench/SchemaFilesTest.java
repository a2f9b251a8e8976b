// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.bench.config.RequirementSetSchema;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.Schemas;
import dev.dcmrig.compliance.ReportSchemas;
import dev.dcmrig.dossier.DossierWriter;
import dev.dcmrig.evidence.RunSchemas;
import dev.dcmrig.evidence.laboratory.Laboratory;
import dev.dcmrig.telematics.subscriptions.Packages;
import dev.dcmrig.uds.data.EcuFile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The schemas of {@code hil-configs/schema} are made here from drivers, domain values and records.
 * With {@code -Drig.update=true} this test writes them.
 */
class SchemaFilesTest {

  @Test
  void benchFilesNameTheDriversOfTheTable() throws IOException {
    holds("bench", Schemas.bench(Drivers.TABLE));
  }

  @Test
  void vehicleFilesBindDomainValues() throws IOException {
    holds("vehicle", Schemas.vehicle());
  }

  @Test
  void theCatalogueHasWhatItsReaderTakes() throws IOException {
    holds("requirements", Schemas.requirements());
  }

  @Test
  void requirementSetsHaveWhatTheirReaderTakes() throws IOException {
    holds("requirement-set", RequirementSetSchema.document());
  }

  @Test
  void aListOfKnownFailuresHasWhatItsReaderTakes() throws IOException {
    holds("known", Schemas.known());
  }

  @Test
  void theDossiersDataAreTheirRecord() throws IOException {
    holds("traceability", DossierWriter.schema());
  }

  @Test
  void aLaboratorysDataAreTheirRecord() throws IOException {
    holds("laboratory", Schemas.ofRecord("A laboratory's own data of DCM Rig", Laboratory.class));
  }

  @Test
  void packagesAreTheirRecord() throws IOException {
    holds("packages", Schemas.ofRecord("Packages of subscriptions of DCM Rig", Packages.class));
  }

  @Test
  void ecusAreTheirRecord() throws IOException {
    holds("ecu", Schemas.ofRecord("The diagnostics of an ECU of DCM Rig", EcuFile.class));
  }

  @Test
  void filesOfARunAreTheirRecords() throws IOException {
    Files.createDirectories(RigHome.find().configs().resolve("schema/run"));
    for (Map.Entry<String, Map<String, Object>> file : RunSchemas.all().entrySet()) {
      holds("run/" + withoutEnding(file.getKey()), file.getValue());
    }
    holds("run/" + withoutEnding(ReportSchemas.REQUIREMENTS), ReportSchemas.requirements());
    holds("run/" + withoutEnding(ReportSchemas.NOT_USED), ReportSchemas.notUsed());
  }

  private static String withoutEnding(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }

  private static void holds(String name, Map<String, Object> schema) throws IOException {
    Path file = RigHome.find().configs().resolve("schema/" + name + ".schema.json");
    String made = new JsonObject(schema).encodePrettily() + "\n";
    if (Boolean.getBoolean("rig.update")) {
      Files.writeString(file, made);
    }
    assertEquals(
        made,
        Files.readString(file),
        file + " is out of date: run this test with -Drig.update=true");
  }
}
