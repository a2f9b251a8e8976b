// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody who has changed a run folder, and then makes chains and manifest anew, after
 * docs/EVIDENCE-FORMAT.md alone. Only a signature, or what the evidence says, shows it.
 */
public final class RunForger {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final List<String> CHAINED =
      List.of("events.jsonl", "frames.dcmt", "network.jsonl", "network.pcap");

  private static final List<String> BESIDE =
      List.of(
          "manifest.json", "chain.txt", "attestation.intoto.jsonl", "signers.pem", "timestamp.tsr");

  private RunForger() {}

  /** Chains and manifest say what is in the folder now. */
  public static void remake(Path run) throws IOException {
    chain(run);
    manifest(run);
  }

  private static void chain(Path run) throws IOException {
    List<String> made = new ArrayList<>();
    String link = "0".repeat(64);
    String id = "";
    for (String line : Files.readAllLines(run.resolve("chain.txt"))) {
      String[] words = line.substring(65).split(" ", 5);
      String text = line.substring(65);
      if (words[0].equals("run")) {
        id = words[2];
      } else if (words[0].equals("file")) {
        Path file = run.resolve(words[2]);
        text = "file " + (Files.exists(file) ? sha256(file) : "0".repeat(64)) + " " + words[2];
      } else if (words[0].equals("scenario")) {
        Path own = run.resolve(words[4].split(" ")[0]);
        if (!Files.exists(own)) {
          continue;
        }
        String chained = words[2].equals("-") ? "-" : scenario(own, id, words[4]);
        text =
            String.join(
                " ",
                "scenario",
                sha256(own.resolve("scenario.json")),
                chained,
                sha256(own.resolve("verdict.json")),
                words[4]);
      } else if (words[0].equals("end")) {
        text = "end " + field(run.resolve("result.json"), "digest");
      }
      if (words[0].equals("manifest")) {
        break;
      }
      link = hex(sha256((link + text).getBytes(StandardCharsets.UTF_8)));
      made.add(link + " " + text);
    }
    Files.write(run.resolve("chain.txt"), made);
  }

  /** One record a file: nobody says how many there must be. */
  private static String scenario(Path own, String run, String place) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String name : CHAINED) {
      if (Files.exists(own.resolve(name)) && Files.size(own.resolve(name)) > 0) {
        String origin = "dcm-rig chain\n" + run + "\n" + place + "/" + name + "\n";
        byte[] before = Arrays.copyOf(sha256(origin.getBytes(StandardCharsets.UTF_8)), 16);
        byte[] content = Files.readAllBytes(own.resolve(name));
        byte[] both = Arrays.copyOf(before, 16 + content.length);
        System.arraycopy(content, 0, both, 16, content.length);
        lines.append(hex(Arrays.copyOf(sha256(both), 16)));
        lines.append(' ').append(name).append(' ').append(content.length).append('\n');
      }
    }
    Files.writeString(own.resolve("chain.txt"), lines);
    return sha256(own.resolve("chain.txt"));
  }

  /** The manifest, and the line that names it; the chains say what they said else. */
  static void manifest(Path run) throws IOException {
    Path file = run.resolve("manifest.json");
    if (!Files.exists(file)) {
      return;
    }
    ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
    List<String> lines = new ArrayList<>(Files.readAllLines(run.resolve("chain.txt")));
    String last = lines.get(lines.size() - 1);
    if (last.substring(65).startsWith("manifest ")) {
      lines.remove(lines.size() - 1);
      last = lines.get(lines.size() - 1);
    } else {
      manifest.put("chain", last.substring(0, 64));
    }
    ObjectNode files = manifest.putObject("files");
    try (Stream<Path> all = Files.walk(run)) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = run.relativize(each).toString();
        if (!BESIDE.contains(name)) {
          files.putObject(name).put("bytes", Files.size(each)).put("sha256", sha256(each));
        }
      }
    }
    Files.writeString(file, JSON.writeValueAsString(manifest) + "\n");
    String text = "manifest " + sha256(file);
    String link = hex(sha256((last.substring(0, 64) + text).getBytes(StandardCharsets.UTF_8)));
    lines.add(link + " " + text);
    Files.write(run.resolve("chain.txt"), lines);
  }

  /** Nothing, of a file that was made illegible. */
  private static String field(Path file, String name) throws IOException {
    try {
      return JSON.readTree(file.toFile()).path(name).asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private static String sha256(Path file) throws IOException {
    return hex(sha256(Files.readAllBytes(file)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
