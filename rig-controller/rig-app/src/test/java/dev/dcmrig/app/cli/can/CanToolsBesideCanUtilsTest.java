// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Main;
import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.CandumpLog;
import dev.dcmrig.can.candump.FrameFilter;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.can.gen.FrameGenerator;
import dev.dcmrig.can.gen.FrameRecipe;
import dev.dcmrig.can.log.LoggedFrame;
import dev.dcmrig.sim.Seed;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rig's tools and can-utils on the same traffic of a kernel's vcan0. */
class CanToolsBesideCanUtilsTest {
  private static final long SEED = 20_261_125;

  /** Stamps of one frame differ by rounding only; a step of the clock would be more. */
  private static final long STAMPS_MICROS = 1_000;

  /** The rig's dump asks the kernel for all frames and for all errors, and filters by itself. */
  private static final int ENTRIES_OF_A_DUMP = 2;

  private static final String[] FILTERS = {
    "123:7FF",
    "123:C00007FF",
    "12345678:DFFFFFFF",
    "400~700",
    "0:0",
    "100:700,120~7F0,j",
    "100:700,120~7F0",
    "#4",
    "0~0,#FFFFFFFF",
    "0:0,#FFFFFFFF,J",
    "0:0,7FF:7FF,#FFFFFFFF,j",
    "123:80000000",
    "00000000:80000000",
    "123:40000000",
    "10123:C00FFFFF",
    "20000123:7FF"
  };

  @TempDir Path folder;

  @BeforeAll
  static void kernel() {
    Guest.mustBeThere();
  }

  /** Frames of every format; identifiers that the filters ask for come often. */
  private static List<Frame> traffic() {
    FrameGenerator generator =
        new FrameGenerator(FrameRecipe.parse("r", "r", "r", 0, true), Seed.of(SEED));
    int[] wanted = {0x123, 0x12345678, 0x110, 0x128, 0x12F, 0x400, 0x4FF, 0x7FF, 0x10123};
    List<Frame> frames = new ArrayList<>();
    for (int n = 0; n < 300; n++) {
      Frame frame = generator.next();
      if (n % 10 == 9) {
        frame = Frame.of(1 << n / 10 % 10, Frame.ERROR, 8, new byte[] {0, 4, 1, 3, 0, 0, 96, 7});
      } else if (n % 3 == 0) {
        int id = wanted[n / 3 % wanted.length];
        int flags = frame.flags() | (id > Frame.MAX_BASE_ID ? Frame.EXTENDED : 0);
        frame = Frame.of(id, flags, frame.length(), frame.data());
      }
      frames.add(frame);
    }
    return frames;
  }

  private void play(List<Frame> frames) throws Exception {
    StringBuilder log = new StringBuilder();
    frames.forEach(frame -> CandumpLog.append(log, 1_000_000, Guest.NAME, frame));
    Path file = Files.writeString(folder.resolve("traffic.log"), log);
    Guest.run("canplayer", "-t", "-I", file.toString());
  }

  /** candump asks the kernel for each of its filters, and once for error frames. */
  private static int entriesOfCandump(String filter) {
    List<String> parts = List.of(filter.split(","));
    long identifiers = parts.stream().filter(part -> part.matches(".*[:~].*")).count();
    boolean errors = parts.stream().anyMatch(part -> part.startsWith("#"));
    return (int) identifiers + (errors ? 1 : 0);
  }

  private static Guest.Tool candump(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("candump", "-r", "4000000"));
    command.addAll(List.of(words));
    return Guest.start(command.toArray(String[]::new));
  }

  @Test
  void dumpPrintsWhatCandumpPrints() throws Exception {
    List<Frame> frames = traffic();
    String all = Guest.NAME + ",0:0,#FFFFFFFF";
    String count = Integer.toString(frames.size() + 60);
    List<List<String>> forms =
        List.of(
            List.of(),
            List.of("-x", "-a"),
            List.of("-L"),
            List.of("-x", "-t", "z"),
            List.of("-t", "A"));
    List<Guest.Tool> theirs = new ArrayList<>();
    List<CompletableFuture<Rig>> ours = new ArrayList<>();
    int before = Guest.listeners(Guest.NAME);
    for (List<String> form : forms) {
      List<String> options = new ArrayList<>(form);
      options.addAll(List.of("-n", count, all));
      theirs.add(candump(options.toArray(String[]::new)));
      options.addAll(0, List.of("can", "dump"));
      options.set(options.size() - 1, "socketcan:" + all);
      ours.add(Guest.rig(options.toArray(String[]::new)));
    }
    Guest.awaitListeners(Guest.NAME, before + 4 * forms.size());
    play(frames.subList(0, 200));
    Guest.run("cangen", "-m", "-g", "0", "-n", "59", Guest.NAME);
    Guest.run("cansend", Guest.NAME, "123##3AABB");
    play(frames.subList(200, 300));
    for (int form = 0; form < forms.size(); form++) {
      same(forms.get(form).toString(), theirs.get(form).lines(), Guest.lines(ours.get(form)));
    }
  }

  /** The same lines, with stamps that are the kernel's: equal but for rounding. */
  private static void same(String form, List<String> theirs, List<String> ours) {
    assertEquals(
        theirs.stream().map(line -> line.replaceFirst("\\([^)]*\\)", "()")).toList(),
        ours.stream().map(line -> line.replaceFirst("\\([^)]*\\)", "()")).toList(),
        form);
    for (int index = 0; index < ours.size(); index++) {
      long apart = Math.abs(micros(theirs.get(index)) - micros(ours.get(index)));
      assertTrue(apart <= STAMPS_MICROS, form + ": " + theirs.get(index) + ours.get(index));
    }
  }

  private static long micros(String line) {
    String stamp = line.replaceFirst("^[^(]*\\(([^)]*)\\).*$", "$1");
    String digits = stamp.replaceFirst("^.*:", "").replace(".", "");
    return digits.matches("\\d+") ? Long.parseLong(digits) : 0;
  }

  @Test
  void filtersLetThroughWhatThoseOfCandumpDo() throws Exception {
    List<Frame> frames = traffic();
    Map<String, Guest.Tool> theirs = new LinkedHashMap<>();
    Map<String, CompletableFuture<Rig>> ours = new LinkedHashMap<>();
    int before = Guest.listeners(Guest.NAME);
    int entries = 0;
    for (String filter : FILTERS) {
      FrameFilter parsed = FrameFilter.parse(filter);
      String count = Long.toString(frames.stream().filter(parsed::passes).count());
      assertTrue(!count.equals("0"), filter);
      theirs.put(filter, candump("-L", "-n", count, Guest.NAME + "," + filter));
      ours.put(filter, Guest.rig("can", "dump", "-L", "-n", count, Guest.NAME + "," + filter));
      entries += entriesOfCandump(filter) + ENTRIES_OF_A_DUMP;
    }
    Guest.awaitListeners(Guest.NAME, before + entries);
    play(frames);
    for (String filter : FILTERS) {
      same(filter, theirs.get(filter).lines(), Guest.lines(ours.get(filter)));
    }
  }

  @Test
  void logsAreReadByCanUtils() throws Exception {
    List<Frame> frames = traffic();
    Path log = folder.resolve("ours.log");
    String count = Integer.toString(frames.size());
    int before = Guest.listeners(Guest.NAME);
    CompletableFuture<Rig> ours =
        Guest.rig("can", "dump", "-f", log.toString(), "-n", count, Guest.NAME + ",0:0,#FFFFFFFF");
    Guest.awaitListeners(Guest.NAME, before + 2);
    play(frames);
    assertEquals(List.of(), Guest.lines(ours));
    List<String> ascii = Guest.run("log2asc", "-I", log.toString(), Guest.NAME);
    assertTrue(ascii.size() >= frames.size(), ascii::toString);
    Guest.Tool candump = candump("-L", "-n", count, Guest.NAME + ",0:0,#FFFFFFFF");
    Guest.awaitListeners(Guest.NAME, before + 2);
    Guest.run("canplayer", "-t", "-I", log.toString());
    assertEquals(
        frames.stream().map(FrameText::log).toList(), frames(candump.lines()), "played again");
  }

  @Test
  void ctrlCEndsADumpAsItEndsCandump() throws Exception {
    int before = Guest.listeners(Guest.NAME);
    Guest.Tool theirs = candump(Guest.NAME);
    Guest.Tool ours = process(Path.of("."), "can", "dump", Guest.NAME);
    Guest.awaitListeners(Guest.NAME, before + 3);
    Guest.run("cansend", Guest.NAME, "123#DEAD");
    theirs.interrupt();
    ours.interrupt();
    String line = "  vcan0  123   [2]  DE AD";
    assertEquals(List.of(line), theirs.lines());
    assertEquals(List.of(line, "rig: 1 frames"), ours.lines());
    assertEquals(theirs.process().exitValue(), ours.process().exitValue());
  }

  /** The rig as a process of its own, started in a folder. */
  private static Guest.Tool process(Path folder, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "-C",
                folder.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dpicocli.ansi=false",
                "-cp",
                absoluteClassPath(),
                Main.class.getName()));
    command.addAll(List.of(words));
    return Guest.start(command.toArray(String[]::new));
  }

  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void dumpDecodesSignalsAndExplainsErrorsUntilNothingComes() throws Exception {
    Path dbc = RigHome.find().root().resolve("hil-configs/dbc/vehicle.dbc");
    int before = Guest.listeners(Guest.NAME);
    CompletableFuture<Rig> ours =
        Guest.rig("can", "dump", "-e", "-T", "2000", "--dbc", dbc.toString(), Guest.NAME);
    Guest.awaitListeners(Guest.NAME, before + 2);
    Guest.run("cansend", Guest.NAME, "130#0102030405060708");
    Guest.run("cansend", Guest.NAME, "20000020#0000000000000000");
    Guest.run("cansend", Guest.NAME, "7F0#01");
    assertEquals(
        List.of(
            "  vcan0  130   [8]  01 02 03 04 05 06 07 08"
                + "  :: ChassisStatus(Speed: 25.65 km/h, Gear: D, Parked: NO)",
            "  vcan0  20000020   [8]  00 00 00 00 00 00 00 00   ERRORFRAME",
            "\tno acknowledgement",
            "  vcan0  7F0   [1]  01"),
        Guest.lines(ours));
  }

  @Test
  void aLogWithoutANameIsCalledAsCandumpCallsIt() throws Exception {
    int before = Guest.listeners(Guest.NAME);
    Guest.Tool ours = process(folder, "can", "dump", "-l", "-n", "1", Guest.NAME);
    Guest.awaitListeners(Guest.NAME, before + 1);
    Guest.run("cansend", Guest.NAME, "123#DEAD");
    List<String> said = ours.lines();
    String name = said.get(0).replaceFirst("^rig: the log is ", "");
    assertTrue(name.matches("candump-\\d{4}-\\d\\d-\\d\\d_\\d{6}\\.log"), said::toString);
    assertEquals(List.of("123#DEAD"), frames(Files.readAllLines(folder.resolve(name))));
  }

  private static List<String> frames(List<String> lines) {
    return lines.stream().map(line -> FrameText.log(CandumpLog.parse(line).frame())).toList();
  }

  @Test
  void replayPlaysALogOfCandumpInItsTime() throws Exception {
    int before = Guest.listeners(Guest.NAME);
    Guest.Tool first = candump("-L", "-n", "30", Guest.NAME);
    Guest.awaitListeners(Guest.NAME, before + 1);
    Guest.run("cangen", "-m", "-g", "20", "-n", "30", Guest.NAME);
    List<String> recorded = first.lines();
    Path log = Files.write(folder.resolve("theirs.log"), recorded);
    int other = Guest.listeners("vcan1");
    Guest.Tool second = candump("-L", "-n", "30", "vcan1");
    Guest.awaitListeners("vcan1", other + 1);
    long begin = System.nanoTime();
    Guest.lines(Guest.rig("can", "replay", log.toString(), "socketcan:vcan1=" + Guest.NAME));
    long lastedMicros = (System.nanoTime() - begin) / 1_000;
    List<String> played = second.lines();
    assertEquals(frames(recorded), frames(played));
    assertTrue(lastedMicros >= span(recorded), lastedMicros + " and " + span(recorded));
    // A busy machine may hold frames up, and then hurries: the mean is kept.
    assertTrue(span(played) >= span(recorded) / 2, span(played) + " and " + span(recorded));
  }

  private static long span(List<String> lines) {
    LoggedFrame first = CandumpLog.parse(lines.get(0));
    return CandumpLog.parse(lines.get(lines.size() - 1)).epochMicros() - first.epochMicros();
  }

  @Test
  void genWithOneSeedIsTheSameToCandumpTwice() throws Exception {
    List<List<String>> seen = new ArrayList<>();
    for (int n = 0; n < 2; n++) {
      int before = Guest.listeners(Guest.NAME);
      Guest.Tool candump = candump("-L", "-n", "100", Guest.NAME);
      Guest.awaitListeners(Guest.NAME, before + 1);
      Rig gen = Rig.run("can", "gen", Guest.NAME, "-m", "-g", "0", "-n", "100", "--seed", "7");
      assertEquals(ExitCode.PASSED, gen.code(), gen::toString);
      seen.add(frames(candump.lines()));
    }
    assertEquals(100, seen.get(0).size());
    assertEquals(seen.get(0), seen.get(1));
  }

  @Test
  void loadCountsTheBitsThatCanbusloadCounts() throws Exception {
    int before = Guest.listeners(Guest.NAME);
    Guest.Tool theirs =
        Guest.start("timeout", "-s", "INT", "7", "canbusload", "-e", "vcan0@500000");
    CompletableFuture<Rig> ours = Guest.rig("can", "load", "-n", "6", "vcan0@500k", "--top", "0");
    Guest.awaitListeners(Guest.NAME, before + 3);
    // No remote frames: canbusload 2020.11 counts data for them, which they don't have.
    Guest.run("cangen", "-g", "1", "-n", "60", "-e", Guest.NAME);
    Guest.run("cangen", "-g", "1", "-n", "60", Guest.NAME);
    assertEquals(sums(theirs.lines()), sums(Guest.lines(ours)));
  }

  /** Frames, bits and bits of data of all lines together. */
  private static List<Long> sums(List<String> lines) {
    long[] sums = new long[3];
    for (String line : lines) {
      if (line.startsWith(" vcan0@500000 ")) {
        String[] words = line.strip().split("\\s+");
        for (int index = 0; index < sums.length; index++) {
          sums[index] += Long.parseLong(words[index + 1]);
        }
      }
    }
    assertEquals(120, sums[0], lines::toString);
    return List.of(sums[0], sums[1], sums[2]);
  }
}
