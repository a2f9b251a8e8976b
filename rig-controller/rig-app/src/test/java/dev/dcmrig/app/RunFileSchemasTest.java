// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run that has failed, and what somebody makes of them, against their schemas. */
class RunFileSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A failure, what was measured for it, and something of a machine of states. */
  private static final String FAILED = "SOS, ringing|returns the DCM to idle";

  private static final String DEFECT = "sos-one-retry-too-many";

  private final Map<String, Schema> schemas = new HashMap<>();
  @TempDir Path folder;

  /** What the validator finds; of events.jsonl, in one line. */
  private List<?> errors(String file, String json) throws IOException {
    Schema schema = schemas.get(file);
    if (schema == null) {
      String name = file.substring(0, file.lastIndexOf('.')) + ".schema.json";
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(
                  Files.readString(RigHome.find().configs().resolve("schema/run").resolve(name)));
      schemas.put(file, schema);
    }
    return schema.validate(json, InputFormat.JSON);
  }

  /** Every JSON document that the rig itself has written, by its file's name. */
  private Map<String, List<String>> documents(Path run) throws IOException {
    Map<String, List<String>> documents = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(run)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
        String name = String.valueOf(file.getFileName());
        if (file.startsWith(run.resolve("inputs"))) {
          continue;
        }
        if (name.endsWith(".json")) {
          documents.computeIfAbsent(name, n -> new ArrayList<>()).add(Files.readString(file));
        } else if (name.equals("events.jsonl")) {
          documents.computeIfAbsent(name, n -> new ArrayList<>()).addAll(Files.readAllLines(file));
        }
      }
    }
    return documents;
  }

  @Test
  void everyFileOfARunKeepsToItsSchemaAndABrokenOneDoesNot() throws IOException {
    Path run = folder.resolve("run");
    Rig rig =
        Rig.run(
            "run",
            "--seed",
            "7",
            "--name",
            FAILED,
            "--defect",
            DEFECT,
            "--shard",
            "1/1",
            "--out",
            run.toString());
    assertEquals(ExitCode.FAILED, rig.code(), rig::toString);
    Path merged = folder.resolve("merged");
    String known = "known: [{id: NIX-01, dut: dcm, ticket: T-1, expires: 2099-01-01}]";
    Path list = Files.writeString(folder.resolve("known.yaml"), known);
    Rig whole =
        Rig.run(
            "report",
            "merge",
            run.toString(),
            "--known",
            list.toString(),
            "--out",
            merged.toString());
    assertEquals(ExitCode.FAILED, whole.code(), whole::toString);
    Map<String, List<String>> documents = documents(run);
    documents(merged)
        .forEach(
            (name, more) -> documents.computeIfAbsent(name, n -> new ArrayList<>()).addAll(more));
    assertEquals(published(), new TreeSet<>(documents.keySet()), "files with a schema");
    for (Map.Entry<String, List<String>> file : documents.entrySet()) {
      for (String document : file.getValue()) {
        assertEquals(List.of(), errors(file.getKey(), document), file.getKey());
      }
    }
    assertEquals(
        Set.of("step", "observation", "reading", "measurement"), types(documents), "lines");
    for (Map.Entry<String, List<String>> file : documents.entrySet()) {
      String name = file.getKey();
      for (String document : name.equals("events.jsonl") ? one(file.getValue()) : file.getValue()) {
        brokenOnesAreRefused(name, JSON.readTree(document));
      }
    }
  }

  private static Set<String> published() throws IOException {
    try (Stream<Path> all = Files.list(RigHome.find().configs().resolve("schema/run"))) {
      return all.map(file -> String.valueOf(file.getFileName()).replace(".schema.json", ""))
          .map(name -> name + (name.equals("events") ? ".jsonl" : ".json"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> types(Map<String, List<String>> documents) throws IOException {
    Set<String> types = new TreeSet<>();
    for (String line : documents.getOrDefault("events.jsonl", List.of())) {
      types.add(JSON.readTree(line).path("type").asText());
    }
    return types;
  }

  /** The first line of each type. */
  private static Iterable<String> one(List<String> lines) throws IOException {
    Map<String, String> first = new LinkedHashMap<>();
    for (String line : lines) {
      first.putIfAbsent(JSON.readTree(line).path("type").asText(), line);
    }
    return first.values();
  }

  /** Each key left out, each of another kind, and one too many. */
  private void brokenOnesAreRefused(String file, JsonNode document) throws IOException {
    boolean list = document.isArray();
    ObjectNode object = (ObjectNode) (list ? document.path(0) : document);
    assertTrue(object.size() > 1, file);
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      JsonNode value = object.get(key);
      object.remove(key);
      refused(file, document, key + " is missing");
      object.putArray(key).add(JSON.createArrayNode());
      refused(file, document, key + " holds lists");
      object.set(key, value);
    }
    object.put("somethingElse", 1);
    refused(file, document, "an unknown key");
    object.remove("somethingElse");
    refused(file, list ? object : JSON.createArrayNode().add(object), "another shape");
  }

  private void refused(String file, JsonNode document, String why) throws IOException {
    assertFalse(errors(file, document.toString()).isEmpty(), () -> file + ": " + why);
  }
}
