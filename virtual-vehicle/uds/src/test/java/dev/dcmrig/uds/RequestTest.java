// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Requests and their bytes, both ways; python3-scapy built the same ones. */
class RequestTest {
  private static final Map<String, Request> REQUESTS = new LinkedHashMap<>();

  static {
    REQUESTS.put("extended session", new Request.SessionControl(3, false));
    REQUESTS.put("soft reset", new Request.EcuReset(3, false));
    REQUESTS.put("clear all", new Request.ClearDtc(Request.ClearDtc.ALL));
    REQUESTS.put("count", new Request.CountDtcs(0x08));
    REQUESTS.put("list", new Request.ReadDtcs(0x2F));
    REQUESTS.put("snapshot", new Request.ReadSnapshot(0x123456, 0xFF));
    REQUESTS.put("extended data", new Request.ReadExtendedData(0x123456, 1));
    REQUESTS.put("supported", new Request.ReadSupportedDtcs());
    REQUESTS.put("read two", new Request.ReadData(List.of(0xF190, 0x0100)));
    REQUESTS.put("seed", new Request.SecurityAccess(1, new byte[0]));
    REQUESTS.put("key", new Request.SecurityAccess(2, SmallEcu.hex("EEFE")));
    REQUESTS.put("write", new Request.WriteData(0x0100, new byte[] {2, 3}));
    REQUESTS.put("erase", new Request.RoutineControl(1, false, 0xFF00, new byte[] {1}));
    REQUESTS.put("download", new Request.RequestDownload(0, 0x1000, 0x23));
    REQUESTS.put("block", new Request.TransferData(1, SmallEcu.hex("A55A")));
    REQUESTS.put("exit", new Request.TransferExit(new byte[0]));
    REQUESTS.put("file", new Request.FileTransfer(1, "a.bin", 0, 300));
    REQUESTS.put("present", new Request.TesterPresent(false));
    REQUESTS.put("present, silent", new Request.TesterPresent(true));
    REQUESTS.put("setting off", new Request.ControlDtcSetting(2, false));
  }

  @TestFactory
  Stream<DynamicTest> theBytesAreThoseThatScapyBuilds() throws Exception {
    try (InputStream stream = RequestTest.class.getResourceAsStream("scapy-2.5.0.txt")) {
      String text =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.US_ASCII);
      List<String[]> lines =
          text.lines().filter(l -> !l.startsWith("#")).map(l -> l.split(" \\| ")).toList();
      assertEquals(REQUESTS.size(), lines.size());
      return lines.stream().map(line -> dynamicTest(line[0], () -> both(line[0], line[1])));
    }
  }

  private static void both(String name, String bytes) {
    Request request = Objects.requireNonNull(REQUESTS.get(name));
    assertEquals(bytes, HexFormat.of().withUpperCase().formatHex(request.encode()));
    Request read = RequestReader.read(SmallEcu.hex(bytes));
    assertEquals(request.getClass(), read.getClass());
    assertArrayEquals(request.encode(), read.encode());
    assertEquals(request.suppressed(), read.suppressed());
  }

  @Test
  void everyServiceHasARequestHere() {
    for (Service service : Service.values()) {
      assertTrue(
          service == Service.AUTHENTICATION
              || service == Service.COMMUNICATION_CONTROL
              || REQUESTS.values().stream().anyMatch(request -> request.service() == service),
          service::toString);
      assertEquals(service, Service.of(service.id()));
    }
    Request asked = RequestReader.read(new Request.Authentication(1, true, new byte[3]).encode());
    assertTrue(asked.suppressed());
    // ISO 14229-1:2020, table B.1: bit 0 is normal communication.
    Request receiveOnly = new Request.CommunicationControl(1, false, 1);
    assertArrayEquals(SmallEcu.hex("280101"), receiveOnly.encode());
    assertEquals(receiveOnly, RequestReader.read(receiveOnly.encode()));
  }

  @Test
  void whatIsNoRequestIsSaidWithTheReason() {
    assertTrue(refusal("").contains("a byte at least"));
    assertTrue(refusal("01").contains("no service has the identifier 0x01"));
    assertTrue(refusal("10").contains("DiagnosticSessionControl of 1 bytes: 2 at least"));
    assertTrue(refusal("100300").contains("3 bytes: 2 are wanted"));
    assertTrue(refusal("1903").contains("01, 02, 04, 06, 0A are"));
    assertTrue(refusal("22F190F1").contains("at least"));
    assertTrue(refusal("380100FF41").contains("at least"));
  }

  private static String refusal(String hex) {
    return assertThrows(IllegalArgumentException.class, () -> RequestReader.read(SmallEcu.hex(hex)))
        .getMessage();
  }

  @Test
  void codesHaveTheStandardsNames() {
    assertEquals("requestOutOfRange", Nrc.nameOf(0x31));
    assertEquals("0xEE", Nrc.nameOf(0xEE));
    assertEquals("ReadDTCInformation", Service.READ_DTC_INFORMATION.toString());
    assertEquals(
        "ECUReset refused: conditionsNotCorrect",
        new UdsAnswer.Negative(Service.ECU_RESET, 0x22).toString());
  }

  @Test
  void anyBytesAreReadOrRefusedAndReadBytesAreWrittenAgain() {
    SplittableRandom random = new SplittableRandom(20_261_129);
    int read = 0;
    for (int n = 0; n < 200_000; n++) {
      byte[] bytes = new byte[random.nextInt(20)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextInt(4) > 0) {
        bytes[0] = (byte) Service.values()[random.nextInt(Service.values().length)].id();
      }
      try {
        Request request = RequestReader.read(bytes);
        assertEquals(Service.of(bytes[0]), request.service());
        read++;
      } catch (IllegalArgumentException e) {
        assertTrue(!e.getMessage().isEmpty());
      }
    }
    assertTrue(read > 1_000, "too few of them were requests: " + read);
  }
}
