// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.ImageCheck;
import dev.dcmrig.uptane.verify.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BoundedReadTest {
  private static final Instant START = Yard.START;

  private static byte[] read(int bytes, int most) throws IOException, Rejection {
    return BoundedRead.metadata("f", new ByteArrayInputStream(new byte[bytes]), most, () -> START);
  }

  @Test
  void aFileOfTheBoundIsTakenAndOneByteMoreIsNot() throws IOException, Rejection {
    assertArrayEquals(new byte[40_000], read(40_000, 40_000));
    assertArrayEquals(new byte[0], read(0, 0));
    assertEquals(
        Attack.ENDLESS_DATA, assertThrows(Rejection.class, () -> read(40_001, 40_000)).attack());
  }

  @Test
  void theLeastSpeedIsEnoughAndOneByteLessIsNot() throws Rejection {
    TransferWatch enough = new TransferWatch("f", START);
    long least = TransferWatch.LEAST_BYTES_PER_SECOND * TransferWatch.WINDOW.toSeconds();
    enough.look(START.plusSeconds(29), least);
    enough.look(START.plusSeconds(30), 0);
    assertEquals(START.plusSeconds(60), enough.nextLook());

    TransferWatch slow = new TransferWatch("f", START);
    slow.look(START.plus(Duration.ofMillis(29_999)), least - 1);
    Rejection rejection =
        assertThrows(Rejection.class, () -> slow.look(START.plusSeconds(30), 1_000_000));
    assertEquals(Attack.SLOW_RETRIEVAL, rejection.attack());
    assertEquals(
        "f: 1919 bytes in PT30S, 1920 are wanted (Uptane 5.4, SLOW_RETRIEVAL)",
        rejection.getMessage());
  }

  @Test
  void eachWindowCountsForItself() throws Rejection {
    TransferWatch watch = new TransferWatch("f", START);
    watch.look(START.plusSeconds(1), 1_000_000);
    watch.look(START.plusSeconds(30), 100);

    assertThrows(Rejection.class, () -> watch.look(START.plusSeconds(60), 5_000));
  }

  @Test
  void anImageIsGoodAtItsEndOnly() throws Rejection {
    byte[] bytes = Yard.bytes(Yard.DCM, 2);
    ImageCheck check = new ImageCheck(Yard.image(Yard.DCM, 2));
    check.update(bytes, 0, 5);
    assertEquals(bytes.length - 5, check.missing());
    check.update(bytes, 5, bytes.length - 5);
    check.finish();

    assertThrows(Rejection.class, () -> check.update(bytes, 0, 1));
  }

  @Test
  void whatEndedEarlyStaysRefused() throws Rejection {
    byte[] bytes = Yard.bytes(Yard.DCM, 2);
    ImageCheck check = new ImageCheck(Yard.image(Yard.DCM, 2));
    check.update(bytes, 0, bytes.length - 1);
    assertThrows(Rejection.class, check::finish);

    assertThrows(Rejection.class, () -> check.update(bytes, bytes.length - 1, 1));
    assertThrows(Rejection.class, check::finish);
  }
}
