// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.api.Supply;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import dev.dcmrig.sim.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instruments that answer, and are not to be trusted all the same. */
@Tag("slow")
class SlyInstrumentsTest {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final TestDesk desk = new TestDesk();
  private ScriptedInstrument scripted;

  @TempDir Path folder;

  @AfterEach
  void close() {
    try {
      desk.close();
    } finally {
      if (scripted != null) {
        scripted.close();
      }
    }
  }

  private Supply supply(Optional<Integer> channel, Duration sampleEvery, String address) {
    ScpiSupplyOptions options =
        new ScpiSupplyOptions(
            address, Optional.empty(), channel, 16, 3, true, Duration.ofMillis(500), sampleEvery);
    return desk.on(
        () -> desk.keep(TestDesk.factory(Port.SUPPLY, "scpi").open(desk.site().with(options))));
  }

  private Supply supply(Optional<Integer> channel, UnaryOperator<String> script) {
    scripted = new ScriptedInstrument(script);
    return supply(channel, Duration.ofSeconds(60), scripted.address());
  }

  private static String measured(String line, String amperes) {
    return line.equals("MEAS:CURR?") ? amperes : "";
  }

  private boolean volts(Supply supply, double volts) {
    return desk.on(
        () -> {
          supply.volts(volts);
          return true;
        });
  }

  private void closed(Object part) {
    desk.forget(part);
    desk.on(
        () -> {
          try {
            ((AutoCloseable) part).close();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return true;
        });
  }

  @Test
  void anAnswerThatDripsWithoutEndIsLate() {
    scripted = new ScriptedInstrument(line -> line.equals("*IDN?") ? ScriptedInstrument.DRIPS : "");
    String message =
        assertTimeoutPreemptively(
                BOUND,
                () ->
                    assertThrows(
                        BenchBroken.class,
                        () ->
                            ScpiInstrument.open(
                                "instruments.supply",
                                InstrumentAddress.parse(scripted.address()),
                                Duration.ofMillis(300),
                                "")))
            .getMessage();
    assertTrue(message.contains("has not answered within 300 ms, but for 'x"), message);
  }

  @Test
  void aSupplyThatHasRefusedItsVoltageIsNotSwitchedOn() {
    AtomicBoolean refuses = new AtomicBoolean();
    Supply supply =
        supply(
            Optional.empty(),
            line -> {
              if (line.equals("VOLT 12.000")) {
                refuses.set(true);
              }
              return line.equals("SYST:ERR?") && refuses.getAndSet(false)
                  ? "-221,\"Settings conflict\""
                  : measured(line, "0.0");
            });
    String message = assertThrows(BenchBroken.class, () -> volts(supply, 12)).getMessage();
    assertTrue(message.contains("-221"), message);
    assertFalse(scripted.told.contains("OUTP ON"), () -> scripted.told.toString());
  }

  @Test
  void theSafeStateIsThatOfTheSupplysOwnChannel() {
    AtomicBoolean silent = new AtomicBoolean();
    Supply supply =
        supply(
            Optional.of(2),
            line -> measured(line, silent.compareAndSet(true, false) ? "no number" : "0.0"));
    volts(supply, 12);
    silent.set(true);
    assertThrows(BenchBroken.class, () -> desk.on(supply::amperes));
    int before = scripted.told.size();
    closed(supply);
    assertEquals(
        List.of("INST:NSEL 2", "OUTP OFF", "SYST:ERR?"),
        scripted.told.subList(before, scripted.told.size()));
  }

  @Test
  void whatAScenarioStillWantsAfterTheSafeStateIsNotSent() {
    scripted = new ScriptedInstrument(line -> "");
    try (ScpiInstrument instrument =
        ScpiInstrument.open(
            "instruments.supply",
            InstrumentAddress.parse(scripted.address()),
            Duration.ofMillis(500),
            "")) {
      instrument.makeSafe("OUTP OFF");
      assertThrows(BenchBroken.class, () -> instrument.command("OUTP ON"));
      assertFalse(scripted.told.contains("OUTP ON"));
      instrument.makeSafe("OUTP OFF");
      assertEquals(2, scripted.told.stream().filter("OUTP OFF"::equals).count());
    }
  }

  @Test
  void onePartThatCannotBeMadeSafeKeepsNoOtherFromIt() {
    AtomicInteger safe = new AtomicInteger();
    Runnable broken =
        () -> {
          throw new BenchBroken("gone");
        };
    BenchBroken told =
        assertThrows(
            BenchBroken.class,
            () -> SafeStates.makeSafe(List.of(broken, safe::incrementAndGet, broken)));
    assertEquals(1, safe.get());
    assertEquals(1, told.getSuppressed().length);
  }

  @Test
  void aCurrentThatNobodyHasLookedAtInASpanIsLookedAtForIt() {
    AtomicInteger looks = new AtomicInteger();
    Supply supply =
        supply(
            Optional.empty(),
            line ->
                measured(
                    line,
                    line.equals("MEAS:CURR?") && looks.getAndIncrement() > 0 ? "2.0" : "0.001"));
    desk.pass(50);
    assertEquals(
        2.0,
        desk.on(
            () -> {
              Duration now = Duration.ofNanos(desk.site().timeline().nowNanos());
              return supply.highestAmperes(now.minusMillis(1), now);
            }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "LOCALHOST"})
  void anotherWayToWriteItsAddressIsNoWayRoundItsLock(String host) {
    scripted = new ScriptedInstrument(line -> measured(line, "0.0"));
    supply(Optional.empty(), Duration.ofSeconds(60), scripted.address());
    String message =
        assertThrows(
                BenchBroken.class,
                () ->
                    supply(
                        Optional.empty(),
                        Duration.ofSeconds(60),
                        "tcp:" + host + ":" + scripted.port()))
            .getMessage();
    assertTrue(message.contains("is in use by another run on this machine"), message);
  }

  @Test
  void aDeviceIsOneThroughItsLinksAndAtEachRate() throws Exception {
    Path device = Files.createFile(folder.resolve("ttyUSB7"));
    Path link = Files.createSymbolicLink(folder.resolve("by-id"), device);
    String place = InstrumentAddress.parse("serial:" + device).place();
    assertEquals(place, InstrumentAddress.parse("serial:" + link + ":115200").place());
    assertEquals("serial:/dev/none:9600", InstrumentAddress.parse("serial:/dev/none").place());
  }

  private Indicator indicator(UnaryOperator<String> fetched) {
    scripted = new ScriptedInstrument(line -> line.equals("FETC?") ? fetched.apply(line) : "");
    ScpiIndicatorOptions options =
        new ScpiIndicatorOptions(
            scripted.address(), Optional.empty(), 500, 0.2, 3.0, Duration.ofSeconds(2));
    return desk.on(
        () -> desk.keep(TestDesk.factory(Port.INDICATOR, "scpi").open(desk.site().with(options))));
  }

  @Test
  void aLightReaderThatHasStoppedIsNoDarkLamp() {
    AtomicInteger fetches = new AtomicInteger();
    Indicator indicator =
        indicator(line -> fetches.getAndIncrement() == 0 ? "0,0.2,0.2,0.2,0.2" : "2");
    String message =
        assertThrows(
                BenchBroken.class,
                () -> {
                  for (int look = 0; look < Patience.LOOKS; look++) {
                    desk.pass(20);
                    desk.on(indicator::history);
                  }
                })
            .getMessage();
    assertTrue(message.contains("does it still sample"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,0.2,9.91E37", "0,NaN,0.2", "0,0.2,Infinity", "0,0.2", "x,0.2,0.2"})
  void aSampleThatIsNoNumberIsNoLitLamp(String answer) {
    BenchBroken told = assertThrows(BenchBroken.class, () -> indicator(line -> answer));
    assertTrue(told.getMessage().contains("answered FETC? with '" + answer), told.getMessage());
  }
}
