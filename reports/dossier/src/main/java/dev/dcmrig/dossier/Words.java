// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The words of a dossier in one language, {@code words_LANG.properties}. A template's file of that
 * name goes before the rig's own.
 */
final class Words {
  /** What there is. */
  static final List<String> LANGUAGES = List.of("en", "de");

  private final String language;
  private final Properties words = new Properties();

  Words(String language, @Nullable Path template) {
    this.language = language;
    String name = "words_" + language + ".properties";
    try (InputStream in = Words.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no language '" + language + "': " + LANGUAGES);
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      Path own = template == null ? null : template.resolve(name);
      if (own != null && Files.isRegularFile(own)) {
        try (Reader reader = Files.newBufferedReader(own, StandardCharsets.UTF_8)) {
          words.load(reader);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  String language() {
    return language;
  }

  /** All keys, for tests. */
  java.util.Set<String> keys() {
    return words.stringPropertyNames();
  }

  /** A text; arguments stand for {@code {0}}, {@code {1}}, ... */
  String get(String key, Object... arguments) {
    String text = words.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("no word '" + key + "' in language " + language);
    }
    for (int index = 0; index < arguments.length; index++) {
      text = text.replace("{" + index + "}", String.valueOf(arguments[index]));
    }
    return text;
  }

  /** A verdict. */
  String verdict(String word) {
    return get("verdict." + word.replace(' ', '-').toLowerCase(Locale.ROOT));
  }
}
