// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dcmrig.bench.TestDrivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.ObjectMapper;

/**
 * The schemas of {@code hil-configs/schema} serve editors; the rig's own readers decide. Here each
 * is held to what the other says of the same files.
 */
class SchemasTest {
  private static final Map<String, String> SCHEMA_OF_FOLDER =
      Map.of(
          "benches", "bench",
          "vehicles", "vehicle",
          "dcm-profiles", "dcm-profile",
          "requirements", "requirements",
          "labs", "laboratory");

  private final RigHome home = RigHome.find();
  @TempDir Path folder;

  private List<?> errors(String schema, String yaml) throws IOException {
    Schema checks =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(home.configs().resolve("schema/" + schema + ".schema.json")));
    Problems problems = new Problems();
    YamlMap root = YamlFile.parse(yaml, "file", problems).orElseThrow();
    return checks.validate(new ObjectMapper().writeValueAsString(root.plain()), InputFormat.JSON);
  }

  @Test
  void everyShippedFileKeepsToItsSchemaAndNamesItForEditors() throws IOException {
    for (Map.Entry<String, String> kind : SCHEMA_OF_FOLDER.entrySet()) {
      try (var files = Files.list(home.configs().resolve(kind.getKey()))) {
        for (Path file : files.toList()) {
          String yaml = Files.readString(file);
          // Beside the catalogue of requirements stand sets of them.
          String schema = yaml.contains("\nclauses:") ? "requirement-set" : kind.getValue();
          assertEquals(List.of(), errors(schema, yaml), file.toString());
          assertTrue(
              yaml.startsWith(
                  "# yaml-language-server: $schema=../schema/" + schema + ".schema.json"),
              file.toString());
        }
      }
    }
  }

  @Test
  void everyTableOfStatesKeepsToItsSchemaAndNamesIt() throws IOException {
    try (var files = Files.list(home.features().resolve("states"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
        String yaml = Files.readString(file);
        assertEquals(List.of(), errors("states", yaml), file.toString());
        assertTrue(
            yaml.startsWith(
                "# yaml-language-server: $schema=../../hil-configs/schema/states.schema.json"),
            file.toString());
        String both = yaml.replaceFirst("impossible:", "next: idle, impossible:");
        assertFalse(errors("states", both).isEmpty(), "a pair that is possible and impossible");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1s,true", "30s,true", "600s,true", "601s,false", "0s,false", "30,false"})
  void readerAndSchemaTakeTheSameTimesForAnInterfaceToComeBack(String time, boolean taken)
      throws IOException {
    String bench =
        Files.readString(home.benches().resolve("vcan.yaml"))
            .replace("  bitrate: 500k", "  reconnectWithin: " + time + "\n  bitrate: 500k");
    Path file = Files.writeString(folder.resolve("file.yaml"), bench);
    Problems problems = new Problems();
    new BenchFileReader(home, TestDrivers.TABLE, problems).read(file);
    assertEquals(taken, problems.isEmpty(), () -> "reader: " + problems.all());
    assertEquals(taken, errors("bench", bench).isEmpty(), "schema");
  }

  /** Each change is refused by the rig's reader, and by the schema. */
  @ParameterizedTest
  @CsvSource({
    "benches/emulated.yaml,time: virtual,'time: virtual\nkind: emulated'",
    "benches/emulated.yaml,time: virtual,time: fast",
    "benches/emulated.yaml,name: emulated,nam: emulated",
    "benches/emulated.yaml,uri: emulated:vehicle,uri: serial:vehicle",
    "benches/emulated.yaml,bitrate: 500k,bitrate: fast",
    "benches/emulated.yaml,vehicle:,'instruments: {supply: {driver: scpi}}\nvehicle:'",
    "benches/emulated.yaml,vehicle:,'instruments: {supply: {driver: exec}}\nvehicle:'",
    "benches/emulated.yaml,vehicle:,'instruments: {horn: {driver: exec}}\nvehicle:'",
    "benches/emulated.yaml,driver: emulated,driver: process",
    "benches/vcan-process.yaml,driver: process,driver: emulated",
    "vehicles/reference.yaml,vin: D,vin: I",
    "vehicles/reference.yaml,dbc: dbc,dbx: dbc",
    "vehicles/reference.yaml,sos.button,SOS knob",
    "vehicles/reference.yaml,message: DoorStatus,massage: DoorStatus"
  })
  void whatTheReaderRefusesTheSchemaRefusesToo(String name, String old, String changed)
      throws IOException {
    String good = Files.readString(home.configs().resolve(name));
    String bad = good.replaceFirst(java.util.regex.Pattern.quote(old), changed);
    assertFalse(bad.equals(good), "nothing was changed");
    Path file = Files.writeString(folder.resolve("file.yaml"), bad);
    Problems problems = new Problems();
    boolean isBench = name.startsWith("benches");
    boolean read =
        isBench
            ? new BenchFileReader(home, TestDrivers.TABLE, problems).read(file).isPresent()
            : VehicleFile.read(home, file, problems).isPresent();
    assertFalse(read, "the reader takes it");
    assertFalse(errors(isBench ? "bench" : "vehicle", bad).isEmpty(), "the schema takes it");
  }

  @ParameterizedTest
  @CsvSource({
    "dcm-profile,dcm-profiles/tps.yaml,holdTime: 500 ms,holdTime: 500",
    "dcm-profile,dcm-profiles/tps.yaml,attempts: 3,attempts: 0",
    "dcm-profile,dcm-profiles/tps.yaml,mode: tps,mode: 112",
    "dcm-profile,dcm-profiles/tps.yaml,sameCrash,sameCrush",
    "requirements,requirements/catalogue.yaml,id: SOS-01,id: SOS1",
    "requirements,requirements/catalogue.yaml,subject: dcm,subject: car"
  })
  void aWrongValueOfAProfileOrOfTheCatalogueIsRefused(
      String schema, String name, String old, String changed) throws IOException {
    String good = Files.readString(home.configs().resolve(name));
    assertTrue(good.contains(old));
    assertFalse(errors(schema, good.replaceFirst(old, changed)).isEmpty());
  }
}
