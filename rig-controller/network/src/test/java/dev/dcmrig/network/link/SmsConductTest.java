// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.VirtualTimeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each rule of 2.7 about a DCM's answers makes exactly its note. */
class SmsConductTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final List<String> wrongs = new ArrayList<>();
  private int answered;
  private final SmsConduct conduct = new SmsConduct(timeline, wrongs::add, () -> answered++);

  private boolean up(String text) {
    return conduct.up(text.getBytes(StandardCharsets.UTF_8));
  }

  private void after(long seconds) {
    timeline.runUntil(timeline.nowNanos() + TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void anOkToEachMessageIsGoodHoweverTcpCutsIt() {
    conduct.sent();
    assertTrue(up("o"));
    assertTrue(up("k\n"));
    conduct.sent();
    after(59);
    assertTrue(up("ok\r\n"));
    after(3_600);
    assertEquals(List.of(), wrongs);
    assertEquals(2, answered);
  }

  @Test
  void anotherLineIsNoAnswer() {
    conduct.sent();
    assertTrue(up("OK\n"));
    assertEquals(List.of("a line that is not 'ok'"), wrongs);
    assertTrue(conduct.isWaiting());
    assertTrue(up("ok\n"));
    assertEquals(1, answered);
  }

  @Test
  void anOkToNothingIsWrong() {
    assertTrue(up("ok\n"));
    conduct.sent();
    assertTrue(up("ok\nok\n"));
    assertEquals(List.of("an 'ok' to no message", "an 'ok' to no message"), wrongs);
    assertEquals(1, answered);
  }

  @Test
  void aMinuteWithoutAnAnswerIsSaidOnce() {
    conduct.sent();
    after(59);
    assertEquals(List.of(), wrongs);
    after(2);
    after(3_600);
    assertEquals(List.of("no 'ok' for a minute after a message"), wrongs);
  }

  @Test
  void aConnectionThatIsOverWaitsForNothing() {
    conduct.sent();
    conduct.close();
    after(61);
    assertEquals(List.of(), wrongs);
  }

  @Test
  void aLineOfMoreThan80CharactersEndsTheConnection() {
    assertTrue(up("x".repeat(80)));
    assertEquals(List.of(), wrongs);
    assertFalse(up("x"));
    assertEquals(List.of("a line of more than 80 characters"), wrongs);
  }
}
