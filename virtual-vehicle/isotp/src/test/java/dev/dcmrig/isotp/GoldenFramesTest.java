// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Frames of whole messages: by hand from the standard's tables, and as another program cuts. */
class GoldenFramesTest {

  private static Stream<String> lines(String name) throws IOException {
    try (InputStream stream = GoldenFramesTest.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(stream).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#"));
    }
  }

  private static int hex(String text) {
    return Integer.parseInt(text, 16);
  }

  private static IsoTpAddress address(String text) {
    String[] part = text.split(" ");
    return switch (part[0]) {
      case "normal" -> IsoTpAddress.normal(hex(part[1]), hex(part[2]));
      case "fixed" -> IsoTpAddress.normalFixed(hex(part[1]), hex(part[2]));
      case "extended" ->
          IsoTpAddress.extended(hex(part[1]), hex(part[2]), hex(part[3]), hex(part[4]));
      case "mixed" -> IsoTpAddress.mixed(hex(part[1]), hex(part[2]), hex(part[3]));
      case "mixedfixed" -> IsoTpAddress.mixedFixed(hex(part[1]), hex(part[2]), hex(part[3]));
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static IsoTpOptions options(String text) {
    FrameFormat format = FrameFormat.CLASSIC;
    int blockSize = 0;
    int separation = 0;
    for (String option : text.isBlank() ? new String[0] : text.split(" ")) {
      String value = option.substring(option.indexOf('=') + 1);
      switch (option.substring(0, option.indexOf('='))) {
        case "dl" -> format = FrameFormat.fd(Integer.parseInt(value.replace("fd", "")));
        case "pad" -> format = format.withPadding(hex(value));
        case "bs" -> blockSize = Integer.parseInt(value);
        case "st" -> separation = hex(value);
        default -> throw new IllegalArgumentException(option);
      }
    }
    return IsoTpOptions.CLASSIC
        .withFormat(format)
        .withFlowControl(
            FlowControlOptions.UNLIMITED.withPace(blockSize, new SeparationTime(separation)));
  }

  @TestFactory
  Stream<DynamicTest> framesAreThoseOfTheStandardsTables() throws IOException {
    return lines("golden.txt")
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
        .map(column -> dynamicTest(column.get(0), () -> golden(column)));
  }

  private static void golden(List<String> column) {
    try (Ends ends = new Ends()) {
      IsoTpAddress address = address(column.get(1));
      IsoTpLink sender = ends.stack("sender").open(address, options(column.get(2)), ends.atTester);
      ends.stack("receiver").open(address.mirrored(), options(column.get(3)), ends.atEcu);
      byte[] message = Ends.counting(Integer.parseInt(column.get(4)));
      assertEquals(NResult.N_OK, ends.send(sender, message));
      assertEquals(column.get(5).replace(' ', '\n') + "\n", ends.said());
      assertArrayEquals(message, ends.atEcu.messages.get(0));
    }
  }

  @TestFactory
  Stream<DynamicTest> messagesAreCutAsScapyCutsThem() throws IOException {
    return lines("scapy-2.5.0.txt")
        .map(line -> line.split(" "))
        .map(part -> dynamicTest(String.join(" ", part[0], part[1], part[2]), () -> cut(part)));
  }

  private static void cut(String[] part) {
    int id = hex(part[0]);
    IsoTpAddress address =
        part[1].equals("-")
            ? IsoTpAddress.normal(id, id + 1)
            : IsoTpAddress.extended(id, hex(part[1]), id + 1, 0xF1);
    try (Ends ends = new Ends()) {
      IsoTpOptions options = IsoTpOptions.CLASSIC.withLongestMessage(5000);
      IsoTpLink sender = ends.stack("sender").open(address, options, ends.atTester);
      ends.stack("receiver").open(address.mirrored(), options, ends.atEcu);
      assertEquals(NResult.N_OK, ends.send(sender, Ends.counting(Integer.parseInt(part[2]))));
      List<String> data = new ArrayList<>();
      for (Ends.Seen seen : ends.frames) {
        if (seen.frame().id() == id) {
          data.add(HexFormat.of().withUpperCase().formatHex(seen.frame().data()));
        }
      }
      if (data.size() > 20 && part.length < 20) {
        List<String> cut = new ArrayList<>(data.subList(0, 3));
        cut.add("...");
        cut.addAll(data.subList(data.size() - 2, data.size()));
        data = cut;
      }
      assertEquals(List.of(part).subList(3, part.length), data);
    }
  }
}
