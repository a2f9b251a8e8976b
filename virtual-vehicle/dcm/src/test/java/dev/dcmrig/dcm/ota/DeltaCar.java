// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.dcm.delta.Deltas;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A car that runs 2.0.0, and is offered 3.0.0 with a delta beside it. */
final class DeltaCar {
  static final Duration A_WHILE = Duration.ofMinutes(4);
  static final int BLOCKS = 8;
  static final String SUCCESS = "closed success 3.0.0 runs";

  /** What runs before: version 2.0.0. */
  final byte[] older = UpdatedCar.image("2.0.0", "runs", BLOCKS);

  /** The same but for its head and three blocks. */
  final byte[] newer = UpdatedCar.image("3.0.0", "runs", BLOCKS);

  /** The delta's file, as a release names it. */
  final String file = name(older);

  final UpdatedCar car;

  DeltaCar(String... changes) {
    car = new UpdatedCar(changes);
    byte[] changed = new byte[3 * UpdatedCar.BLOCK];
    new Random(5).nextBytes(changed);
    System.arraycopy(changed, 0, newer, 2 * UpdatedCar.BLOCK, changed.length);
    car.ddi.sleep = "00:01:00";
    car.ddi.deploy("7", older);
    car.enrol();
    assertTrue(
        car.within(A_WHILE, () -> car.ddi.lastFeedback().equals("closed success 2.0.0 runs")));
    car.ddi.feedback.clear();
    car.ddi.ranges.clear();
    car.ddi.requests.clear();
  }

  static String name(byte[] base) {
    return "image.from-" + HexFormat.of().formatHex(ScriptedDdi.sha(base)) + ".zst";
  }

  void offer(String delta, byte[] bytes) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(delta, bytes);
    files.put("image", newer);
    car.ddi.chunks = car.ddi.chunk("os", "dcm", "3.0.0", files);
    car.ddi.action = "8";
    car.ddi.version = "3.0.0";
  }

  void offer(byte[] delta) {
    offer(file, delta);
  }

  byte[] delta() {
    return Deltas.of(older, newer);
  }

  boolean succeeds() {
    boolean came = car.within(Duration.ofMinutes(15), () -> car.ddi.lastFeedback().equals(SUCCESS));
    assertEquals("3.0.0", car.firmware.running(), car.ddi.feedback.toString());
    return came;
  }

  long imagePieces() {
    return car.ddi.requests.stream().filter("GET /image"::equals).count();
  }

  long deltaPieces() {
    return car.ddi.requests.stream().filter(("GET /" + file)::equals).count();
  }

  boolean isSaid(String feedback) {
    return car.ddi.feedback.contains(feedback);
  }

  /** The delta was of no use, and the whole image came in its place. */
  void comesWhole(String why) {
    assertTrue(succeeds(), car.ddi.feedback.toString());
    assertEquals(BLOCKS + 1, imagePieces());
    assertTrue(isSaid("proceeding none whole image: " + why), car.ddi.feedback.toString());
    assertTrue(
        isSaid("downloaded none 3.0.0\",\"whole image: " + why), car.ddi.feedback.toString());
  }
}
