// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BusFaults;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The standard's times (ISO 15765-2:2016, 9.6.5.4 and table 16), to the nanosecond. */
class NTimesTest {
  private final Ends ends = new Ends();

  @AfterEach
  void close() {
    ends.close();
  }

  private static IsoTpOptions paced(int blockSize, int separation) {
    return IsoTpOptions.CLASSIC.withFlowControl(
        FlowControlOptions.UNLIMITED.withPace(blockSize, new SeparationTime(separation)));
  }

  /** Of the codes: 0-7F are ms, F1-F9 are 100 us, all others are 127 ms. */
  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "01, 1000",
    "0A, 10000",
    "7F, 127000",
    "80, 127000",
    "F0, 127000",
    "F1, 100",
    "F5, 500",
    "F9, 900",
    "FA, 127000",
    "FF, 127000"
  })
  void consecutiveFramesKeepTheSeparationTime(String code, long micros) {
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    ends.ecu(paced(0, Integer.parseInt(code, 16)));
    assertEquals(NResult.N_OK, ends.send(tester, Ends.counting(6 + 3 * 7)));
    for (int n = 3; n < 5; n++) {
      Ends.Seen frame = ends.frames.get(n);
      long bits = frame.frame().wireBits() & 0xFFFF_FFFFL;
      long started = frame.nanos() - bits * 2_000;
      long pause = started - ends.frames.get(n - 1).nanos();
      // Three bits lie between two frames on any bus.
      assertEquals(Math.max(micros * 1_000, 3 * 2_000), pause, "before " + frame.frame());
    }
  }

  @Test
  void allCodesThatMeanNothingAreReserved() {
    for (int code = 0; code <= 0xFF; code++) {
      boolean known = code <= 0x7F || (code >= 0xF1 && code <= 0xF9);
      assertEquals(!known, new SeparationTime(code).reserved());
    }
    assertEquals(0xF3, SeparationTime.ofMicros(300).code());
    assertEquals(0x20, SeparationTime.ofMillis(32).code());
  }

  @Test
  void theSenderGivesUpAfterN_BsWithoutFlowControl() {
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    ends.node();
    assertEquals(NResult.N_TIMEOUT_BS, ends.send(tester, Ends.counting(20)));
    assertEquals(ends.frames.get(0).nanos() + Ends.SECOND, ends.timeline.nowNanos());
    assertEquals("N_TIMEOUT_Bs", ends.results.get(0).toString());
  }

  @Test
  void theSenderGivesUpAfterN_BsWithoutTheNextFlowControl() {
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    ends.ecu(paced(2, 0)).faults(IsoTpFaults.flow(IsoTpFaults.FlowFault.MISSING, 2));
    assertEquals(NResult.N_TIMEOUT_BS, ends.send(tester, Ends.counting(100)));
    assertEquals(4, ends.frames.size(), ends::said);
    assertEquals(ends.frames.get(3).nanos() + Ends.SECOND, ends.timeline.nowNanos());
  }

  @Test
  void theReceiverGivesUpAfterN_CrWithoutConsecutiveFrame() {
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    BusIsoTpLink ecu = ends.ecu(IsoTpOptions.CLASSIC);
    tester.faults(IsoTpFaults.stops(3));
    assertEquals(NResult.N_ERROR, ends.send(tester, Ends.counting(100)));
    ends.pass(2 * Ends.SECOND);
    assertEquals(List.of(NResult.N_TIMEOUT_CR), ends.atEcu.failures);
    assertEquals(ends.frames.get(3).nanos() + Ends.SECOND, ends.atEcu.lastNanos);
    assertEquals(0, ecu.heldBytes());
  }

  @Test
  void aFrameThatGetsNotOnTheBusEndsWithN_TIMEOUT_A() {
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    ends.ecu(IsoTpOptions.CLASSIC);
    ends.bus.faults(BusFaults.NONE.withStuckDominant(true));
    long begin = ends.timeline.nowNanos();
    assertEquals(NResult.N_TIMEOUT_A, ends.send(tester, Ends.counting(3)));
    assertEquals(begin + Ends.SECOND, ends.timeline.nowNanos());
  }

  @Test
  void aFlowControlThatGetsNotOnTheBusEndsWithN_TIMEOUT_A() {
    CanNode other = ends.node();
    ends.ecu(IsoTpOptions.CLASSIC.withTimeouts(NTimeouts.STANDARD.withDelays(Ends.MILLI, 0)));
    other.send(Frame.classic(0x7E0, Ends.hex("1014000102030405")));
    ends.pass(Ends.MILLI);
    ends.bus.faults(BusFaults.NONE.withDisconnected("ecu"));
    ends.pass(2 * Ends.SECOND);
    assertEquals(List.of(NResult.N_TIMEOUT_A), ends.atEcu.failures);
  }

  @Test
  void aFullControllerIsOfferedTheFrameAgainWithinN_As() {
    IsoTpStack stack = ends.stack("tester");
    ends.node();
    for (int n = 0; n < 100; n++) {
      IsoTpAddress address = IsoTpAddress.normal(0x100 + n, 0x200 + n);
      stack
          .open(address, IsoTpOptions.CLASSIC, ends.atTester)
          .send(Ends.counting(2), ends.results::add);
    }
    ends.pass(Ends.SECOND);
    assertEquals(100, ends.results.size());
    assertTrue(ends.results.stream().allMatch(result -> result == NResult.N_OK));
  }

  @Test
  void theDelaysOfAnEndAreKept() {
    NTimeouts slow = NTimeouts.STANDARD.withDelays(30 * Ends.MILLI, 20 * Ends.MILLI);
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC.withTimeouts(slow));
    ends.ecu(paced(2, 5).withTimeouts(slow));
    assertEquals(NResult.N_OK, ends.send(tester, Ends.counting(6 + 3 * 7)));
    assertEquals(
        List.of(30 * Ends.MILLI, 30 * Ends.MILLI),
        ends.atEcu.times(NTime.Name.N_BR).stream().map(NTime::nanos).toList());
    assertEquals(
        List.of(20 * Ends.MILLI, 20 * Ends.MILLI, 20 * Ends.MILLI),
        ends.atTester.times(NTime.Name.N_CS).stream().map(NTime::nanos).toList());
    // What the other end sees has its frame in it.
    long flow = ends.atEcu.times(NTime.Name.N_AR).get(0).nanos();
    assertEquals(30 * Ends.MILLI + flow, ends.atTester.times(NTime.Name.N_BS).get(0).nanos());
    long frame = ends.atTester.times(NTime.Name.N_AS).get(1).nanos();
    assertEquals(20 * Ends.MILLI + frame, ends.atEcu.times(NTime.Name.N_CR).get(0).nanos());
  }

  @Test
  void aMeasuredTimeIsHeldAgainstItsLimitWithTheBenchsLatency() {
    NTime time = new NTime(NTime.Name.N_BS, 0, 890 * Ends.MILLI, 5 * Ends.MILLI);
    long limit = NTimeouts.STANDARD.flowControlLimitNanos();
    assertEquals(900 * Ends.MILLI, limit);
    assertEquals(limit, NTimeouts.STANDARD.consecutiveLimitNanos());
    assertEquals(NTime.Judgement.BELOW, time.below(limit));
    assertEquals(NTime.Judgement.UNDECIDED, time.below(893 * Ends.MILLI));
    assertEquals(NTime.Judgement.UNDECIDED, time.below(886 * Ends.MILLI));
    assertEquals(NTime.Judgement.NOT_BELOW, time.below(885 * Ends.MILLI));
    assertEquals("N_Bs", time.name().toString());
  }

  @Test
  void theUncertaintyOfTheBenchStandsInEachTime() {
    IsoTpStack stack = new IsoTpStack(ends.bus, ends.timeline, "tester", 250_000);
    BusIsoTpLink tester = stack.open(Ends.TESTER, IsoTpOptions.CLASSIC, ends.atTester);
    ends.ecu(IsoTpOptions.CLASSIC);
    ends.send(tester, Ends.counting(20));
    assertEquals(6, ends.atTester.times.size());
    assertTrue(ends.atTester.times.stream().allMatch(time -> time.uncertaintyNanos() == 250_000));
  }
}
