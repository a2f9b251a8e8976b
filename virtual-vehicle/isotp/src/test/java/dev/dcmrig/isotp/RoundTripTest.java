// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Whatever is sent arrives, however both ends are set, and nothing else does. */
class RoundTripTest {
  private static final String SEED = "20261129";

  @Provide
  Arbitrary<IsoTpAddress> addresses() {
    return Arbitraries.of(
        Ends.TESTER,
        IsoTpAddress.normal(0x18DA10F1, 0x7E8),
        IsoTpAddress.normalFixed(0xF1, 0x10),
        IsoTpAddress.extended(0x6F1, 0x12, 0x612, 0xF1),
        IsoTpAddress.extended(0x18FF0001, 0x12, 0x18FF0002, 0xF1),
        IsoTpAddress.mixed(0x7E0, 0x7E8, 0x99),
        IsoTpAddress.mixedFixed(0xF1, 0x10, 0x99));
  }

  @Provide
  Arbitrary<IsoTpOptions> options() {
    Arbitrary<FrameFormat> formats =
        Combinators.combine(
                Arbitraries.of(0, 8, 12, 16, 20, 24, 32, 48, 64),
                Arbitraries.of(FrameFormat.NO_PADDING, 0, 0x55, 0xAA, 0xCC, 0xFF))
            .as(
                (length, padding) ->
                    (length == 0 ? FrameFormat.CLASSIC : FrameFormat.fd(length))
                        .withPadding(padding));
    Arbitrary<Integer> separations = Arbitraries.of(0, 1, 2, 0xF1, 0xF5, 0xF9, 0x7F, 0x80, 0xFA);
    return Combinators.combine(formats, Arbitraries.integers().between(0, 255), separations)
        .as(
            (format, blockSize, separation) ->
                IsoTpOptions.CLASSIC
                    .withFormat(format)
                    .withLongestMessage(5000)
                    .withFlowControl(
                        FlowControlOptions.UNLIMITED.withPace(
                            blockSize, new SeparationTime(separation))));
  }

  @Property(tries = 300, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void anyMessageArrivesBothWaysAtOnce(
      @ForAll("addresses") IsoTpAddress address,
      @ForAll("options") IsoTpOptions testerOptions,
      @ForAll("options") IsoTpOptions ecuOptions,
      @ForAll @IntRange(min = 1, max = 5000) int length,
      @ForAll @IntRange(min = 1, max = 200) int answerLength) {
    try (Ends ends = new Ends()) {
      BusIsoTpLink tester = ends.stack("tester").open(address, testerOptions, ends.atTester);
      BusIsoTpLink ecu = ends.stack("ecu").open(address.mirrored(), ecuOptions, ends.atEcu);
      byte[] answer = Ends.counting(answerLength);
      ecu.send(answer, ends.results::add);
      ends.send(tester, Ends.counting(length));
      ends.pass(60 * Ends.SECOND);
      assertEquals(2, ends.results.size());
      assertEquals(List.of(NResult.N_OK, NResult.N_OK), ends.results);
      assertArrayEquals(Ends.counting(length), only(ends.atEcu));
      assertArrayEquals(answer, only(ends.atTester));
      assertEquals(0, tester.ignoredFrames() + ecu.ignoredFrames());
      assertEquals(0, tester.heldBytes() + ecu.heldBytes());
    }
  }

  private static byte[] only(Ends.Heard heard) {
    assertEquals(List.of(), heard.failures);
    assertEquals(1, heard.messages.size());
    return heard.messages.get(0);
  }

  @Property(tries = 200, seed = SEED)
  void allLengthsAroundTheBordersOfFramesArrive(
      @ForAll("addresses") IsoTpAddress address,
      @ForAll("options") IsoTpOptions options,
      @ForAll @IntRange(min = 1, max = 130) int length) {
    try (Ends ends = new Ends()) {
      BusIsoTpLink tester = ends.stack("tester").open(address, options, ends.atTester);
      ends.stack("ecu").open(address.mirrored(), options, ends.atEcu);
      assertEquals(NResult.N_OK, ends.send(tester, Ends.counting(length)));
      assertArrayEquals(Ends.counting(length), only(ends.atEcu));
      // As few frames as there can be: a single frame whenever the message fits.
      boolean single = length <= options.format().longestSingle(address.format());
      assertEquals(single, ends.frames.size() == 1, ends::said);
      for (Ends.Seen seen : ends.frames) {
        assertEquals(options.format().fd(), seen.frame().isFd());
      }
    }
  }

  @Property(tries = 150, seed = SEED)
  void randomFramesNeverThrowAndNeverCostMemory(
      @ForAll("addresses") IsoTpAddress address, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (Ends ends = new Ends()) {
      IsoTpOptions options = IsoTpOptions.CLASSIC.withLongestMessage(1 << 20);
      BusIsoTpLink tester = ends.stack("tester").open(address, options, ends.atTester);
      CanNode attacker = ends.node();
      IsoTpAddress.Side side = Objects.requireNonNull(address.received());
      ends.atTester.notReady = 2;
      long sentBytes = 0;
      for (int n = 0; n < 300; n++) {
        if (!tester.sending() && random.nextInt(10) == 0) {
          tester.send(Ends.counting(1 + random.nextInt(300)), ends.results::add);
        }
        Frame frame = randomFrame(random, side, address.format());
        sentBytes += frame.length();
        attacker.send(frame);
        ends.pass(random.nextInt(5) * Ends.MILLI);
        // What is held has come, but for the first piece of each message and the doubling.
        assertTrue(tester.heldBytes() <= 2 * sentBytes + 4096);
      }
      ends.pass(300 * Ends.SECOND);
      assertEquals(0, tester.heldBytes());
      assertFalse(tester.sending());
    }
  }

  private static Frame randomFrame(
      SplittableRandom random, IsoTpAddress.Side side, AddressFormat format) {
    boolean fd = random.nextBoolean();
    int length = fd ? Frame.fdLength(random.nextInt(16)) : random.nextInt(9);
    byte[] data = new byte[length];
    random.nextBytes(data);
    int at = format.bytes();
    if (at == 1 && length > 0 && random.nextInt(20) > 0) {
      data[0] = (byte) side.addressByte();
    }
    if (length > at) {
      // Mostly types that there are.
      data[at] = (byte) (random.nextInt(5) << 4 | random.nextInt(16));
    }
    if (length > at + 2 && random.nextBoolean()) {
      data[at] &= (byte) 0xF3;
    }
    int flags = (side.extendedId() ? Frame.EXTENDED : 0) | (fd ? Frame.FD : 0);
    return Frame.of(side.id(), flags, length, data);
  }
}
