// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Gaps, datagrams that are late, and senders that begin anew. */
class SequenceCheckTest {
  private final SequenceCheck check = new SequenceCheck();

  private void came(int... numbers) {
    IntStream.of(numbers).forEach(check::came);
  }

  private void found(int lost, int outOfOrder) {
    assertEquals(
        lost + " lost, " + outOfOrder + " late",
        check.lost() + " lost, " + check.outOfOrder() + " late");
  }

  @Test
  void twoRoundsWithoutAGapLoseNothing() {
    IntStream.range(0, 512).forEach(number -> check.came(number & 0xFF));
    found(0, 0);
  }

  @Test
  void theFirstNumberIsAnyNumber() {
    came(200, 201);
    found(0, 0);
  }

  @Test
  void aGapCountsWhatIsMissing() {
    came(1, 2, 5);
    found(2, 0);
  }

  @Test
  void aGapOverTheEndOfTheNumbersCounts() {
    came(254, 1);
    found(2, 0);
  }

  @Test
  void whatComesLateIsNotLost() {
    came(1, 3, 2, 4);
    found(0, 1);
  }

  @Test
  void twoThatComeLateInAnyOrder() {
    came(10, 13, 12, 11, 14);
    found(0, 2);
  }

  @Test
  void aSenderThatBeginsAnewBehindIsBelievedByItsNextOne() {
    came(100, 101, 0, 1, 2);
    found(0, 0);
  }

  @Test
  void whatComesTwiceMovesNothing() {
    came(10, 11, 12, 11, 13, 14);
    found(0, 1);
  }

  @Test
  void theLastOneTwiceMovesNothing() {
    came(10, 11, 11, 12);
    found(0, 1);
  }

  @Test
  void theLargestGapThatCanBeTold() {
    came(0, 128);
    found(127, 0);
  }
}
