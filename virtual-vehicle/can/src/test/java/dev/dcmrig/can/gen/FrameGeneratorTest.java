// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.gen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.sim.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Made-up frames, as cangen makes them. */
class FrameGeneratorTest {

  private static List<Frame> frames(FrameRecipe recipe, long seed, int count) {
    FrameGenerator generator = new FrameGenerator(recipe, Seed.of(seed));
    List<Frame> frames = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      frames.add(generator.next());
    }
    return frames;
  }

  private static List<String> text(FrameRecipe recipe, int count) {
    return frames(recipe, 7, count).stream().map(FrameText::log).toList();
  }

  @Test
  void oneSeedMakesTheSameFramesAndAnotherOthers() {
    FrameRecipe mixture = FrameRecipe.parse("r", "r", "r", 0, true);
    assertEquals(frames(mixture, 7, 500), frames(mixture, 7, 500));
    assertNotEquals(frames(mixture, 7, 500), frames(mixture, 8, 500));
  }

  @Test
  void countingIsThatOfCangen() {
    assertEquals(
        List.of("000#00", "001#01", "002#0200", "003#030000", "004#04000000"),
        text(FrameRecipe.parse("i", "i", "i", 0, false), 5));
    List<String> again = text(FrameRecipe.parse("i", "i", "i", 0, false), 11);
    assertEquals("008#0800000000000000", again.get(8));
    assertEquals("009#09", again.get(9));
    assertEquals("00A#0A", again.get(10));
  }

  @Test
  void countingLengthsOfFdAreThoseThatFdHas() {
    List<Frame> frames = frames(FrameRecipe.parse("1", "i", "r", Frame.FD, false), 7, 17);
    assertEquals(
        List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64, 0),
        frames.stream().map(Frame::length).toList());
  }

  @Test
  void fixedPartsStayAndIdentifiersWrap() {
    assertEquals(
        List.of("42A#1122330000", "42A#1122330000"),
        text(FrameRecipe.parse("42A", "5", "112233", 0, false), 2));
    assertEquals(
        List.of("0012345A##7", "0012345A##7"),
        text(
            FrameRecipe.parse(
                "12345A", "0", "r", Frame.EXTENDED | Frame.FD | Frame.BRS | Frame.ESI, false),
            2));
    assertEquals("001#R3", text(FrameRecipe.parse("1", "3", "r", Frame.REMOTE, false), 1).get(0));
    List<String> counted = text(FrameRecipe.parse("i", "0", "r", 0, false), 0x801);
    assertEquals("7FF#", counted.get(0x7FF));
    assertEquals("000#", counted.get(0x800));
  }

  @Test
  void aLengthThatFdDoesNotHaveIsRoundedUp() {
    assertEquals(
        12, frames(FrameRecipe.parse("1", "9", "r", Frame.FD, false), 7, 1).get(0).length());
  }

  @Test
  void aMixtureHasEveryFormat() {
    Set<Integer> formats = new HashSet<>();
    frames(FrameRecipe.parse("r", "r", "r", 0, true), 7, 1_000)
        .forEach(f -> formats.add(f.flags()));
    assertEquals(12, formats.size(), formats::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "xyz, r, r, 0, '-I xyz: give an identifier'",
    "800, r, r, 0, 'identifier 800 has more than 11 bits: give -e'",
    "20000000, r, r, 1, 'more than 29 bits'",
    "r, 8x, r, 0, '-L 8x: give a number of bytes'",
    "r, 9, r, 0, '0 to 8 bytes are possible; up to 64 with -f'",
    "r, 65, r, 8, '0 to 64 bytes are possible'",
    "r, r, 123, 0, '-D 123: give whole bytes'",
    "r, r, 112233445566778899, 0, '0 to 8 bytes'",
    "r, r, r, 10, 'CAN FD has no remote frames'"
  })
  void whatIsWrongIsSaid(String id, String length, String data, int format, String why) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> FrameRecipe.parse(id, length, data, format, false))
            .getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void randomIdentifiersMayBeEvenOrOdd() {
    for (Frame frame : frames(FrameRecipe.parse("e", "0", "r", 0, false), 7, 200)) {
      assertEquals(0, frame.id() & 1);
    }
    List<Frame> odd = frames(FrameRecipe.parse("o", "0", "r", Frame.EXTENDED, false), 7, 200);
    assertTrue(odd.stream().allMatch(frame -> (frame.id() & 1) == 1));
    assertTrue(odd.stream().map(Frame::id).distinct().count() > 150);
    assertEquals("00E#", text(FrameRecipe.parse("E", "0", "r", 0, false), 1).get(0));
  }

  @Test
  void digitsWrittenAsXAreRandomAndTheOthersStay() {
    List<String> texts = text(FrameRecipe.parse("1", "5", "11xx3x44", 0, false), 200);
    assertTrue(texts.stream().allMatch(each -> each.matches("001#11..3.4400")), texts::toString);
    assertTrue(texts.stream().distinct().count() > 100);
    assertTrue(texts.stream().anyMatch(each -> each.charAt(6) != each.charAt(7)));
  }

  @Test
  void rawDataLengthCodesAreThoseAskedFor() {
    FrameRecipe random = FrameRecipe.parse("1", "r", "r", 0, false, true);
    Set<Integer> codes = new HashSet<>();
    frames(random, 7, 500).forEach(frame -> codes.add(frame.dlc()));
    assertEquals(16, codes.size(), codes::toString);
    assertEquals(
        List.of("001#1122000000000000_E"),
        text(FrameRecipe.parse("1", "14", "1122", 0, false, true), 1));
    FrameRecipe counting = FrameRecipe.parse("1", "i", "r", Frame.REMOTE, false, true);
    assertEquals("001#R8", text(counting, 17).get(8));
    assertEquals("001#R8_F", text(counting, 17).get(15));
    assertEquals("001#R", text(counting, 17).get(16));
    String refused =
        assertThrows(
                IllegalArgumentException.class,
                () -> FrameRecipe.parse("1", "16", "r", 0, false, true))
            .getMessage();
    assertTrue(refused.contains("0 to"), refused);
    refused =
        assertThrows(
                IllegalArgumentException.class,
                () -> FrameRecipe.parse("1", "8", "r", Frame.FD, false, true))
            .getMessage();
    assertTrue(refused.contains("leave out -8"), refused);
    frames(FrameRecipe.parse("r", "r", "r", 0, true, true), 7, 500);
  }
}
