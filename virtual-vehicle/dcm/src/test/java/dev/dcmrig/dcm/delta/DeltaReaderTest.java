// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Deltas that come as they should, and such as don't. */
class DeltaReaderTest {
  private static final int PIECE = 1000;

  /** What Debian's zstd 1.5.4 made: {@code zstd -19 --patch-from=OLD NEW}. */
  private static final String OF_THE_TOOL =
      "28b52ffd6479146d01000202070cd03da59911ed53b4001ac25a72e3a91fcf0ae543dd3adff03e912c03005f"
          + "e1f6dc53c892afabea5c016836df00";

  private static byte[] older() {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 200; line++) {
      text.append("line ").append(line).append(" of the older image\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] newer() {
    byte[] older = older();
    byte[] newer = Arrays.copyOf(older, older.length + 7);
    put(newer, 1000, "forty bytes that the older image has not");
    put(newer, older.length, "the end");
    return newer;
  }

  private static void put(byte[] into, int at, String text) {
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, into, at, text.length());
  }

  private static byte[] unpacked(byte[] base, byte[] delta, int size) throws DeltaException {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    try (DeltaReader reader = new DeltaReader(base, new ByteArrayInputStream(delta), size)) {
      for (byte[] piece = reader.next(PIECE); piece.length > 0; piece = reader.next(PIECE)) {
        image.writeBytes(piece);
      }
      reader.finish();
    }
    return image.toByteArray();
  }

  private static String refused(byte[] base, byte[] delta, int size) {
    return String.valueOf(
        assertThrows(DeltaException.class, () -> unpacked(base, delta, size)).getMessage());
  }

  private static byte[] noise(long seed, int bytes) {
    byte[] noise = new byte[bytes];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  @Test
  void a_delta_that_the_tool_of_zstandard_made_is_unpacked() throws DeltaException {
    byte[] delta = HexFormat.of().parseHex(OF_THE_TOOL);
    assertArrayEquals(newer(), unpacked(older(), delta, newer().length));
  }

  @Test
  void an_older_image_that_begins_like_a_dictionary_of_zstandard_is_one_of_bytes()
      throws DeltaException {
    byte[] base = noise(1, 5000);
    System.arraycopy(HexFormat.of().parseHex("37a430ec"), 0, base, 0, 4);
    byte[] image = Arrays.copyOf(base, 6000);
    assertArrayEquals(image, unpacked(base, Deltas.of(base, image), image.length));
  }

  @Test
  void a_delta_of_another_image_is_damaged() {
    assertEquals(
        "the delta is damaged: Restored data doesn't match checksum",
        refused(
            new StringBuilder(new String(older(), StandardCharsets.US_ASCII))
                .reverse()
                .toString()
                .getBytes(StandardCharsets.US_ASCII),
            Deltas.of(older(), newer()),
            newer().length));
  }

  @Test
  void one_that_ends_early_or_late_is_refused() {
    byte[] delta = Deltas.of(older(), newer());
    int size = newer().length;
    assertEquals("the delta ends after 5497 of 5498 bytes", refused(older(), delta, size + 1));
    assertEquals("the delta makes more than 5496 bytes", refused(older(), delta, size - 1));
    assertTrue(
        refused(older(), Arrays.copyOf(delta, delta.length - 1), size).startsWith("the delta is"),
        "cut");
    byte[] longer = Arrays.copyOf(delta, delta.length + 1);
    assertTrue(refused(older(), longer, size).startsWith("the delta is damaged"), "a byte more");
    byte[] two = Arrays.copyOf(delta, 2 * delta.length);
    System.arraycopy(delta, 0, two, delta.length, delta.length);
    assertEquals("the delta makes more than 5497 bytes", refused(older(), two, size));
    assertEquals("the delta ends after 0 of 5497 bytes", refused(older(), new byte[0], size));
  }

  @Test
  void a_gigabyte_in_32_kib_is_not_unpacked() {
    byte[] bomb = Deltas.bomb(17, 8192);
    assertTrue(bomb.length < 33 * 1024, "" + bomb.length);
    assertEquals("the delta makes more than 5497 bytes", refused(older(), bomb, 5497));
  }

  @Test
  void a_window_of_more_than_the_larger_image_needs_is_refused() throws DeltaException {
    int size = 3 * 128 * 1024;
    assertEquals(size, unpacked(older(), Deltas.bomb(19, 3), size).length);
    assertEquals(
        "the delta is damaged: Frame requires too much memory for decoding",
        refused(older(), Deltas.bomb(20, 3), size));
    assertEquals(
        "the delta is damaged: Frame requires too much memory for decoding",
        refused(older(), Deltas.bomb(41, 3), size));
    // The older image may be the larger one.
    assertEquals(size, unpacked(noise(1, 600_000), Deltas.bomb(20, 3), size).length);
    // A block is the least that a reader holds.
    assertEquals(100, unpacked(older(), Deltas.of(older(), new byte[100]), 100).length);
    assertEquals(128 * 1024, unpacked(new byte[1], Deltas.bomb(17, 1), 128 * 1024).length);
  }

  @Test
  void nothing_is_made_of_nothing() {
    assertEquals("nothing runs that a delta could be of", refused(new byte[0], new byte[10], 10));
  }

  /** Seeded: each damage gives the image, which only one that changes nothing can, or a refusal. */
  @Test
  void whatever_is_damaged_ends_bounded() {
    byte[] image = newer();
    byte[] good = Deltas.of(older(), image);
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] delta = good.clone();
      switch (random.nextInt(4)) {
        case 0 -> delta[random.nextInt(delta.length)] ^= (byte) (1 << random.nextInt(8));
        case 1 -> delta = Arrays.copyOf(delta, random.nextInt(delta.length));
        case 2 -> {
          int at = random.nextInt(delta.length);
          byte[] junk = noise(round, Math.min(delta.length - at, 1 + random.nextInt(16)));
          System.arraycopy(junk, 0, delta, at, junk.length);
        }
        default -> delta = noise(round, random.nextInt(300));
      }
      try {
        assertEquals(image.length, unpacked(older(), delta, image.length).length);
      } catch (DeltaException expected) {
        refused++;
      }
    }
    // Of what is left the checksum does not see a change in its own flag; the SHA-256 would.
    assertTrue(refused > 2900, refused + " of 3000 were refused");
  }
}
