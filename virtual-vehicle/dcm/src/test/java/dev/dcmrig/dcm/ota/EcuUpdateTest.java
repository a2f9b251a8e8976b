// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.dcm.flashing.FlashableEcu;
import dev.dcmrig.uds.data.FlashFaults.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The head unit is updated through the DCM: what is refused, cut off and taken back. */
class EcuUpdateTest {
  private static final String TOGETHER =
      "{\"part\":\"campaign\",\"version\":\"1\",\"name\":\"all-or-nothing\",\"artifacts\":[]}";

  private static final String FALLBACK = "fallback-nav.bin";

  private final UpdatedCar car = new UpdatedCar();

  private static byte[] software(String version, String rest) {
    byte[] head =
        (version + " " + FlashableEcu.HARDWARE + rest + "\n").getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(head, 1_000);
  }

  private static byte[] old() {
    return software(FlashableEcu.OLD, "");
  }

  private static byte[] newer(byte[] fallback) {
    return software(FlashableEcu.NEW, " " + HexFormat.of().formatHex(ScriptedDdi.sha(fallback)));
  }

  private static Map<String, byte[]> files(byte[] software, byte[] fallback) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("nav.bin", software);
    files.put(FALLBACK, fallback);
    return files;
  }

  private String headUnit(byte[] software, byte[] fallback) {
    return car.ddi.ecuChunk("navigation", FlashableEcu.NEW, files(software, fallback));
  }

  private String whole() {
    return headUnit(newer(old()), old());
  }

  private void offer(String... chunks) {
    car.ddi.action = "7";
    car.ddi.chunks = String.join(",", chunks);
    car.enrol();
  }

  private void ends(String result) {
    assertTrue(
        car.within(Duration.ofMinutes(3), () -> car.ddi.lastFeedback().startsWith("closed")),
        () -> car.ddi.feedback.toString());
    assertEquals(result, car.ddi.lastFeedback());
  }

  private static String refused(String why) {
    return "closed failure " + why + "\",\"navigation: not asked";
  }

  @Test
  void itsVersionIsToldAsItSaysItself() {
    offer(whole());
    ends("closed success the ECUs are over\",\"navigation: V02.00.00");
    assertTrue(car.ddi.attributes.contains("\"ecu.navigation\":\"V02.00.00\""));
    assertEquals(FlashableEcu.NEW, car.ecu.version());
  }

  @Test
  void whatItHasAlreadyIsNotWrittenAgain() {
    offer(whole());
    ends("closed success the ECUs are over\",\"navigation: V02.00.00");
    car.ddi.action = "8";
    car.ddi.feedback.clear();
    assertTrue(
        car.within(Duration.ofMinutes(15), () -> car.ddi.lastFeedback().startsWith("closed")));
    assertEquals(
        "closed success the ECUs are over\",\"navigation: V02.00.00", car.ddi.lastFeedback());
    assertEquals(1, car.ecu.erasures());
  }

  @Test
  void aFallbackThatItsSoftwareDoesNotNameIsRefused() {
    offer(headUnit(newer(old()), software("V00.01.00", "")));
    ends(refused("the software of navigation names another one to go back to"));
    assertEquals(0, car.ecu.erasures());
  }

  @Test
  void softwareOfAnotherVersionThanTheChunksIsRefused() {
    offer(car.ddi.ecuChunk("navigation", "V03.00.00", files(newer(old()), old())));
    ends(refused("navigation has no software of version V03.00.00"));
  }

  @Test
  void allOrNothingNeedsWhatToGoBackTo() {
    offer(
        car.ddi.ecuChunk("navigation", FlashableEcu.NEW, Map.of("nav.bin", newer(old()))),
        TOGETHER);
    ends(refused("all or nothing, and nothing for navigation to go back to"));
    assertTrue(car.ddi.ranges.isEmpty());
  }

  @Test
  void anEcuThatIsNotInTheCarIsRefused() {
    offer(car.ddi.ecuChunk("trailer", FlashableEcu.NEW, files(newer(old()), old())));
    ends(
        "closed failure no ECU 'trailer' that takes software is in this car\",\"trailer: not"
            + " asked");
  }

  @Test
  void softwareThatIsGoneFromTheFlashIsNotWritten() {
    offer(whole());
    assertTrue(car.within(Duration.ofMinutes(1), () -> car.hasShown("ANNOUNCED")));
    car.firmware.download().write(0, new byte[] {0});
    ends(
        "closed failure the ECUs are over\",\"navigation: not asked (identification: what was"
            + " loaded is not on the flash)");
    assertEquals(0, car.ecu.erasures());
  }

  @Test
  void aSupplyThatFailsInTheMidstBeginsItAnew() {
    offer(whole());
    assertTrue(car.within(Duration.ofMinutes(1), () -> car.ecu.erasures() == 1));
    car.powerCut(Duration.ofSeconds(10));
    ends("closed success the ECUs are over\",\"navigation: V02.00.00");
    assertEquals(2, car.ecu.erasures());
  }

  @Test
  void aCancelComesTooLateOnceItIsBegun() {
    offer(whole());
    assertTrue(car.within(Duration.ofMinutes(1), () -> car.ecu.erasures() == 1));
    car.emergency = true;
    car.pass(Duration.ofSeconds(10));
    car.ddi.cancel = "7";
    car.emergency = false;
    ends("closed success the ECUs are over\",\"navigation: V02.00.00");
  }

  @Test
  void whatNeverGetsReadyAgainIsGivenBack() {
    offer(whole());
    car.ecu.actions.faults().next(Step.START, 2);
    ends(
        "closed failure the ECUs are over\",\"navigation: V01.00.00 (reading back: no software"
            + " runs)");
    assertEquals(3, car.ecu.erasures());
  }

  @Test
  void withoutAFallbackItStaysInItsBootloaderAndThatIsTold() {
    offer(car.ddi.ecuChunk("navigation", FlashableEcu.NEW, Map.of("nav.bin", newer(old()))));
    car.ecu.actions.faults().next(Step.CHECKSUM, 2);
    ends(
        "closed failure the ECUs are over\",\"navigation: none (checksum: the ECU's routine has"
            + " not passed)");
    assertEquals("", car.ecu.version());
  }

  @Test
  void whatRefusesToBeErasedKeepsWhatItRunsAndThatIsTold() {
    offer(whole());
    car.ecu.actions.faults().next(Step.ERASE, 99);
    ends(
        "closed failure the ECUs are over\",\"navigation: V01.00.00 (erase: RoutineControl refused:"
            + " generalProgrammingFailure)");
    assertTrue(car.ddi.attributes.contains("\"ecu.navigation\":\"V01.00.00\""));
    assertEquals(FlashableEcu.OLD, car.ecu.version());
  }
}
