// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.Supply;
import dev.dcmrig.bench.TestSite;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.sim.VirtualTimeline;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that fill a port, well and otherwise. */
@Tag("slow")
class ExecDriverTest {
  private final VirtualTimeline timeline = new VirtualTimeline();

  /** The program of the tests; it does what its setting says. */
  static ExecOptions options(String mode) {
    return options(program(), Duration.ofSeconds(20), mode);
  }

  private static ExecOptions options(Path program, Duration within, String mode) {
    return new ExecOptions(
        List.of("python3", program.toString()), within, Optional.of(Map.of("mode", mode)));
  }

  private static Path program() {
    try {
      return Path.of(ExecDriverTest.class.getResource("instruments.py").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void close(Object part) throws Exception {
    ((AutoCloseable) part).close();
  }

  @Test
  void whatIsToldIsInTheEvidenceAndAProgramMayAddNotes() throws Exception {
    TestSite site = new TestSite(timeline, options("good"));
    Supply supply = new ExecDriver<>(Port.SUPPLY).open(site);
    supply.volts(12.6);
    close(supply);
    assertEquals(List.of("supply.opened {port=supply}", "supply.volts {volts=12.6}"), site.notes());
    assertEquals(List.of(), site.broken);
  }

  @Test
  void recordsAndTimesComeAsTheyAre() throws Exception {
    TestSite site = new TestSite(timeline, options("good"));
    RadioLink link = new ExecDriver<>(Port.RADIO_LINK).open(site);
    link.coverage(Coverage.NONE);
    assertEquals(
        List.of(new Attempt(Duration.ofMillis(1_500), null, Duration.ofSeconds(2), false)),
        link.attempts("DCMR0REF000000001"));
    assertEquals(List.of(), link.http());
    close(link);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|has ended and has not answered 'volts' (id 2)|no mains",
        "2|answered 'volts' with an error: over-current protection has tripped|is still running",
        "3|broke the rules (docs/DRIVERS.md): it said '12,6 V', and that is no JSON object|write"
            + " one object a line",
        "5|and nobody asked id 77; answer each line once, now one of [2]|",
        "6|there is no pin 'horn'; a program drives 'supply', 'sos' and 'line'|",
        "7|and a line has at most 65536 bytes|xxx...",
        "8|says that it is broken: the fuse has blown|",
        "9|has not answered 'volts' (id 2) within 8000 ms|is still running",
      })
  void whatAProgramBreaksEndsAsErrorWithItsName(int kind, String said, String more)
      throws Exception {
    TestSite site =
        new TestSite(timeline, options(program(), Duration.ofSeconds(kind == 9 ? 8 : 20), "volts"));
    Supply supply = new ExecDriver<>(Port.SUPPLY).open(site);
    BenchBroken thrown = assertThrows(BenchBroken.class, () -> supply.volts(kind));
    close(supply);
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.startsWith("the program 'python3' of 'instruments.supply' "), message);
    assertTrue(message.contains(said), message);
    assertTrue(more == null || message.contains(more), message);
    assertTrue(!site.broken.isEmpty());
  }

  /** Each kind of wrong line in place of an answer, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null|it said 'null', and that is no JSON object; write one object a line",
        "[1]|it said '[1]', and that is no JSON object; write one object a line",
        "5|it said '5', and that is no JSON object; write one object a line",
        "{\"id\":2}}|and that is no JSON object; write one object a line",
        "{'id':2}|and that is no JSON object; write one object a line",
        "{\"id\":2,\"value\":NaN}|and that is no JSON object; write one object a line",
        "{}|a line has 'id', 'pin', 'note' or 'broken'",
        "{\"note\":5}|a line has 'id', 'pin', 'note' or 'broken'",
        "{\"id\":\"2\"}|'id' is the number of the line that it answers, now one of [2]",
        "{\"id\":2.5}|'id' is the number of the line that it answers, now one of [2]",
        "{\"id\":null}|'id' is the number of the line that it answers, now one of [2]",
        "{\"id\":0}|nobody asked id 0; answer each line once, now one of [2]",
        "{\"id\":3}|nobody asked id 3; answer each line once, now one of [2]",
        "{\"id\":1}|there was an answer before to id 1; answer each line once, now one of [2]",
        "{\"id\":2}|'amperes' is null; write a value",
        "{\"id\":2,\"value\":\"0.25\"}|'amperes' is 0.25; write a number",
        "{\"id\":2,\"value\":[0.25]}|write a number",
        "{\"id\":2,\"value\":true}|'amperes' is true; write a number",
        "{\"pin\":\"supply\",\"volts\":61}|'volts' is 61; write a number from 0 to 60",
        "{\"pin\":\"supply\"}|'volts' is null; write a number from 0 to 60",
        "{\"pin\":\"sos\",\"pressed\":1}|'pressed' is 1; write true or false",
        "{\"pin\":\"line\",\"line\":\"SIM\",\"condition\":\"BAD\"}|BAD is none of [OK,",
        "exit 0|has ended and has not answered 'amperes' (id 2)",
        "flood|it has said more than 10000 lines and not answered 'amperes' (id 2)",
      })
  void aWrongLineEndsAsErrorWithPortLineAndWhatIsRight(String line, String said) throws Exception {
    ExecOptions options =
        new ExecOptions(
            List.of("python3", program().toString()),
            Duration.ofMinutes(5),
            Optional.of(Map.of("mode", "says", "line", line)));
    TestSite site = new TestSite(timeline, options);
    Supply supply = new ExecDriver<>(Port.SUPPLY).open(site);
    BenchBroken thrown = assertThrows(BenchBroken.class, supply::amperes);
    close(supply);
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.startsWith("the program 'python3' of 'instruments.supply' "), message);
    assertTrue(message.contains(said), message);
    assertTrue(!site.broken.isEmpty());
  }

  @Test
  void anAnswerThatComesTwiceEndsAsError() throws Exception {
    ExecOptions options =
        new ExecOptions(
            List.of("python3", program().toString()),
            Duration.ofSeconds(20),
            Optional.of(
                Map.of(
                    "mode",
                    "says",
                    "line",
                    "{\"note\":\"a\"}\n{\"id\":1}\n{\"id\":2,\"value\":1}")));
    TestSite site = new TestSite(timeline, options);
    Supply supply = new ExecDriver<>(Port.SUPPLY).open(site);
    BenchBroken thrown = assertThrows(BenchBroken.class, supply::amperes);
    close(supply);
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.contains("there was an answer before to id 1"), message);
  }

  @Test
  void anEmptyLineSaysNothingAndLinesMayEndAsWindowsEndsThem() throws Exception {
    ExecOptions options =
        new ExecOptions(
            List.of("python3", program().toString()),
            Duration.ofSeconds(20),
            Optional.of(Map.of("mode", "says", "line", "\n  \r\n\t\n{\"id\":2,\"value\":0.5}\r")));
    TestSite site = new TestSite(timeline, options);
    Supply supply = new ExecDriver<>(Port.SUPPLY).open(site);
    assertEquals(0.5, supply.amperes());
    close(supply);
    assertEquals(List.of(), site.broken);
  }

  @Test
  void aKeyThatMustBeThereIsMissed() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                JsonValues.decode(
                    Attempt.class, new JsonObject("{\"connected\":true}"), "attempts[0]"));
    assertEquals(
        "'attempts[0].started' is null; write seconds, at most 3.2E9", thrown.getMessage());
  }

  /** As when the machine stops the rig for a while: that time is not the program's. */
  @Test
  void aRigThatWasHeldUpWaitsForTheAnswerAllTheSame(@TempDir Path folder) throws Exception {
    Path resumed = folder.resolve("resumed");
    String script =
        "read a; echo '{\"pin\":\"x\"}'; while ! test -e \"$0\"; do sleep 0.05; done; sleep 0.3;"
            + " echo '{\"id\":1,\"value\":7}'; read b";
    ExecOptions options =
        new ExecOptions(
            List.of("sh", "-c", script, resumed.toString()),
            Duration.ofSeconds(1),
            Optional.empty());
    TestSite site = new TestSite(timeline, options);
    try (ExecProgram program = ExecProgram.start(Port.SUPPLY, site, options)) {
      program.says("pin", line -> holdUp(Duration.ofMillis(1_500), resumed));
      assertEquals(7, program.request(new JsonObject().put("call", "volts")));
    }
  }

  private static void holdUp(Duration time, Path resumed) {
    try {
      Thread.sleep(time.toMillis());
      Files.createFile(resumed);
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void onVirtualTimeAProgramSpeaksOnlyWhenItIsAsked() throws Exception {
    TestSite site = new TestSite(timeline, options("volts"));
    Supply supply = new ExecDriver<>(Port.SUPPLY).open(site);
    BenchBroken thrown =
        assertThrows(
            BenchBroken.class,
            () -> {
              supply.volts(4);
              // What it said after its answer is there at some time; each question looks for it.
              for (int i = 0; i < 1_000; i++) {
                supply.amperes();
                Thread.sleep(1);
              }
            });
    close(supply);
    String message = String.valueOf(thrown.getMessage());
    assertTrue(
        message.contains("only when it is asked") || message.contains("'volts' is 99"), message);
  }

  @Test
  void aProgramThatIsNotThereIsToldOfWithTheKeyOfTheBenchFile() {
    TestSite site =
        new TestSite(
            timeline, new ExecOptions(List.of("./none"), Duration.ofSeconds(1), Optional.empty()));
    BenchBroken thrown =
        assertThrows(BenchBroken.class, () -> new ExecDriver<>(Port.SUPPLY).open(site));
    assertTrue(
        thrown.getMessage().endsWith("check 'instruments.supply.command' of the bench file"),
        thrown.getMessage());
  }

  @Test
  void whatAProgramHasStartedEndsWithIt() throws Exception {
    TestSite site = new TestSite(timeline, options("leaves-a-child"));
    Supply supply = new ExecDriver<>(Port.SUPPLY).open(site);
    close(supply);
    assertEquals(
        0,
        ProcessHandle.allProcesses()
            .filter(
                process ->
                    process.info().arguments().stream()
                        .flatMap(java.util.Arrays::stream)
                        .anyMatch(word -> word.equals(program().toString())))
            .filter(ProcessHandle::isAlive)
            .filter(process -> process.parent().map(ProcessHandle::pid).orElse(1L) != 1)
            .count());
  }

  /** The example of docs/DRIVERS.md, run as it stands there. */
  @Test
  void theExampleOfThePageIsASupply(@TempDir Path folder) throws Exception {
    String page = Files.readString(RigHome.find().root().resolve("docs/DRIVERS.md"));
    Matcher example = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertTrue(example.find(), "there is no example in docs/DRIVERS.md");
    assertTrue(example.group(1).lines().count() <= 20, "it is longer than 20 lines");
    Path program = Files.writeString(folder.resolve("psu.py"), example.group(1));
    TestSite site = new TestSite(timeline, options(program, Duration.ofSeconds(20), "good"));
    Supply supply = new ExecDriver<>(Port.SUPPLY).open(site);
    supply.volts(12.6);
    assertEquals(12.6, site.pins().supplyVolts());
    site.pins().draw(0.25);
    timeline.runUntil(1_000_000_000);
    site.pins().draw(0.1);
    assertEquals(0.1, supply.amperes());
    assertEquals(0.25, supply.highestAmperes(Duration.ZERO, Duration.ofSeconds(1)));
    close(supply);
    assertEquals(List.of(), site.broken);
  }

  @Test
  void callsOfACentreCanBeAskedToo() {
    Object call =
        JsonValues.decode(
            EmergencyCentre.Call.class,
            new JsonObject(
                "{\"vin\":\"DCMR0REF000000001\",\"isCallBack\":false,\"started\":2.5,\"dialled\":\"sip:a@b\",\"data\":[],"
                    + "\"endedBy\":\"vehicle\",\"payloadTypes\":[8,0]}"),
            "calls[0]");
    EmergencyCentre.Call read = (EmergencyCentre.Call) call;
    assertEquals(Duration.ofMillis(2_500), read.started());
    assertEquals(Optional.of("vehicle"), read.endedBy());
    assertEquals(List.of(8, 0), read.payloadTypes());
  }
}
