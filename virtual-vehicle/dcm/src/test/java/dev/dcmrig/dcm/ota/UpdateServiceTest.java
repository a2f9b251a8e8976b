// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OTA-01, OTA-03 to OTA-07 and OTA-09 of the agent alone, against a scripted server. */
class UpdateServiceTest {
  private static final Duration A_WHILE = Duration.ofMinutes(3);
  private static final String SUCCESS = "closed success 2.0.0 runs";

  private static UpdatedCar offered(String start, int blocks) {
    UpdatedCar car = new UpdatedCar();
    car.ddi.deploy("7", UpdatedCar.image("2.0.0", start, blocks));
    car.enrol();
    return car;
  }

  private static boolean isDownloading(UpdatedCar car, int blocks) {
    return car.within(A_WHILE, () -> car.ddi.ranges.size() > blocks);
  }

  @Test
  void without_a_server_it_is_silent() {
    UpdatedCar car = new UpdatedCar();
    car.pass(Duration.ofMinutes(30));
    assertEquals(0, car.ddi.connections());
    assertEquals(List.of(), car.shown);
  }

  @Test
  void an_update_is_downloaded_announced_installed_booted_and_then_reported() {
    UpdatedCar car = offered("runs", 3);
    assertTrue(car.within(A_WHILE, () -> car.hasShown("SUCCEEDED")));
    assertEquals("2.0.0", car.firmware.running());
    assertEquals("1.0.0", car.firmware.spare());
    assertEquals("N2", car.firmware.rxswin());
    assertEquals(1, car.restarts);
    assertEquals(
        List.of("ANNOUNCED 20000 1", "INSTALLING 20000 1", "SUCCEEDED 20000 1"), car.shown);
    car.pass(Duration.ofSeconds(1));
    assertEquals(
        List.of(
            "proceeding none downloading 2.0.0",
            "downloaded none 2.0.0",
            "proceeding none installing",
            SUCCESS),
        car.ddi.feedback);
    assertTrue(car.ddi.attributes.contains("\"version\":\"2.0.0\""), car.ddi.attributes);
    assertTrue(car.ddi.lastHead.contains("Authorization: TargetToken secret"), car.ddi.lastHead);
    assertEquals(
        List.of(0, UpdatedCar.BLOCK, 2 * UpdatedCar.BLOCK, 3 * UpdatedCar.BLOCK), car.ddi.ranges);
    car.pass(Duration.ofMinutes(2));
    assertEquals("NONE 0 0", car.shown.get(car.shown.size() - 1));
  }

  @Test
  void a_download_goes_on_where_the_supply_has_cut_it() {
    UpdatedCar car = offered("runs", 6);
    assertTrue(isDownloading(car, 3));
    car.ddi.ranges.clear();
    car.powerCut(Duration.ofSeconds(20));
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().equals(SUCCESS)));
    int resumed = car.ddi.ranges.get(0);
    assertTrue(resumed >= 2 * UpdatedCar.BLOCK && resumed <= 3 * UpdatedCar.BLOCK, "" + resumed);
  }

  @Test
  void a_download_that_wears_out_the_flash_fails_and_the_old_version_runs() {
    UpdatedCar car = new UpdatedCar("ota.endurance=1");
    car.ddi.deploy("7", UpdatedCar.image("2.0.0", "runs", 6));
    car.enrol();
    assertTrue(isDownloading(car, 3));
    car.parts.passMillis(10);
    car.powerCut(Duration.ofSeconds(20));
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("closed")));
    assertEquals("closed failure the flash is worn out", car.ddi.lastFeedback());
    assertEquals("1.0.0", car.firmware.running());
  }

  @Test
  void a_part_that_was_damaged_on_the_flash_is_not_trusted() {
    UpdatedCar car = offered("runs", 6);
    assertTrue(isDownloading(car, 3));
    car.service.stop();
    car.firmware.flash().supplyRestored();
    car.firmware.download().write(UpdatedCar.BLOCK, new byte[1]);
    car.ddi.ranges.clear();
    car.powerCut(Duration.ofSeconds(1));
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().equals(SUCCESS)));
    assertEquals(0, car.ddi.ranges.get(0));
  }

  @Test
  void a_download_goes_on_after_a_hole_in_the_coverage() {
    UpdatedCar car = offered("runs", 6);
    assertTrue(isDownloading(car, 2));
    car.ddi.coverage = false;
    car.parts.passMillis(100);
    car.pass(Duration.ofMinutes(5));
    car.ddi.coverage = true;
    assertTrue(car.within(Duration.ofMinutes(30), () -> car.ddi.lastFeedback().equals(SUCCESS)));
    assertEquals(car.ddi.ranges.stream().distinct().toList(), car.ddi.ranges);
  }

  @Test
  void an_image_that_changes_at_the_server_is_fetched_anew() {
    UpdatedCar car = offered("runs", 6);
    assertTrue(isDownloading(car, 2));
    car.ddi.etag = "\"two\"";
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().equals(SUCCESS)));
    int other = car.ddi.ranges.indexOf(-1);
    assertEquals(0, car.ddi.ranges.get(other + 1));
  }

  @Test
  void an_image_that_is_not_what_was_announced_is_not_installed() {
    UpdatedCar car = offered("runs", 2);
    car.ddi.image[UpdatedCar.BLOCK + 7]++;
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("closed failure")));
    assertEquals("closed failure the image is not what was announced", car.ddi.lastFeedback());
    car.pass(A_WHILE);
    assertEquals(0, car.restarts);
    assertEquals("1.0.0", car.firmware.running());
    assertFalse(car.hasShown("INSTALLING"));
  }

  @Test
  void images_of_another_hardware_or_version_are_refused() {
    UpdatedCar car = offered("runs", 1);
    String text = new String(car.ddi.image, StandardCharsets.ISO_8859_1);
    car.ddi.deploy("8", text.replace("dcm-1", "dcm-9").getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("closed")));
    assertEquals("closed failure the image is for hardware dcm-9", car.ddi.lastFeedback());
    car.ddi.deploy("9", UpdatedCar.image("3.0.0", "runs", 1));
    assertTrue(
        car.within(Duration.ofMinutes(15), () -> car.ddi.lastFeedback().contains("no firmware")));
  }

  @Test
  void an_older_version_is_refused_and_the_same_one_is_there_already() {
    UpdatedCar car = offered("runs", 1);
    car.ddi.version = "0.9.12";
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("closed")));
    assertEquals("closed failure 0.9.12 is older than 1.0.0", car.ddi.lastFeedback());
    car.ddi.version = "1.0";
    car.ddi.deploy("8", UpdatedCar.image("1.0", "runs", 1));
    assertTrue(
        car.within(
            Duration.ofMinutes(15),
            () -> car.ddi.lastFeedback().equals("closed success 1.0 runs already")));
    assertEquals(List.of(), car.ddi.ranges);
  }

  @Test
  void an_image_without_room_is_refused() {
    UpdatedCar car = offered("runs", 32);
    assertTrue(
        car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("closed failure no room")));
    assertEquals(List.of(), car.ddi.ranges);
  }

  @Test
  void a_firmware_that_hangs_is_given_up_and_the_old_one_reports_it() {
    UpdatedCar car = offered("hangs", 2);
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("closed")));
    assertEquals("closed failure 2.0.0 was given up; 1.0.0 runs", car.ddi.lastFeedback());
    assertTrue(car.hasShown("FAILED"));
    car.pass(A_WHILE);
    assertEquals("1.0.0", car.firmware.running());
    assertTrue(car.ddi.attributes.contains("\"version\":\"1.0.0\""), car.ddi.attributes);
  }

  @Test
  void a_firmware_that_fails_its_self_test_is_given_up() {
    UpdatedCar car = offered("fails-its-self-test", 2);
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("closed")));
    assertEquals("closed failure 2.0.0 was given up; 1.0.0 runs", car.ddi.lastFeedback());
    assertEquals(2, car.restarts);
  }

  @Test
  void an_emergency_suspends_every_phase() {
    UpdatedCar car = offered("runs", 30);
    assertTrue(isDownloading(car, 2));
    car.emergency = true;
    car.pass(Duration.ofSeconds(2));
    int asked = car.ddi.requests.size();
    car.pass(Duration.ofMinutes(11));
    assertEquals(asked, car.ddi.requests.size());
    car.emergency = false;
    assertTrue(car.within(A_WHILE, car.service::isWriting));
    car.emergency = true;
    // The block that is being written ends, and no other begins: 30 take 7.5 s.
    car.pass(Duration.ofSeconds(1));
    assertFalse(car.service.isWriting());
    long written = car.firmware.flash().bytesDone();
    car.pass(Duration.ofMinutes(1));
    assertEquals(written, car.firmware.flash().bytesDone());
    assertEquals(0, car.restarts);
    car.emergency = false;
    assertTrue(car.within(A_WHILE, () -> car.restarts == 1));
    car.emergency = true;
    car.pass(Duration.ofMinutes(1));
    assertTrue(car.firmware.isOnTrial());
    car.emergency = false;
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().equals(SUCCESS)));
  }

  @Test
  void with_restricted_data_nothing_is_asked_and_a_server_is_kept_over_resets() {
    UpdatedCar car = new UpdatedCar();
    car.restricted = true;
    car.enrol();
    car.pass(Duration.ofHours(1));
    assertEquals(0, car.ddi.connections());
    car.restricted = false;
    car.powerCut(Duration.ofSeconds(1));
    assertTrue(car.within(Duration.ofSeconds(30), () -> car.ddi.connections() == 1));
  }

  @Test
  void it_polls_when_the_server_says_with_a_random_part() {
    UpdatedCar car = new UpdatedCar();
    car.ddi.sleep = "00:01:00";
    car.enrol();
    car.pass(Duration.ofMinutes(61));
    long polls = car.ddi.requests.stream().filter(("GET " + ScriptedDdi.BASE)::equals).count();
    assertTrue(polls >= 55 && polls <= 61, polls + " polls in an hour");
  }
}
