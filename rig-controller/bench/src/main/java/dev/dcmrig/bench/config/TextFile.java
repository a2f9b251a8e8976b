// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a configuration file as text, whatever was put in its place: a pipe, a device, something
 * endless or something that is no text. Each is said in a sentence; nothing is waited for.
 */
public final class TextFile {

  /** A configuration file is written by hand; anything longer is something else. */
  public static final int MAX_BYTES = 1_000_000;

  /** A database of a whole car's messages, as tools write it. */
  public static final int MAX_DBC_BYTES = 8_000_000;

  /** Files of a folder that are looked through for one that may be meant. */
  private static final int MAX_NEIGHBOURS = 500;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  /**
   * A path as a file names it.
   *
   * @return empty when the system can't have such a path: it holds a zero, for instance
   */
  public static Optional<Path> path(Path folder, String named) {
    try {
      return Optional.of(folder.resolve(named).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a file of UTF-8, with or without a byte order mark.
   *
   * @param shown the file as messages name it
   * @param most bytes that are taken
   * @param problems takes what is wrong; the answer is then empty
   */
  public static Optional<String> read(Path file, String shown, int most, Problems problems) {
    if (!isRegular(file, shown, problems)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        problems.add(shown, 0, "is longer than " + most + " bytes", "name a file written for this");
        return Optional.empty();
      }
      return decoded(bytes, shown, problems);
    } catch (AccessDeniedException e) {
      problems.add(shown, 0, "may not be read by this user", "change its permissions");
    } catch (IOException e) {
      problems.add(shown, 0, "can't be read: " + e.getMessage(), "check the disk and the path");
    }
    return Optional.empty();
  }

  /**
   * Whether somebody else may read a file without waiting for ever.
   *
   * @param shown the file as messages name it
   * @param problems takes what stands in its place: a pipe, a device, a link to nowhere
   */
  public static boolean isRegular(Path file, String shown, Problems problems) {
    boolean regular = Files.isRegularFile(file);
    if (!regular) {
      problems.add(shown, 0, notRegular(file), remedy(file));
    }
    return regular;
  }

  private static Optional<String> decoded(byte[] bytes, String shown, Problems problems) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    String text = out.toString();
    if (result.isError()) {
      problems.add(shown, lines(text, text.length()), "is not text in UTF-8", "save it as UTF-8");
      return Optional.empty();
    }
    String body = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    for (int i = 0; i < body.length(); i++) {
      char letter = body.charAt(i);
      if (Character.isISOControl(letter) && "\t\n\r\u0085".indexOf(letter) < 0) {
        problems.add(
            shown,
            lines(body, i),
            String.format("holds the control character U+%04X", (int) letter),
            "remove it: a configuration file is plain text");
        return Optional.empty();
      }
    }
    return Optional.of(body);
  }

  private static int lines(String text, int end) {
    int line = 1;
    for (int i = 0; i < end; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }

  private static String notRegular(Path file) {
    if (Files.isDirectory(file)) {
      return "is a folder";
    }
    if (Files.exists(file)) {
      return "is a pipe, a socket or a device";
    }
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? "is a link to a file that is not there"
        : "there is no such file";
  }

  private static String remedy(Path file) {
    if (Files.isDirectory(file)) {
      return "name a file in it";
    }
    return Files.exists(file) ? "name a regular file" : "check the path" + neighbours(file);
  }

  private static String neighbours(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "; there is no folder " + folder + " either";
    }
    try (var entries = Files.list(folder)) {
      var names =
          entries
              .limit(MAX_NEIGHBOURS)
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !file.endsWith(name))
              .sorted()
              .toList();
      return Nearest.to(String.valueOf(file.getFileName()), names)
          .map(near -> "; did you mean '" + near + "'?")
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
