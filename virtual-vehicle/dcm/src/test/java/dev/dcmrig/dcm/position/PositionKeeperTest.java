// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.ecall.msd.Msd;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionKeeperTest {
  private final DcmParts parts = new DcmParts();
  private final PositionKeeper position =
      new PositionKeeper(parts.context, parts.settings.position(), DcmRules.REQUIRED);

  @BeforeEach
  void boot() {
    position.boot();
  }

  private void fix(double latitude, double longitude) {
    parts.say(DomainValue.LATITUDE, latitude);
    parts.say(DomainValue.LONGITUDE, longitude);
    parts.say(DomainValue.DIRECTION, 358);
    parts.say(DomainValue.GNSS_FIX, "FIX_2D");
  }

  /** One degree north each second. */
  private void driveNorth(int seconds) {
    for (int n = 0; n < seconds; n++) {
      fix(-40 + n, 145);
      position.sample();
      parts.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void withoutAnyFixNothingIsKnown() {
    assertEquals(Whereabouts.UNKNOWN, position.now());
    parts.say(DomainValue.LATITUDE, 1);
    parts.say(DomainValue.LONGITUDE, 1);
    parts.say(DomainValue.GNSS_FIX, "NONE");
    assertFalse(position.now().isKnown());
  }

  @Test
  void theEarlierPositionsAreFiveAndTenSecondsOld() {
    driveNorth(20);
    fix(-20, 145);
    Whereabouts now = position.now();
    assertEquals(Msd.masOfDegrees(-20), now.latitudeMas());
    assertEquals(Msd.masOfDegrees(-25), now.latitudeN1Mas());
    assertEquals(Msd.masOfDegrees(-30), now.latitudeN2Mas());
    assertEquals(179, now.direction());
    assertTrue(now.trusted());
  }

  @Test
  void aYoungTrackGivesItsOldestPosition() {
    driveNorth(3);
    Whereabouts now = position.now();
    assertEquals(Msd.masOfDegrees(-40), now.latitudeN1Mas());
    assertEquals(Msd.masOfDegrees(-40), now.latitudeN2Mas());
  }

  @Test
  void aFixIsTrustedForFiveSeconds() {
    fix(10, 20);
    position.sample();
    parts.say(DomainValue.GNSS_FIX, "NONE");
    parts.pass(Duration.ofSeconds(5));
    assertTrue(position.now().trusted());
    parts.passMillis(1);
    assertFalse(position.now().trusted());
    assertEquals(Msd.masOfDegrees(10), position.now().latitudeMas());
  }

  @Test
  void aReceiverThatHasFallenSilentGivesNoNewPosition() {
    fix(10, 20);
    position.sample();
    parts.pass(Duration.ofSeconds(6));
    assertFalse(position.now().trusted());
  }

  @Test
  void aPositionIsAsOldAsItsOlderHalf() {
    fix(10, 20);
    position.sample();
    long first = parts.timeline.nowNanos();
    for (int second = 0; second < 6; second++) {
      parts.pass(Duration.ofSeconds(1));
      parts.say(DomainValue.LATITUDE, 11);
      parts.say(DomainValue.GNSS_FIX, "FIX_3D");
    }
    assertFalse(position.now().trusted());
    assertTrue(position.toJson().toString().contains("\"fresh\":false"));

    parts.say(DomainValue.LONGITUDE, 21);
    parts.pass(Duration.ofSeconds(3));
    parts.say(DomainValue.LATITUDE, 12);
    assertTrue(position.now().trusted());
    assertEquals(Msd.masOfDegrees(12), position.now().latitudeMas());
    String time = parts.timeline.epoch().plusNanos(first).plusSeconds(6).toString();
    assertTrue(position.toJson().toString().contains(time), "the time of the longitude");
  }

  @Test
  void theLastPositionSurvivesAResetAndIsAsOldAsItIs() {
    driveNorth(8);
    position.persist();
    position.boot();
    parts.reader().forget();
    parts.pass(Duration.ofSeconds(10));
    Whereabouts now = position.now();
    assertEquals(Msd.masOfDegrees(-33), now.latitudeMas());
    assertEquals(now.latitudeMas(), now.latitudeN1Mas(), "the track is gone");
    assertFalse(now.trusted());
  }

  @Test
  void whereaboutsSurviveTheMemory() {
    driveNorth(12);
    Whereabouts now = position.now();
    assertEquals(now, Whereabouts.ofText(now.toText()));
    assertEquals(Whereabouts.UNKNOWN, Whereabouts.ofText(Whereabouts.UNKNOWN.toText()));
  }
}
