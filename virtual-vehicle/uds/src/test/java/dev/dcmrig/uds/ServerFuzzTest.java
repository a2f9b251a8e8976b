// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of every length with random bytes end in a right response or silence. */
class ServerFuzzTest {
  private static final int LONGEST = 4096;

  @ParameterizedTest
  @ValueSource(longs = {1, 20261129})
  void everyLengthEndsInARightResponseOrSilence(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SmallEcu ecu = new SmallEcu();
    for (int length = 0; length <= LONGEST; length++) {
      for (int n = 0; n < 3; n++) {
        byte[] request = request(random, length);
        if (random.nextInt(3) == 0) {
          ecu.unlock();
        }
        boolean toAll = random.nextInt(4) == 0;
        List<byte[]> responses = new ArrayList<>();
        ecu.server.request(request, toAll, responses::add);
        // What is pending comes to its end: erasing takes two seconds.
        ecu.pass(3 * SmallEcu.SECOND);
        judge(ecu, request, toAll, responses);
        if (ecu.server.session() != 1 && random.nextInt(8) == 0) {
          ecu.pass(UdsServer.S3_NANOS);
          assertEquals(1, ecu.server.session());
        }
      }
    }
    assertEquals("62F190", ecu.ask("22F190").substring(0, 6), "and it still answers");
  }

  private static byte[] request(SplittableRandom random, int length) {
    byte[] request = new byte[length];
    random.nextBytes(request);
    if (length > 0 && random.nextInt(4) > 0) {
      request[0] = (byte) Service.values()[random.nextInt(Service.values().length)].id();
    }
    if (length > 1 && random.nextBoolean()) {
      request[1] = (byte) random.nextInt(12);
    }
    return request;
  }

  private static void judge(SmallEcu ecu, byte[] request, boolean toAll, List<byte[]> responses) {
    if (request.length == 0) {
      assertEquals(0, responses.size());
      return;
    }
    assertTrue(responses.size() <= 4, "told to wait for ever");
    boolean silentIsRight = toAll || (request.length > 1 && (request[1] & Request.SUPPRESS) != 0);
    assertTrue(silentIsRight || !responses.isEmpty(), "no response to a request of its own");
    for (byte[] response : responses) {
      assertTrue(response.length <= ecu.description.maxResponse());
      if ((response[0] & 0xFF) == Service.NEGATIVE) {
        assertEquals(3, response.length);
        assertEquals(request[0], response[1]);
        assertTrue(!Nrc.nameOf(response[2] & 0xFF).startsWith("0x"), "a code without a name");
      } else {
        assertEquals((byte) (request[0] + Service.POSITIVE_OFFSET), response[0]);
      }
    }
  }

  @Test
  void everyByteAloneIsAnswered() {
    for (int first = 0; first <= 0xFF; first++) {
      SmallEcu ecu = new SmallEcu();
      String answer = ecu.ask(String.format("%02X", first));
      Service service = Service.of(first);
      String expected = service == null ? "11" : ecu.said.get(0).substring(4);
      assertEquals(String.format("7F%02X%s", first, expected), answer);
    }
  }
}
