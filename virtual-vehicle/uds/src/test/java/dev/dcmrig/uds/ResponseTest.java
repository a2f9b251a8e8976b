// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Responses of a server, read by what they say. */
class ResponseTest {
  private final SmallEcu ecu = new SmallEcu();

  private Response ask(String request) {
    byte[] answer = SmallEcu.hex(ecu.ask(request));
    Service service = Objects.requireNonNull(Service.of(answer[0] - Service.POSITIVE_OFFSET));
    byte[] data = Arrays.copyOfRange(answer, 1, answer.length);
    return Response.read(new UdsAnswer.Positive(service, data), ecu.description);
  }

  @Test
  void responsesAreReadAsWhatTheySay() {
    assertEquals(new Response.SessionStarted(3, 100, 2000), ask("1003"));
    Response.Seed seed = assertInstanceOf(Response.Seed.class, ask("2701"));
    assertArrayEquals(new byte[] {0x11, 1}, seed.seed());
    ecu.ask("2702EEFE");
    Response.Values values = assertInstanceOf(Response.Values.class, ask("220100F1900200"));
    assertEquals(List.of(0x0100, 0xF190, 0x0200), List.copyOf(values.values().keySet()));
    assertEquals(17, values.values().get(0xF190).length);
    assertArrayEquals(new byte[] {0x5E}, values.values().get(0x0200));
    ecu.dtcs.failed(0x123456, new TreeMap<>());
    assertEquals(new Response.DtcCount(0x7F, 1), ask("190108"));
    assertEquals(
        new Response.DtcList(0x7F, List.of(new Response.DtcStatus(0x123456, 0x2F))), ask("190208"));
    Response.DtcRecords records = assertInstanceOf(Response.DtcRecords.class, ask("190612345601"));
    assertEquals(new Response.DtcStatus(0x123456, 0x2F), records.dtc());
    assertArrayEquals(new byte[] {1, 1}, records.data());
    Response.RoutineDone done = assertInstanceOf(Response.RoutineDone.class, ask("31010203AABB"));
    assertArrayEquals(SmallEcu.hex("AABB"), done.status());
    assertEquals(new Response.TransferStarted(22), ask("3400440000100000000023"));
    assertInstanceOf(Response.Plain.class, ask("3E00"));
  }

  @Test
  void anyBytesAreReadOrRefused() {
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < 100_000; n++) {
      byte[] data = new byte[random.nextInt(30)];
      random.nextBytes(data);
      Service service = Service.values()[random.nextInt(Service.values().length)];
      try {
        Response.read(new UdsAnswer.Positive(service, data), ecu.description);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().contains("at least are wanted"));
      }
    }
    UdsAnswer.Positive cut = new UdsAnswer.Positive(Service.READ_DTC_INFORMATION, new byte[1]);
    assertThrows(IllegalArgumentException.class, () -> Response.read(cut, ecu.description));
  }
}
