// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.trace.TraceReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for secrets in a run folder: in the bytes of each file, in the texts and decoded Base64 of
 * the lines of JSON, and in the frames of a trace. It does not look into what is split over several
 * frames or packets.
 */
final class SecretScan {
  /**
   * 13 to 19 digits (ISO/IEC 7812-1), in groups of any length with one blank or hyphen between;
   * what goes on behind a hyphen is a UUID.
   */
  private static final Pattern CARD =
      Pattern.compile("(?<![\\w.+-])\\d(?:[ -]?\\d){12,18}(?![\\w.]|-\\w)");

  private static final Pattern KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");
  private static final Pattern BEARER = Pattern.compile("(?i)\\bBearer (?!\\*+)[\\w.~+/-]{8,}=*");
  private static final Pattern SIGNED =
      Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+\\.(?!\\*+(?![\\w-]))[\\w*-]{16,}");

  /** Nanoseconds and seeds have as many digits as a card, and one in ten has its check digit. */
  private static final Pattern NUMBER =
      Pattern.compile("\"(?:t|endNanos|widthNanos|seed)\" ?: ?-?\\d+");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> planted;
  private final TreeSet<String> found = new TreeSet<>();

  private SecretScan(List<String> planted) {
    this.planted = planted;
  }

  /** What was found below the folder: kind, file, and no secret itself; empty is good. */
  static List<String> of(Path folder, String... planted) throws IOException {
    SecretScan scan = new SecretScan(List.of(planted));
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      scan.file(folder.relativize(file).toString(), file);
    }
    return List.copyOf(scan.found);
  }

  private void file(String name, Path file) throws IOException {
    String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    text(name, raw);
    if (name.endsWith(".json") || name.endsWith(".jsonl")) {
      for (String line : Files.readString(file).lines().toList()) {
        try {
          values(name, JSON.readTree(line));
        } catch (JsonProcessingException e) {
          // A line of a file of many lines, or half a line: its bytes were looked at.
          continue;
        }
      }
    } else if (name.endsWith(".dcmt")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (TraceReader reader = new TraceReader(file)) {
        while (reader.next()) {
          bytes.writeBytes((reader.frame() + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      literal(name, bytes.toString(StandardCharsets.UTF_8));
    }
  }

  private void values(String name, JsonNode node) {
    if (node.isTextual()) {
      text(name, node.asText());
    }
    if (node.hasNonNull("base64")) {
      byte[] payload = Base64.getDecoder().decode(node.get("base64").asText());
      text(name, new String(payload, StandardCharsets.ISO_8859_1));
    }
    node.forEach(child -> values(name, child));
  }

  private void text(String name, String text) {
    Matcher card = CARD.matcher(NUMBER.matcher(text).replaceAll(""));
    while (card.find()) {
      if (isCard(card.group().replaceAll("[ -]", ""))) {
        found.add("card number in " + name);
      }
    }
    look(KEY, "private key", name, text);
    look(BEARER, "bearer token", name, text);
    look(SIGNED, "whole signature", name, text);
    literal(name, text);
  }

  private void look(Pattern pattern, String kind, String name, String text) {
    if (pattern.matcher(text).find()) {
      found.add(kind + " in " + name);
    }
  }

  private void literal(String name, String text) {
    for (int number = 0; number < planted.size(); number++) {
      if (text.contains(planted.get(number))) {
        found.add("planted value " + (number + 1) + " in " + name);
      }
    }
  }

  /** ISO/IEC 7812-1, annex B: the check digit of Luhn; cards begin with 2 to 6. */
  private static boolean isCard(String digits) {
    if (digits.charAt(0) < '2' || digits.charAt(0) > '6') {
      return false;
    }
    int sum = 0;
    for (int place = 0; place < digits.length(); place++) {
      int digit = digits.charAt(digits.length() - 1 - place) - '0';
      int twice = place % 2 == 0 ? digit : digit * 2;
      sum += twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }
}
