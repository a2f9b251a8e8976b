// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.api.Supply;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.scpi.sim.InstrumentServer.Manner;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the rig makes of an instrument that is not there, or not well; and of one that is not its
 * own.
 */
@Tag("slow")
class BrokenInstrumentsTest {
  private static final Duration SOON = Duration.ofMillis(500);

  private final TestDesk desk = new TestDesk();

  @AfterEach
  void close() {
    desk.close();
  }

  private Supply open(ScpiSupplyOptions options) {
    return desk.on(
        () -> desk.keep(TestDesk.factory(Port.SUPPLY, "scpi").open(desk.site().with(options))));
  }

  private Supply supply() {
    return open(TestDesk.supply(desk.simulated.supplyAddress(), "SIM-PSU-1", SOON));
  }

  private String broken(Supplier<?> work) {
    return assertThrows(BenchBroken.class, () -> desk.on(work)).getMessage();
  }

  private static void says(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), "no '" + part + "' in: " + message);
    }
  }

  private Supplier<Boolean> volts(Supply supply, double volts) {
    return () -> {
      supply.volts(volts);
      return true;
    };
  }

  @Test
  void oneThatIsNotThereIsNamedWithItsAddress() throws Exception {
    String address;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "tcp:127.0.0.1:" + free.getLocalPort();
    }
    String message =
        assertThrows(BenchBroken.class, () -> open(TestDesk.supply(address, "", SOON)))
            .getMessage();
    says(message, "'instruments.supply' at " + address, "is not there", "is it on");
  }

  @Test
  void anotherOneThanTheBenchFileNamesIsRefusedBeforeAnythingIsSet() {
    String message =
        assertThrows(
                BenchBroken.class,
                () -> open(TestDesk.supply(desk.simulated.relaysAddress(), "SIM-PSU-1", SOON)))
            .getMessage();
    says(message, "SIM-REL-1", "wants 'SIM-PSU-1'");
  }

  @ParameterizedTest
  @CsvSource({
    "SILENT, has not answered within 500 ms",
    "GARBAGE, answered SYST:ERR? with '?~~'",
    "DEAD, is gone",
  })
  void oneThatFailsInTheMidstOfARunBreaksTheBenchAndIsSwitchedOffWhenItIsBack(
      Manner manner, String what) {
    Supply supply = supply();
    desk.on(volts(supply, 12));
    assertEquals(12, desk.simulated.volts());
    desk.simulated.supply().behave(manner);
    desk.eventually("the bench is broken", () -> !desk.site().broken.isEmpty());
    String message = broken(volts(supply, 13));
    says(message, "'instruments.supply' at tcp:", what.startsWith("answered") ? "answered" : what);
    desk.forget(supply);
    if (manner == Manner.DEAD) {
      says(broken(closing(supply)), "could not be brought to its safe state", "OUTP OFF");
      assertEquals(12, desk.simulated.volts());
    } else {
      desk.simulated.supply().behave(Manner.WELL);
      desk.on(closing(supply));
      assertEquals(0, desk.simulated.volts());
    }
  }

  private static Supplier<Boolean> closing(Object part) {
    return () -> {
      try {
        ((AutoCloseable) part).close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return true;
    };
  }

  @ParameterizedTest
  @CsvSource({"SILENT, has not answered", "GARBAGE, that is no identity"})
  void oneThatDoesNotSayWhoItIsIsNotUsed(Manner manner, String what) {
    desk.simulated.supply().behave(manner);
    says(assertThrows(BenchBroken.class, this::supply).getMessage(), what, "*IDN?");
    desk.simulated.supply().behave(Manner.WELL);
    supply();
  }

  @Test
  void nothingAboveTheLimitsOfTheBenchFileIsSent() {
    Supply supply = supply();
    desk.on(volts(supply, 12));
    says(broken(volts(supply, 16.01)), "16.01 V was refused", "maxVolts", "16.0 V");
    says(broken(volts(supply, -12)), "-12.0 V was refused", "does not reverse");
    says(broken(volts(supply, Double.NaN)), "NaN V was refused");
    assertEquals(12, desk.simulated.volts());
    desk.on(volts(supply, 16));
    assertEquals(16, desk.simulated.volts());
  }

  @Test
  void whatTheInstrumentItselfRefusesIsToldInItsWords() {
    Supply supply =
        open(
            new ScpiSupplyOptions(
                desk.simulated.supplyAddress(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                29,
                3,
                true,
                SOON,
                Duration.ofSeconds(60)));
    desk.on(volts(supply, 29));
    ScpiSupplyOptions beyond =
        new ScpiSupplyOptions(
            desk.simulated.supplyAddress(),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            59,
            3,
            true,
            SOON,
            Duration.ofSeconds(60));
    desk.on(closing(supply));
    desk.forget(supply);
    says(
        assertThrows(BenchBroken.class, () -> open(beyond)).getMessage(),
        "-222,\"Data out of range\"",
        "VOLT:PROT 59.000");
  }

  @Test
  void theOutputIsOffWhenItIsOpenedAndWhenItIsClosed() {
    Supply first = supply();
    desk.on(volts(first, 12));
    desk.on(closing(first));
    desk.forget(first);
    assertEquals(0, desk.simulated.volts());
  }

  @Test
  void aSecondRunOnTheSameInstrumentIsRefused() {
    supply();
    says(
        assertThrows(BenchBroken.class, this::supply).getMessage(),
        "is in use by another run on this machine");
  }

  @Test
  void relaysAreAtRestAtTheEndAndWhatTheyLackIsNotOnThisBench() {
    Faults faults = desk.open(Port.FAULTS);
    assertTrue(desk.simulated.isClosed(207), "the released value of a coded switch");
    desk.on(
        () -> {
          faults.wiredSosSwitch(true);
          faults.inject(Item.ANTENNA);
          return true;
        });
    assertTrue(desk.simulated.isClosed(101));
    assertFalse(desk.simulated.isClosed(207));
    assertTrue(desk.simulated.isClosed(201));
    String message =
        assertThrows(
                NotOnThisBench.class,
                () ->
                    desk.on(
                        () -> {
                          faults.inject(Item.SOFTWARE);
                          return true;
                        }))
            .getMessage();
    says(message, "SOFTWARE", "'software'");
    desk.on(closing(faults));
    desk.forget(faults);
    for (int relay : List.of(101, 201)) {
      assertFalse(desk.simulated.isClosed(relay), "relay " + relay);
    }
    assertTrue(desk.simulated.isClosed(207));
  }

  @Test
  void contactsThatCannotBeRightAreRefusedWhenTheFileIsRead() {
    says(
        assertThrows(
                IllegalArgumentException.class,
                () -> Contacts.check(Map.of("horn", new Contact(List.of(1), List.of()))))
            .getMessage(),
        "'horn'",
        "antenna");
    says(
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Contacts.check(
                        Map.of(
                            "sos", new Contact(List.of(1), List.of()),
                            "sim", new Contact(List.of(2), List.of(1)))))
            .getMessage(),
        "relay 1 twice");
    assertThrows(IllegalArgumentException.class, () -> new Contact(List.of(), List.of()));
  }

  @Test
  void aLightReaderThatDiesBreaksTheBench() {
    Indicator indicator = desk.open(Port.INDICATOR);
    desk.simulated.lightReader().behave(Manner.DEAD);
    desk.eventually("the bench is broken", () -> !desk.site().broken.isEmpty());
    says(broken(indicator::history), "'instruments.indicator' at tcp:", "is gone");
  }

  @Test
  void wiresThatAreNotThereSayHowTheSimulatorIsStarted() throws Exception {
    String address;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "tcp:127.0.0.1:" + free.getLocalPort();
    }
    says(
        broken(
            () ->
                new SimulatorWiring().open(desk.site().with(new SimulatorWiringOptions(address)))),
        "'instruments.wiring'",
        "rig sim desk");
  }
}
