// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.msd;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a user names: hexadecimal on the command line, a file, or standard input. */
final class MsdInput {
  /** A message has at most 140 bytes; a file with more than this is something else. */
  private static final int MAX_BYTES = 64 * 1024;

  private static final String STANDARD_INPUT = "-";

  /** Text never begins with a byte below this, a message (version 1 to 3) always does. */
  private static final int FIRST_TEXT_BYTE = '\t';

  private MsdInput() {}

  /** The bytes of a message: binary, or hexadecimal with blanks, line ends, 0x, commas, colons. */
  static byte[] message(List<String> words) throws IOException {
    String first = words.get(0);
    if (words.size() == 1 && (first.equals(STANDARD_INPUT) || isThere(first))) {
      byte[] content = content(first);
      boolean binary = content.length > 0 && content[0] >= 0 && content[0] < FIRST_TEXT_BYTE;
      return binary ? content : hex(new String(content, StandardCharsets.UTF_8), shown(first));
    }
    return hex(String.join(" ", words), "HEX");
  }

  /** The text of a file or of standard input. */
  static String text(String name) throws IOException {
    return new String(content(name), StandardCharsets.UTF_8);
  }

  static String shown(String name) {
    return name.equals(STANDARD_INPUT) ? "standard input" : name;
  }

  private static boolean isThere(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static byte[] content(String name) throws IOException {
    byte[] content;
    if (name.equals(STANDARD_INPUT)) {
      content = bounded(System.in);
    } else {
      content = fileContent(name);
    }
    if (content.length > MAX_BYTES) {
      throw wrong(shown(name), "has more than " + MAX_BYTES + " bytes", "name a single message");
    }
    return content;
  }

  private static byte[] fileContent(String name) throws IOException {
    if (!isThere(name)) {
      throw wrong(name, "there is no such file", "check the path, or give - for standard input");
    }
    Path file = Path.of(name);
    // A folder, a FIFO or a device; reading one of them could last for ever.
    if (!Files.isRegularFile(file)) {
      throw wrong(name, "is no plain file", "name a file, or give - for standard input");
    }
    if (!Files.isReadable(file)) {
      throw wrong(name, "may not be read by this user", "change its permissions");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return bounded(in);
    }
  }

  private static byte[] bounded(InputStream in) throws IOException {
    return in.readNBytes(MAX_BYTES + 1);
  }

  private static byte[] hex(String text, String shown) {
    String digits = text.replaceAll("(?i)(?<![0-9a-f])0x", "").replaceAll("[\\s,:;]", "");
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), 16) < 0 || digits.charAt(i) > 'f') {
        throw wrong(
            shown,
            "'"
                + printable(digits.charAt(i))
                + "' (character "
                + (i + 1)
                + ") is no hexadecimal digit",
            "give hexadecimal digits, a file that is there, or - for standard input");
      }
    }
    if (digits.isEmpty()) {
      throw wrong(shown, "holds no message", "give a message of 1 to 140 bytes");
    }
    if (digits.length() % 2 != 0) {
      throw wrong(
          shown,
          "has " + digits.length() + " hexadecimal digits, which is odd",
          "two make a byte: one is missing, or one is too many");
    }
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  private static String printable(char character) {
    return character >= ' ' && character <= '~'
        ? String.valueOf(character)
        : String.format(Locale.ROOT, "U+%04X", (int) character);
  }

  static ConfigurationException wrong(String shown, String what, String remedy) {
    return new ConfigurationException(new Problem(shown, 0, what, remedy));
  }
}
