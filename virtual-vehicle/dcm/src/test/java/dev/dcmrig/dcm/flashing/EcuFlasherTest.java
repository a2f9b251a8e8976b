// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.flashing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.uds.data.FlashFaults.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcuFlasherTest {
  private static final int SIZE = 300;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final EmulatedBus bus = new EmulatedBus("emulated:test", timeline, BitRates.DEFAULT);
  private final FlashableEcu ecu = new FlashableEcu(timeline, bus);
  private final TesterNode tester = new TesterNode(timeline, bus, this::node);
  private final CanNode node = bus.connect("dcm", (nanos, frame) -> tester.frame(nanos, frame));
  private final EcuFlasher flasher =
      new EcuFlasher(timeline, tester, new FlashRules() {}, Duration.ofSeconds(2));
  private final Told told = new Told();
  private @Nullable CanNode connected = node;

  private @Nullable CanNode node() {
    return connected;
  }

  @AfterEach
  void close() {
    bus.close();
  }

  private static final class Told implements EcuFlasher.Listener {
    final List<String> words = new ArrayList<>();
    boolean wanted = true;

    /** So many requests more are allowed. */
    int allowed = Integer.MAX_VALUE;

    @Override
    public boolean mayGoOn() {
      return allowed-- > 0;
    }

    @Override
    public void interrupted() {
      words.add("interrupted");
    }

    @Override
    public boolean found(String version) {
      words.add("found " + version);
      return wanted;
    }

    @Override
    public void erasing() {
      words.add("erasing");
    }

    @Override
    public void kept(String version) {
      words.add("kept " + version);
    }

    @Override
    public void done(String version) {
      words.add("done " + version);
    }

    @Override
    public void failed(FlashStep step, String why, boolean lasting) {
      words.add(step + (lasting ? " for ever: " : ": ") + why);
    }

    String last() {
      return words.get(words.size() - 1);
    }
  }

  private FlashJob job(String hardware) {
    byte[] software = new byte[SIZE];
    byte[] head = (FlashableEcu.NEW + " " + hardware + "\n").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, software, 0, head.length);
    return new FlashJob(
        ecu.ecu,
        FlashableEcu.NEW,
        hardware,
        SIZE,
        (at, count) -> Arrays.copyOfRange(software, at, at + count));
  }

  private void flash() {
    flasher.begin(job(FlashableEcu.HARDWARE), told);
    pass(20);
    assertFalse(flasher.isBusy());
  }

  private void pass(int seconds) {
    timeline.runUntil(timeline.nowNanos() + Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void theStepsComeInTheirOrderAndTheVersionIsReadBack() {
    flash();
    List<String> expected = new ArrayList<>();
    Collections.addAll(expected, "1003", "22F189", "22F191", "8502", "1002", "2701", "2702");
    Collections.addAll(expected, "3101FF00", "34", "36", "36", "36", "37");
    Collections.addAll(expected, "31010202", "3101FF01", "1101", "22F189");
    assertEquals(expected, ecu.asked);
    assertEquals(List.of("found V01.00.00", "erasing", "done V02.00.00"), told.words);
    assertEquals(FlashableEcu.NEW, ecu.version());
  }

  @Test
  void softwareForAnotherHardwareIsNotWritten() {
    flasher.begin(job("HW-2"), told);
    pass(20);
    assertEquals(
        "identification for ever: the software is for hardware HW-2, the ECU is HW-1", told.last());
    assertEquals(List.of("1003", "22F189", "22F191"), ecu.asked);
  }

  @Test
  void whatNobodyWantsReplacedStays() {
    told.wanted = false;
    flash();
    assertEquals(List.of("found V01.00.00"), told.words);
    assertEquals(FlashableEcu.OLD, ecu.version());
  }

  @ParameterizedTest
  @CsvSource({
    "SESSION, session: DiagnosticSessionControl refused: conditionsNotCorrect, 1002",
    "SECURITY_ACCESS, security access: SecurityAccess refused: requiredTimeDelayNotExpired, 2701",
    "ERASE, erase: RoutineControl refused: generalProgrammingFailure, 22F189",
    "DOWNLOAD, download: RequestDownload refused: uploadDownloadNotAccepted, 34",
    "BLOCK, block: TransferData refused: generalProgrammingFailure, 36",
    "TRANSFER_EXIT, transfer exit: RequestTransferExit refused: requestSequenceError, 37",
    "CHECKSUM, checksum: the ECU's routine has not passed, 31010202",
    "DEPENDENCIES, dependencies: the ECU's routine has not passed, 3101FF01",
    "RESET, reset: no response, 1101",
    "START, reading back: no software runs, 22F189",
  })
  void aStepThatFailsEndsItThere(Step step, String why, String lastRequest) {
    ecu.actions.faults().next(step, 1);
    flash();
    assertEquals(why, told.last());
    assertEquals(lastRequest, ecu.asked.get(ecu.asked.size() - 1));
  }

  @Test
  void whoRefusesToEraseIsAskedWhatItHasKept() {
    ecu.actions.faults().next(Step.ERASE, 1);
    flash();
    assertEquals(
        List.of(
            "found V01.00.00",
            "erasing",
            "kept V01.00.00",
            "erase: RoutineControl refused: generalProgrammingFailure"),
        told.words);
  }

  @Test
  void whoRefusesToEraseOnceItHasErasedKeepsNothing() {
    ecu.actions.faults().next(Step.CHECKSUM, 1);
    flash();
    told.words.clear();
    ecu.actions.faults().next(Step.ERASE, 1);
    flash();
    assertEquals(
        List.of("found ", "erasing", "erase: RoutineControl refused: generalProgrammingFailure"),
        told.words);
  }

  @Test
  void afterARefusedErasureNothingIsAskedThatMayNotBe() {
    ecu.actions.faults().next(Step.ERASE, 1);
    told.allowed = 8;
    flash();
    assertEquals("interrupted", told.last());
    assertEquals("3101FF00", ecu.asked.get(ecu.asked.size() - 1));
  }

  @Test
  void afterAFailureItCanBeBegunAnew() {
    ecu.actions.faults().next(Step.BLOCK, 1);
    flash();
    flash();
    assertEquals("done V02.00.00", told.last());
  }

  @Test
  void whatMayNotGoOnAsksNothingMoreAndCanBeBegunAnew() {
    for (int requests = 0; requests < 17; requests++) {
      told.allowed = requests;
      ecu.asked.clear();
      flash();
      assertEquals("interrupted", told.last());
      assertEquals(requests, ecu.asked.size());
      // The ECU's session ends by itself.
      pass(6);
    }
    told.allowed = Integer.MAX_VALUE;
    flash();
    assertEquals("done V02.00.00", told.last());
  }

  @Test
  void withoutAControllerNothingIsAsked() {
    connected = null;
    flash();
    assertEquals("session: the DCM is not on the bus", told.last());
    assertTrue(ecu.asked.isEmpty());
  }

  @Test
  void whoStopsItIsToldNothing() {
    flasher.begin(job(FlashableEcu.HARDWARE), told);
    flasher.stop();
    pass(20);
    assertEquals(List.of(), told.words);
    assertEquals(List.of("1003"), ecu.asked);
  }
}
