// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Candump's filters; on a kernel with CAN, candump itself judges them. */
class FrameFilterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "123:7FF; 123# 123#R 00000123# 12345123#; 124# 12345124#",
        "123:C00007FF; 123#; 123#R 00000123#",
        "12345678:DFFFFFFF; 12345678#; 678# 12345678#R",
        "400~700; 123# 500# 000#; 400# 4FF# 400#R",
        "0:0; 000# 7FF#R 1FFFFFFF# 123##1; 20000004#",
        "0~0; ; 000# 1FFFFFFF# 123##1",
        "123:7FF,200:7FF; 123# 200#; 201#",
        "100:700,120~7F0,j; 110# 1FF#; 120# 210#",
        "100:700,120~7F0,J; 110#; 12F#",
        "100:700,200:700,j; ; 100# 200#",
        "#4; 123# 20000004# 20000084#; 20000080#",
        "0~0,#FFFFFFFF; 20000004#; 123#",
        "0:0,0:0,#FFFFFFFF,j; 123#; 20000004#",
        "0:0,#FFFFFFFF,j; 123# 20000004#;",
        "20000123:7FF; 124#; 123#",
        "10123:C00FFFFF; 123#; 124# 00010123#"
      })
  void letsThroughWhatCandumpDoes(String filter, String passing, String blocked) {
    FrameFilter parsed = FrameFilter.parse(filter);
    for (String text : words(passing)) {
      assertTrue(parsed.passes(FrameText.parse(text)), text);
    }
    for (String text : words(blocked)) {
      assertTrue(!parsed.passes(FrameText.parse(text)), text);
    }
  }

  private static String[] words(String text) {
    return text == null ? new String[0] : Arrays.stream(text.split(" ")).toArray(String[]::new);
  }

  @Test
  void withoutAFilterAllButErrorFramesPass() {
    assertTrue(FrameFilter.DATA.passes(FrameText.parse("7FF#R")));
    assertTrue(!FrameFilter.DATA.passes(FrameText.parse("20000004#")));
    assertTrue(FrameFilter.DATA.withAllErrors().passes(FrameText.parse("20000004#")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "zz; 'zz' is no filter: it has an identifier and a mask",
        "123; '123' is no filter",
        "123:; '123:' is no filter: it has up to eight hexadecimal digits",
        "123:7FG; '123:7FG' is no filter",
        "123:7FF,; '' is no filter",
        "#; '#' is no filter",
        "123456789:0; '123456789:0' is no filter"
      })
  void whatIsWrongIsSaid(String filter, String said) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> FrameFilter.parse(filter)).getMessage();
    assertEquals(said, message.substring(0, said.length()));
    assertTrue(message.contains("write for instance 123:7FF"), message);
  }
}
