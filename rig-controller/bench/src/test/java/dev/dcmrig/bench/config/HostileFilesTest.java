// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.TestDrivers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands where a configuration file should be: a sentence says so, and nothing hangs. */
class HostileFilesTest {

  /** The wish is a second; a busy machine gets twenty, and what hangs is still found. */
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final RigHome home = RigHome.find();
  @TempDir Path folder;

  /** Every kind of file, with a good one of it. */
  enum Kind {
    BENCH("benches/emulated.yaml"),
    VEHICLE("vehicles/reference.yaml"),
    PROFILE("dcm-profiles/tps.yaml"),
    CATALOGUE("requirements/catalogue.yaml");

    private final String good;

    Kind(String good) {
      this.good = good;
    }

    void read(RigHome home, Path file, Problems problems) {
      switch (this) {
        case BENCH -> new BenchFileReader(home, TestDrivers.TABLE, problems).read(file);
        case VEHICLE -> VehicleFile.read(home, file, problems);
        case PROFILE -> ProfileFile.read(home, file, problems);
        case CATALOGUE -> {
          try {
            RequirementCatalogue.read(home, file);
          } catch (ConfigurationException e) {
            e.problems().forEach(problems::add);
          }
        }
      }
    }
  }

  private List<String> said(Kind kind, Path file) {
    Problems problems = new Problems();
    assertTimeoutPreemptively(BOUND, () -> kind.read(home, file, problems));
    List<String> said = problems.all().stream().map(Problem::toString).toList();
    for (String sentence : said) {
      assertTrue(sentence.startsWith(file.toString()), sentence);
      assertFalse(sentence.chars().anyMatch(Character::isISOControl), sentence);
      assertTrue(sentence.length() < 1_500, sentence);
    }
    return said;
  }

  private void refused(Kind kind, Path file, String sentence) {
    List<String> said = said(kind, file);
    assertEquals(file + sentence, said.isEmpty() ? "nothing" : said.get(0), said::toString);
  }

  private Path text(String text) throws IOException {
    return Files.writeString(folder.resolve("file.yaml"), text);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPipeIsNotWaitedFor(Kind kind) throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    refused(kind, pipe, ": is a pipe, a socket or a device; name a regular file");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anEndlessDeviceIsNotRead(Kind kind) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/zero"));
    refused(kind, link, ": is a pipe, a socket or a device; name a regular file");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLinkToNothingAndAFolderAreNamed(Kind kind) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
    refused(kind, link, ": is a link to a file that is not there; check the path");
    refused(kind, folder, ": is a folder; name a file in it");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aFileWithoutKeysIsNamed(Kind kind) throws IOException {
    refused(kind, text(""), ":1: is empty; write 'key: value' lines");
    refused(kind, text("# nothing\n"), ":1: is empty; write 'key: value' lines");
    refused(kind, text("- a\n- b\n"), ":1: holds no keys; write 'key: value' lines");
    refused(kind, text("7\n"), ":1: holds no keys; write 'key: value' lines");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsNoTextIsNamedWithItsLine(Kind kind) throws IOException {
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "a: b\nc: gr\u00fc\u00df\n".getBytes(StandardCharsets.ISO_8859_1));
    refused(kind, latin, ":2: is not text in UTF-8; save it as UTF-8");
    Files.write(latin, "a: b\n".getBytes(StandardCharsets.UTF_16));
    refused(kind, latin, ":1: is not text in UTF-8; save it as UTF-8");
    refused(
        kind,
        text("a: b\nc: \u001b[31m\n"),
        ":2: holds the control character U+001B; remove it: a configuration file is plain text");
    refused(
        kind,
        text("a: b" + "x".repeat(1_000_000)),
        ": is longer than 1000000 bytes; name a file written for this");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void depthIsBounded(Kind kind) throws IOException {
    String sentence =
        ": values are nested more than 16 levels deep; write them as the files in hil-configs do";
    refused(kind, text("a: " + "[".repeat(5_000) + "]".repeat(5_000)), ":1" + sentence);
    refused(kind, text("a:\n  - " + "- ".repeat(5_000) + "x\n"), ":2" + sentence);
    String blocks =
        IntStream.range(0, 400).mapToObj(i -> " ".repeat(i) + "k:\n").collect(Collectors.joining());
    refused(kind, text(blocks + " ".repeat(400) + "k: 1\n"), ":17" + sentence);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anAliasIsNotFollowed(Kind kind) throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    refused(
        kind, text(bomb.toString()), ":2: an alias refers to another place; write the values out");
    refused(
        kind, text("a: &a [*a]\n"), ":1: an alias refers to another place; write the values out");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void manyUnknownKeysAreSaidAtOnce(Kind kind) throws IOException {
    String good = Files.readString(home.configs().resolve(kind.good));
    String many =
        IntStream.range(0, 8_000)
            .mapToObj(i -> "unknown" + i + ": 1\n")
            .collect(Collectors.joining());
    assertFalse(said(kind, text(good + many)).isEmpty() && kind != Kind.PROFILE);
    String more = many + many.replace("unknown", "other") + many.replace("unknown", "third");
    Path file = text(more);
    String first = said(kind, file).get(0);
    assertTrue(first.contains(": holds more than 20000 words"), first);
    assertFalse(
        said(kind, text(good + "k".repeat(100_000) + ": 1\n")).isEmpty() && kind != Kind.PROFILE);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aKeyThatStandsTwiceIsNamed(Kind kind) throws IOException {
    String good = Files.readString(home.configs().resolve(kind.good));
    List<String> said = said(kind, text(good + "extra: 1\nextra: 2\n"));
    assertTrue(
        said.stream().anyMatch(s -> s.contains("'extra' stands here for the second time")),
        said::toString);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aByteOrderMarkIsNoPartOfTheText(Kind kind) throws IOException {
    String good = Files.readString(home.configs().resolve(kind.good));
    assertEquals(List.of(), said(kind, text("\uFEFF" + good)));
  }

  @ParameterizedTest
  @CsvSource({
    "BENCH,vehicle: vehicles/reference.yaml,vehicle: \"a\\0b\"",
    "BENCH,profile: dcm-profiles/tps.yaml,profile: \"\\0\"",
    "VEHICLE,dbc: dbc/vehicle.dbc,dbc: \"\\0\"",
    "VEHICLE,dbc: dbc/vehicle.dbc,dbc: /dev/zero",
    "BENCH,vehicle: vehicles/reference.yaml,vehicle: /dev/zero",
    "PROFILE,holdTime: 500 ms,holdTime: 1e309",
    "PROFILE,holdTime: 500 ms,holdTime: -1e309",
    "PROFILE,holdTime: 500 ms,holdTime: .inf",
    "PROFILE,holdTime: 500 ms,holdTime: .nan",
    "PROFILE,holdTime: 500 ms,holdTime: 99999999999999999999",
    "PROFILE,holdTime: 500 ms,holdTime: 1000000 h",
    "PROFILE,holdTime: 500 ms,holdTime: 1000000000 h",
    "PROFILE,holdTime: 500 ms,holdTime: 8785 h",
  })
  void aValueThatCanNotBeIsNamedWithItsLine(Kind kind, String old, String bad) throws IOException {
    String good = Files.readString(home.configs().resolve(kind.good));
    assertTrue(good.contains(old), good);
    int line =
        (int) good.substring(0, good.indexOf(old)).chars().filter(c -> c == '\n').count() + 1;
    List<String> said = said(kind, text(good.replace(old, bad)));
    assertTrue(
        said.stream().anyMatch(s -> s.startsWith(folder + "/file.yaml:" + line + ": ")),
        said::toString);
  }

  /** Bytes that were copied, not seconds: a busy machine copies no more of them. */
  @ParameterizedTest
  @ValueSource(strings = {"#%s\n", "x: %s\n", "x: \"%s\"\n"})
  void aLongLineCostsNoMoreThanItsLength(String form) throws IOException {
    String good = Files.readString(home.configs().resolve(Kind.BENCH.good));
    String text = form.formatted("y".repeat(900_000)) + good;
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    YamlFile.parse(text, "file", new Problems());
    long megabytes = (threads.getThreadAllocatedBytes(thread) - before) >> 20;
    assertTrue(megabytes < 200, megabytes + " MB");
  }

  @Test
  void aMessageShowsNoLettersThatATerminalObeys() {
    Problem problem = new Problem("a\u001b[2J.yaml", 1, "'\u202Ex\ny'", "");
    assertEquals("a\\u001B[2J.yaml:1: '\\u202Ex y'", problem.toString());
    assertTrue(new Problem("f", 1, "x".repeat(10_000), "").toString().length() < 500);
  }
}
