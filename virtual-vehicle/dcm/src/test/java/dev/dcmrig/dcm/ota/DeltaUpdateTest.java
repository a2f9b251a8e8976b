// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.dcm.delta.Deltas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Updates by deltas, and what becomes of deltas that are of no use (OTA-01, OTA-03, OTA-04). */
class DeltaUpdateTest {
  private final DeltaCar d = new DeltaCar();

  @Test
  void a_delta_of_what_runs_is_loaded_in_place_of_the_image() {
    byte[] delta = d.delta();
    d.offer(delta);
    assertTrue(d.succeeds());
    assertEquals(0, d.imagePieces());
    assertEquals(
        List.of(0, 1, 2, 3).stream().map(n -> n * UpdatedCar.BLOCK).toList(), d.car.ddi.ranges);
    String way = "delta: " + delta.length + " of " + d.newer.length + " bytes";
    assertEquals(
        List.of(
            "proceeding none downloading 3.0.0\",\"" + way,
            "downloaded none 3.0.0\",\"" + way,
            "proceeding none installing",
            DeltaCar.SUCCESS),
        d.car.ddi.feedback);
  }

  @Test
  void one_of_another_image_is_not_even_loaded() {
    d.offer(DeltaCar.name(d.newer), d.delta());
    assertTrue(d.succeeds());
    assertEquals(DeltaCar.BLOCKS + 1, d.imagePieces());
    assertEquals(DeltaCar.BLOCKS + 1, d.car.ddi.ranges.size());
    assertTrue(d.isSaid("downloaded none 3.0.0\",\"whole image: no delta is for what runs"));
  }

  @Test
  void one_that_is_no_smaller_than_the_image_is_not_loaded() {
    d.offer(Arrays.copyOf(d.delta(), d.newer.length));
    assertTrue(d.succeeds());
    assertEquals(0, d.deltaPieces());
    assertTrue(
        d.isSaid(
            "downloaded none 3.0.0\",\"whole image: the delta is no smaller, or there is no room"
                + " for it"));
  }

  @Test
  void one_without_room_beside_the_image_is_not_loaded() {
    DeltaCar full = new DeltaCar("ota.imageBlocks=" + (DeltaCar.BLOCKS + 4));
    full.offer(full.delta());
    assertTrue(full.succeeds());
    assertEquals(0, full.deltaPieces());
    DeltaCar enough = new DeltaCar("ota.imageBlocks=" + (DeltaCar.BLOCKS + 5));
    enough.offer(enough.delta());
    assertTrue(enough.succeeds());
    assertEquals(4, enough.deltaPieces());
  }

  @Test
  void a_dcm_without_deltas_loads_whole_images() {
    DeltaCar without = new DeltaCar("ota.deltas=none");
    without.offer(without.delta());
    assertTrue(without.succeeds());
    assertEquals(0, without.deltaPieces());
    assertTrue(without.isSaid("downloaded none 3.0.0\",\"whole image: this DCM takes no deltas"));
  }

  @Test
  void one_that_is_not_there_is_done_without() {
    d.offer(d.delta());
    d.car.ddi.statuses.put("/" + d.file, 404);
    d.comesWhole("the server answers 404 to the image");
    assertEquals(1, d.deltaPieces());
  }

  @Test
  void one_that_the_server_can_not_give_out_is_done_without() {
    d.offer(d.delta());
    d.car.ddi.statuses.put("/" + d.file, 500);
    d.comesWhole("the server answers 500 to the delta");
  }

  @Test
  void one_that_is_not_what_was_announced_is_done_without() {
    byte[] delta = d.delta();
    d.offer(delta);
    d.car.ddi.files.put("/" + d.file, Arrays.copyOfRange(delta, 1, delta.length + 1));
    d.comesWhole("the delta is not what was announced");
  }

  @Test
  void one_that_is_damaged_is_done_without() {
    byte[] delta = d.delta();
    delta[delta.length / 2]++;
    d.offer(delta);
    d.comesWhole("the delta is damaged: Restored data doesn't match checksum");
  }

  @Test
  void one_that_makes_too_much_is_done_without() {
    d.offer(Deltas.bomb(20, 8192));
    d.comesWhole("the delta makes more than " + d.newer.length + " bytes");
  }

  @Test
  void one_that_makes_another_image_is_done_without() {
    byte[] other = d.newer.clone();
    other[other.length - 1]++;
    d.offer(Deltas.of(d.older, other));
    d.comesWhole("the delta makes another image than was announced");
  }

  @Test
  void its_download_goes_on_where_the_supply_has_cut_it() {
    d.offer(d.delta());
    assertTrue(d.car.within(DeltaCar.A_WHILE, () -> d.car.ddi.ranges.size() > 2));
    d.car.powerCut(Duration.ofSeconds(20));
    assertTrue(d.succeeds());
    assertEquals(0, d.imagePieces());
    assertTrue(d.deltaPieces() <= 5, "" + d.deltaPieces());
    assertTrue(
        d.isSaid(
            "downloaded none 3.0.0\",\"delta: "
                + d.delta().length
                + " of "
                + d.newer.length
                + " bytes"));
  }

  /** At each quarter of a block; the last ones find the update announced. */
  @Test
  void the_supply_is_lost_at_any_time_of_the_unpacking() {
    for (int millis = 0; millis < 3000; millis += 130) {
      DeltaCar cut = new DeltaCar();
      cut.offer(cut.delta());
      assertTrue(cut.car.within(DeltaCar.A_WHILE, () -> cut.deltaPieces() == 4));
      cut.car.parts.passMillis(millis);
      cut.car.powerCut(Duration.ofSeconds(3));
      assertTrue(cut.succeeds(), millis + " ms: " + cut.car.ddi.feedback);
      assertEquals(0, cut.imagePieces(), millis + " ms");
    }
  }

  @Test
  void a_delta_that_was_damaged_on_the_flash_meanwhile_is_loaded_anew() {
    d.offer(d.delta());
    assertTrue(d.car.within(DeltaCar.A_WHILE, () -> d.deltaPieces() == 4));
    d.car.pass(Duration.ofMillis(600));
    d.car.service.stop();
    d.car.firmware.flash().supplyRestored();
    d.car.firmware.download().write((DeltaCar.BLOCKS + 1) * UpdatedCar.BLOCK, new byte[1]);
    d.car.powerCut(Duration.ofSeconds(1));
    assertTrue(d.succeeds());
    assertEquals(0, d.imagePieces());
    assertEquals(8, d.deltaPieces());
  }

  @Test
  void an_emergency_suspends_the_unpacking() {
    d.offer(d.delta());
    assertTrue(d.car.within(DeltaCar.A_WHILE, () -> d.deltaPieces() == 4));
    d.car.parts.passMillis(800);
    d.car.emergency = true;
    d.car.pass(Duration.ofSeconds(1));
    long wear = d.car.firmware.flash().bytesDone();
    d.car.pass(DeltaCar.A_WHILE);
    assertEquals(wear, d.car.firmware.flash().bytesDone());
    assertEquals(1, d.car.ddi.feedback.size(), d.car.ddi.feedback.toString());
    d.car.emergency = false;
    assertTrue(d.succeeds());
    assertEquals(0, d.imagePieces());
  }

  @Test
  void an_update_that_is_taken_back_while_it_is_unpacked_is_given_up() {
    d.car.ddi.sleep = "00:00:01";
    d.offer(d.delta());
    assertTrue(d.car.within(DeltaCar.A_WHILE, () -> d.deltaPieces() == 4));
    d.car.ddi.cancel = "8";
    d.car.pass(DeltaCar.A_WHILE);
    assertEquals("cancel closed success given up", d.car.ddi.lastFeedback());
    assertEquals("2.0.0", d.car.firmware.running());
  }

  @Test
  void software_of_ecus_follows_a_delta() {
    byte[] ecu = new byte[2 * UpdatedCar.BLOCK];
    byte[] head = "V02.00.00 HW-1\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, ecu, 0, head.length);
    d.offer(d.delta());
    d.car.ddi.chunks += "," + d.car.ddi.ecuChunk("navigation", "V02.00.00", Map.of("ecu", ecu));
    assertTrue(
        d.car.within(DeltaCar.A_WHILE, () -> d.car.ddi.feedback.toString().contains("downloaded")));
    assertEquals(0, d.imagePieces());
    assertEquals(2, d.car.ddi.requests.stream().filter("GET /ecu"::equals).count());
    assertEquals(
        List.of("3.0.0", "V02.00.00"),
        List.of(
            FirmwareImage.read(d.car.firmware.download().read(0, FirmwareImage.HEAD_BYTES))
                .orElseThrow()
                .version(),
            EcuImage.read(
                    d.car.firmware.download().read((DeltaCar.BLOCKS + 1) * UpdatedCar.BLOCK, 192))
                .orElseThrow()
                .version()));
  }
}
