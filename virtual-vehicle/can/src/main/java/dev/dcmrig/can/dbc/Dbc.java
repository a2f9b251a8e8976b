// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of one bus, as a DBC file describes them. */
public final class Dbc {
  private final String fileName;
  private final String version;
  private final List<String> nodes;
  private final Map<String, Message> byName = new LinkedHashMap<>();
  private final Map<Long, Message> byId = new LinkedHashMap<>();
  private final Map<String, Map<Long, String>> valueTables;
  private final Map<String, String> attributes;

  Dbc(
      String fileName,
      String version,
      List<String> nodes,
      List<Message> messages,
      Map<String, Map<Long, String>> valueTables,
      Map<String, String> attributes) {
    this.fileName = fileName;
    this.version = version;
    this.nodes = List.copyOf(nodes);
    this.valueTables = valueTables;
    this.attributes = attributes;
    for (Message message : messages) {
      byName.put(message.name(), message);
      byId.put(key(message.id(), message.isExtended()), message);
    }
  }

  /**
   * Parses and checks the text of a DBC file.
   *
   * @param fileName as messages shall name it
   * @throws DbcException with file, line, what is wrong and what to do
   */
  public static Dbc parse(String fileName, String text) {
    return new DbcParser(fileName, text).parse();
  }

  /**
   * Reads a DBC file: UTF-8 if it is that, else ISO 8859-1, as many tools write it.
   *
   * @throws DbcException when it isn't right
   */
  public static Dbc read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    return parse(file.toString(), text);
  }

  static long key(int id, boolean extended) {
    return extended ? id | 1L << 31 : id;
  }

  public String fileName() {
    return fileName;
  }

  public String version() {
    return version;
  }

  public List<String> nodes() {
    return nodes;
  }

  /** In the order of the file. */
  public List<Message> messages() {
    return List.copyOf(byName.values());
  }

  public @Nullable Message message(String name) {
    return byName.get(name);
  }

  public @Nullable Message message(int id, boolean extended) {
    return byId.get(key(id, extended));
  }

  /** The named value tables ({@code VAL_TABLE_}). */
  public Map<String, Map<Long, String>> valueTables() {
    return valueTables;
  }

  /** An attribute of the whole network, or its default, or null. */
  public @Nullable String attribute(String name) {
    return attributes.get(name);
  }
}
