// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML 1.2 file whose values know their lines. */
public final class YamlFile {

  /** A configuration file is written by hand; anything longer is something else. */
  private static final long MAX_BYTES = 1_000_000;

  private YamlFile() {}

  /**
   * Reads a file that holds a map of keys.
   *
   * @param shown the file as messages name it
   * @param problems takes what is wrong; the answer is then empty
   */
  public static Optional<YamlMap> read(Path file, String shown, Problems problems) {
    Optional<String> text = text(file, shown, problems);
    return text.isEmpty() ? Optional.empty() : parse(text.get(), shown, problems);
  }

  /** Reads a text file, or says why it can't be read. */
  public static Optional<String> text(Path file, String shown, Problems problems) {
    if (Files.isDirectory(file)) {
      problems.add(shown, 0, "is a folder", "name a file in it");
      return Optional.empty();
    }
    if (!Files.exists(file)) {
      problems.add(shown, 0, "there is no such file", "check the path" + neighbours(file));
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add(shown, 0, "has " + Files.size(file) + " bytes", "name a configuration file");
        return Optional.empty();
      }
      return Optional.of(Files.readString(file));
    } catch (AccessDeniedException e) {
      problems.add(shown, 0, "may not be read by this user", "change its permissions");
    } catch (CharacterCodingException e) {
      problems.add(shown, 0, "is not text in UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      problems.add(shown, 0, "can't be read: " + e.getMessage(), "check the disk and the path");
    }
    return Optional.empty();
  }

  /** Reads text that holds a map of keys; {@code shown} names it in messages. */
  public static Optional<YamlMap> parse(String text, String shown, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(shown)
            .setUseMarks(true)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode map) {
        return Optional.of(new YamlMap(shown, "", map, problems));
      }
      problems.add(shown, 1, "holds no keys", "write 'key: value' lines");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
      problems.add(shown, line, "is no YAML: " + e.getProblem(), "check indentation and quotes");
    } catch (YamlEngineException e) {
      problems.add(shown, 0, "is no YAML: " + e.getMessage(), "write plain YAML 1.2");
    }
    return Optional.empty();
  }

  private static String neighbours(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "; there is no folder " + folder + " either";
    }
    try (var entries = Files.list(folder)) {
      var names = entries.map(entry -> entry.getFileName().toString()).sorted().toList();
      return Nearest.to(String.valueOf(file.getFileName()), names)
          .map(near -> "; did you mean '" + near + "'?")
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
