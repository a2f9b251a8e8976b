// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.compliance.ReportWriter;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunForger;
import dev.dcmrig.evidence.RunVerifier;
import dev.dcmrig.run.RunOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody edits one place of one file of a real run, and makes chains and manifest anew. What is
 * not noticed without the seal is the list in SECURITY.md, and no more.
 */
class EditedRunTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** One scenario and a short one, of a machine of states. */
  private static final List<String> FEW =
      List.of("features/states/sos.feature", "--name", "^SOS, idle: press$");

  private static final long SEED = 20;

  /** What most bytes of these say, nothing else in the folder says: the other test looks closer. */
  private static final Set<String> OWN_ACCOUNT =
      Set.of(RunFolder.MESSAGES, RunFolder.TOOL, RunFolder.INPUT_LIST);

  private static final int BYTES_OF_EACH_FILE = 3;

  @TempDir Path folder;

  private Path run() throws IOException {
    Path run = folder.resolve("run");
    List<String> words = new ArrayList<>(List.of("run", "--seed", "7", "--out", run.toString()));
    words.addAll(FEW);
    Rig rig = Rig.run(words.toArray(String[]::new));
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    assertEquals(List.of(), problems(run));
    return run;
  }

  private static List<String> problems(Path run) {
    List<String> problems = new ArrayList<>(RunVerifier.verify(run).problems());
    if (problems.isEmpty()) {
      // Costs most: not asked where the answer stands already.
      problems.addAll(RunOrigin.differences(RigHome.find(), run));
      problems.addAll(ReportWriter.differences(run));
    }
    return problems;
  }

  /** Puts other bytes there, and makes chains and manifest anew. */
  private static void put(Path run, String name, byte[] bytes) throws IOException {
    Files.write(run.resolve(name), bytes);
    RunForger.remake(run);
  }

  private static List<String> names(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.filter(Files::isRegularFile)
          .map(file -> run.relativize(file).toString())
          .filter(name -> !name.equals(RunFolder.MANIFEST))
          .filter(name -> !name.endsWith(RunFolder.CHAIN))
          .sorted()
          .toList();
    }
  }

  @Test
  void ofEveryFileBytesThatWereTurnedAreNoticed() throws IOException {
    Path run = run();
    Random random = new Random(SEED);
    List<String> unnoticed = new ArrayList<>();
    for (String name : names(run)) {
      byte[] before = Files.readAllBytes(run.resolve(name));
      if (OWN_ACCOUNT.contains(name)) {
        continue;
      }
      for (int i = 0; i < BYTES_OF_EACH_FILE && before.length > 0; i++) {
        byte[] after = before.clone();
        int place = random.nextInt(after.length);
        after[place] ^= (byte) (1 << random.nextInt(7));
        put(run, name, after);
        if (problems(run).isEmpty()) {
          unnoticed.add(name + " at " + place);
        }
      }
      put(run, name, before);
    }
    assertEquals(List.of(), unnoticed, "seed " + SEED);
    assertEquals(List.of(), problems(run));
  }

  @Test
  void ofEveryValueOfTheRunsOwnFilesOnlyTheseNeedTheSeal() throws IOException {
    Path run = run();
    TreeSet<String> unnoticed = new TreeSet<>();
    for (String name : names(run)) {
      if (name.endsWith(".json") && !name.startsWith(RunFolder.INPUTS + "/")) {
        byte[] before = Files.readAllBytes(run.resolve(name));
        JsonNode tree = JSON.readTree(before);
        for (Edit edit : edits(tree, "")) {
          JsonNode old = edit.set(edited(edit.value()));
          put(run, name, (JSON.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8));
          if (problems(run).isEmpty()) {
            unnoticed.add(name.replaceAll("scenarios/[^/]+/", "") + edit.path());
          }
          assertNotEquals(old, edit.set(old));
        }
        put(run, name, before);
      }
    }
    assertEquals(
        new TreeSet<>(
            List.of(
                "inputs.json/*/source",
                "tool.json/classPath/*/name",
                "tool.json/classPath/*/sha256",
                // Commit and the state of the sources stand in junit.xml, too.
                "tool.json/java",
                "verdict.json/beside/began",
                "verdict.json/beside/stepsBeganNanos",
                "verdict.json/beside/stepsEndedNanos",
                // A nanosecond more: junit.xml rounds it.
                "verdict.json/beside/wallNanos")),
        unnoticed);
  }

  /** Another value of the same kind. */
  private static JsonNode edited(JsonNode value) {
    if (value.isBoolean()) {
      return JSON.getNodeFactory().booleanNode(!value.asBoolean());
    }
    if (value.isNumber()) {
      return value.isInt()
          ? IntNode.valueOf(value.asInt() + 1)
          : JSON.getNodeFactory().numberNode(value.asLong() + 1);
    }
    String text = value.asText();
    if (text.isEmpty()) {
      return TextNode.valueOf("x");
    }
    // What ends as a hash or a number still looks like one.
    int last = Character.digit(text.charAt(text.length() - 1), 16);
    String end = last < 0 ? "~" : Integer.toHexString(last ^ 1);
    return TextNode.valueOf(text.substring(0, text.length() - 1) + end);
  }

  /** A value in an object or a list. */
  private record Edit(JsonNode parent, String key, int index, String path) {
    JsonNode value() {
      return parent.isObject() ? parent.path(key) : parent.path(index);
    }

    /** Returns what was there. */
    JsonNode set(JsonNode to) {
      JsonNode before = value();
      if (parent instanceof ObjectNode object) {
        object.set(key, to);
      } else if (parent instanceof ArrayNode array) {
        array.set(index, to);
      }
      return before;
    }
  }

  /** Of each list its first entry is enough: the others are of the same kind. */
  private static List<Edit> edits(JsonNode node, String path) {
    List<Edit> edits = new ArrayList<>();
    if (node.isObject()) {
      node.fieldNames()
          .forEachRemaining(key -> into(edits, new Edit(node, key, 0, path + "/" + key)));
    } else if (node.isArray() && !node.isEmpty()) {
      into(edits, new Edit(node, "", 0, path + "/*"));
    }
    return edits;
  }

  private static void into(List<Edit> edits, Edit edit) {
    if (edit.value().isValueNode()) {
      edits.add(edit);
    } else {
      edits.addAll(edits(edit.value(), edit.path()));
    }
  }
}
