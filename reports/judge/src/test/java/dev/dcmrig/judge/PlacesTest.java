// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import static dev.dcmrig.judge.Recorded.STEP;
import static dev.dcmrig.judge.Recorded.isMet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.judge.Places.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final Question OFF = new Question("distance", Unit.METRE);
  private static final Question TURN = new Question("turn", Unit.DEGREE);
  private static final Point CAR = new Point(-37.8183, 144.9671);

  private static boolean isWithin150Metres(Point told) {
    return isMet(Places.distance(OFF, told, CAR, Limit.atMost(150, 0, STEP), List.of()));
  }

  /** A thousandth of a degree of latitude is 111.2 m. */
  @Test
  void aPositionIsOffByThousandthsOfADegree() {
    assertEquals(111.2, Places.metres(CAR, new Point(-37.8193, 144.9671)), 0.1);
    assertTrue(isWithin150Metres(new Point(-37.8193, 144.9671)));
    assertFalse(isWithin150Metres(new Point(-37.8197, 144.9671)));
    assertFalse(isWithin150Metres(new Point(37.8183, 144.9671)), "south became north");
    assertFalse(isWithin150Metres(new Point(144.9671, -37.8183)), "no place on the earth");
    assertFalse(isWithin150Metres(new Point(Double.NaN, Double.NaN)));
  }

  @Test
  void aDistanceCrossesTheDateLine() {
    double metres = Places.metres(new Point(-16.82, 179.9995), new Point(-16.82, -179.9995));
    assertEquals(106.4, metres, 0.2);
  }

  @Test
  void theEarlierPositionsKeepTheirDistance() {
    Limit back = Limit.nominal(111, 5, STEP);
    Point told = new Point(-37.8193, 144.9671);
    assertTrue(isMet(Places.distance(OFF, told, CAR, back, List.of())));
    assertFalse(isMet(Places.distance(OFF, CAR, CAR, back, List.of())), "it is the same place");
  }

  private static boolean isHeading(double told, double from) {
    return isMet(Places.turn(TURN, told, from, Limit.atMost(0, 2, STEP), List.of()));
  }

  @Test
  void aDirectionIsOffByDegrees() {
    assertTrue(isHeading(90, 90));
    assertTrue(isHeading(92, 90));
    assertFalse(isHeading(93, 90));
    assertFalse(isHeading(270, 90), "the other way");
    assertTrue(isHeading(358, 0), "over north");
    assertFalse(isHeading(510, 90), "255 is unknown, and no direction");
    assertFalse(isHeading(-1, 0));
    assertFalse(isHeading(360, 0), "a full circle is told as 0");
  }
}
