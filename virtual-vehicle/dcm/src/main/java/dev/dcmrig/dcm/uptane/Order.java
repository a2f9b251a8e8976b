// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.uptane.metadata.Target;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * An image as both repositories agreed on it: ordered, or installed.
 *
 * @param path its name in the repositories
 * @param length in bytes
 * @param hashes hexadecimal by algorithm
 * @param releaseCounter grows with each release
 */
public record Order(String path, long length, Map<String, String> hashes, long releaseCounter) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The image that a DCM leaves the factory with is release 1. */
  private static final long FACTORY_COUNTER = 1;

  public Order {
    hashes = Collections.unmodifiableMap(new TreeMap<>(hashes));
  }

  /** What a DCM leaves the factory with. */
  public static Order ofTheFactory(String version, byte[] image) {
    try {
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
      return new Order(
          "dcm-" + version + ".bin", image.length, Map.of("sha256", sha256), FACTORY_COUNTER);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }

  static Order of(Target target) {
    return new Order(
        target.path(), target.length(), target.hashes(), target.releaseCounter().orElse(0));
  }

  /** Whether an image of this size and hash is the one. */
  boolean isImage(long size, String sha256) {
    return length == size && sha256.equals(hashes.get("sha256"));
  }

  Target target() {
    return new Target(path, length, hashes, Set.of(), OptionalLong.of(releaseCounter), Map.of());
  }

  private ObjectNode cell() {
    ObjectNode cell = JSON.createObjectNode();
    cell.put("path", path).put("length", length).put("releaseCounter", releaseCounter);
    ObjectNode all = cell.putObject("hashes");
    hashes.forEach(all::put);
    return cell;
  }

  private static Order of(JsonNode cell) {
    Map<String, String> hashes = new LinkedHashMap<>();
    cell.path("hashes").properties().forEach(e -> hashes.put(e.getKey(), e.getValue().asText()));
    return new Order(
        cell.path("path").asText(),
        cell.path("length").asLong(),
        hashes,
        cell.path("releaseCounter").asLong());
  }

  /** Those of several ECUs, as they are kept. */
  static String text(Map<String, Order> byEcu) {
    ObjectNode cells = JSON.createObjectNode();
    byEcu.forEach((ecu, order) -> cells.set(ecu, order.cell()));
    return cells.toString();
  }

  /** Those that were kept, by ECU; none when they can't be read. */
  static Map<String, Order> read(String text) {
    Map<String, Order> byEcu = new TreeMap<>();
    try {
      JSON.readTree(text).properties().forEach(e -> byEcu.put(e.getKey(), of(e.getValue())));
    } catch (JsonProcessingException e) {
      // A memory that can't be read is empty: the DCM must come up.
      byEcu.clear();
    }
    return byEcu;
  }
}
