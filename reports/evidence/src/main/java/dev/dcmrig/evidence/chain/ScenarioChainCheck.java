// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.chain;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a scenario's files against its {@code chain.txt}. Reads no further than the chain says that
 * records go, but for the SHA-256 of a whole file.
 */
public final class ScenarioChainCheck {

  /** Longer lines of the chain are none. */
  private static final int MAX_LINE = 128;

  /** A chain of a whole day needs some megabytes. */
  private static final long MAX_BYTES = 512L << 20;

  /** Sentences about one file. */
  static final int MAX_SENTENCES = 50;

  private static final int CHUNK_BYTES = 1 << 16;
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{32}) (\\S+) ([1-9]\\d{0,17})");

  private final Path folder;
  private final String run;
  private final String place;
  private final Map<String, Records> files = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private long records;
  private long unchained;

  /** What a file's records must be. */
  static final class Records {
    private byte[][] links = new byte[64][];
    private long[] ends = new long[64];
    private int size;

    Records(byte[] origin) {
      links[0] = origin;
      size = 1;
    }

    void add(byte[] link, long end) {
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, 2 * size);
        links = Arrays.copyOf(links, 2 * size);
      }
      ends[size] = end;
      links[size++] = link;
    }

    /** Records, numbered from 1. */
    int count() {
      return size - 1;
    }

    byte[] link(int number) {
      return links[number];
    }

    long end(int number) {
      return ends[number];
    }
  }

  private ScenarioChainCheck(Path folder, String run, String place) {
    this.folder = folder;
    this.run = run;
    this.place = place;
  }

  /**
   * Reads the chain.
   *
   * @param folder of the scenario
   * @param run identity of the run
   * @param place of the folder below the run's: {@code scenarios/NAME}
   * @throws IOException when it can't be read
   */
  public static ScenarioChainCheck of(Path folder, String run, String place) throws IOException {
    ScenarioChainCheck check = new ScenarioChainCheck(folder, run, place);
    check.read();
    return check;
  }

  private void read() throws IOException {
    Path file = folder.resolve(Links.FILE);
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(Links.FILE + " is larger than " + (MAX_BYTES >> 20) + " MB");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK_BYTES)) {
      byte[] line = new byte[MAX_LINE];
      int length = 0;
      int number = 1;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          take(number++, new String(line, 0, length, StandardCharsets.ISO_8859_1));
          length = 0;
        } else if (length < MAX_LINE) {
          line[length++] = (byte) b;
        } else {
          problems.add(Links.FILE + ": line " + number + " is too long");
          return;
        }
      }
    }
  }

  private void take(int number, String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      problem(Links.FILE + ": line " + number + " is no line of a chain");
      return;
    }
    String name = parts.group(2);
    Records of = files.computeIfAbsent(name, key -> new Records(origin(name)));
    long end = Long.parseLong(parts.group(3));
    if (end <= of.end(of.count())) {
      problem(Links.FILE + ": line " + number + " goes back in " + name);
      return;
    }
    of.add(HexFormat.of().parseHex(parts.group(1)), end);
    records++;
  }

  private byte[] origin(String name) {
    return Links.origin(run, place + "/" + name);
  }

  /** Names of files that have records. */
  public List<String> files() {
    return List.copyOf(files.keySet());
  }

  /**
   * Holds one file against its records.
   *
   * @param whole whether its bytes are hashed to its end, too; else the result is empty
   * @param open whether the scenario was cut off: bytes behind the last record are no fault then
   * @return SHA-256 of the whole file, or empty
   */
  public String check(String name, boolean whole, boolean open) throws IOException {
    Records of = files.getOrDefault(name, new Records(origin(name)));
    MessageDigest all = Links.sha256();
    MessageDigest one = Links.sha256();
    byte[] chunk = new byte[CHUNK_BYTES];
    int number = 1;
    long at = 0;
    int firstWrong = 0;
    List<String> wrong = new ArrayList<>();
    one.update(of.link(0));
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (whole) {
          all.update(chunk, 0, read);
        }
        int from = 0;
        while (number <= of.count() && at + (read - from) >= of.end(number)) {
          int length = (int) (of.end(number) - at);
          one.update(chunk, from, length);
          from += length;
          at += length;
          if (!Arrays.equals(Links.cut(one.digest()), of.link(number))) {
            firstWrong = firstWrong == 0 ? number : firstWrong;
            add(wrong, name, "record " + number + " " + place(of, number) + " was changed");
          }
          one.update(of.link(number));
          number++;
        }
        if (number <= of.count()) {
          one.update(chunk, from, read - from);
        } else if (!whole) {
          at += read - from;
          break;
        }
        at += read - from;
      }
    }
    if (number <= of.count()) {
      firstWrong = firstWrong == 0 ? number : firstWrong;
      add(wrong, name, "it ends at byte " + at + ", before the end of record " + number);
    } else if (at > of.end(of.count())) {
      if (open) {
        unchained += at - of.end(of.count());
      } else {
        firstWrong = firstWrong == 0 ? of.count() + 1 : firstWrong;
        add(wrong, name, "bytes were added behind its last record, " + of.count());
      }
    }
    explained(name, of, firstWrong, wrong);
    return whole ? HexFormat.of().formatHex(all.digest()) : "";
  }

  /** Lines can be found again where others were removed or added; blocks can't. */
  private void explained(String name, Records of, int firstWrong, List<String> wrong)
      throws IOException {
    if (firstWrong > 0 && name.endsWith(".jsonl")) {
      List<String> found = LineSearch.differences(folder.resolve(name), of, firstWrong);
      if (!found.isEmpty()) {
        found.forEach(sentence -> problem(name + ": " + sentence));
        return;
      }
    }
    wrong.forEach(this::problem);
  }

  private static String place(Records of, int number) {
    return "(bytes " + of.end(number - 1) + " to " + of.end(number) + ")";
  }

  private static void add(List<String> wrong, String name, String sentence) {
    if (wrong.size() < MAX_SENTENCES) {
      wrong.add(name + ": " + sentence);
    }
  }

  private void problem(String sentence) {
    if (problems.size() < 2 * MAX_SENTENCES) {
      problems.add(sentence);
    }
  }

  /** A sentence each, which begins with the file's name. */
  public List<String> problems() {
    return problems;
  }

  /** Of all files. */
  public long records() {
    return records;
  }

  /** Bytes of a scenario that was cut off which no record has. */
  public long unchained() {
    return unchained;
  }
}
