// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.io.IOException;
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
  private final List<Message> messages;
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
    this.messages = List.copyOf(messages);
    for (Message message : messages) {
      // Names are unique in a file that was read strictly; else the first of a name counts.
      byName.putIfAbsent(message.name(), message);
      byId.put(key(message.id(), message.isExtended()), message);
    }
  }

  /**
   * Parses and checks the text of a DBC file: what is unsound is refused. {@link DbcReading} is for
   * looking at other people's files.
   *
   * @param fileName as messages shall name it
   * @throws DbcException with file, line, what is wrong and what to do
   */
  public static Dbc parse(String fileName, String text) {
    return new DbcParser(fileName, text, new Findings(fileName, false)).parse();
  }

  /**
   * Reads a DBC file strictly: UTF-8 if it is that, UTF-16 with its mark, else Windows-1252, as
   * many tools write it.
   *
   * @throws DbcException when it isn't right
   */
  public static Dbc read(Path file) throws IOException {
    return parse(file.toString(), DbcText.read(file));
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
    return messages;
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
