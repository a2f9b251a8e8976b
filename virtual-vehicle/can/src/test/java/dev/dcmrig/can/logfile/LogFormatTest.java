// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.logfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.log.FrameReader;
import dev.dcmrig.can.log.FrameWriter;
import dev.dcmrig.can.log.LoggedFrame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every format of logs does. */
class LogFormatTest {
  private static final List<LoggedFrame> FRAMES =
      List.of(
          new LoggedFrame(1_767_225_601_500_002L, "can0", Frame.classic(0x123, (byte) 0xAB)),
          new LoggedFrame(1_767_225_601_500_002L, "can0", Frame.classic(0)),
          new LoggedFrame(
              1_767_225_601_900_000L,
              "can1",
              Frame.of(0x1ABC_DEF0, Frame.EXTENDED, 8, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})),
          new LoggedFrame(
              1_767_225_602_000_000L, "can0", Frame.of(0x7FF, Frame.REMOTE, 4, new byte[0])),
          new LoggedFrame(1_767_312_002_000_001L, "can0", Frame.fd(0x7, new byte[64])));

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenIsReadAsItWas(LogFormat format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (FrameWriter writer = format.writer(bytes)) {
      for (LoggedFrame frame : FRAMES) {
        writer.write(frame.epochMicros(), frame.channel(), frame.frame());
      }
    }
    assertEquals(numbered(FRAMES), numbered(read(format, bytes.toByteArray())));
  }

  @ParameterizedTest
  @EnumSource
  void aLogWithoutFramesIsReadAsOne(LogFormat format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format.writer(bytes).close();
    assertEquals(List.of(), read(format, bytes.toByteArray()));
  }

  @ParameterizedTest
  @EnumSource
  void theEndOfAFilesNameSaysTheFormat(LogFormat format) {
    assertTrue(format.suffix().matches("[a-z0-9]+"), format.suffix());
    assertEquals(Optional.of(format), LogFormat.of(Path.of("x", "drive." + format.suffix())));
    String shouted = "DRIVE." + format.suffix().toUpperCase(Locale.ROOT);
    assertEquals(Optional.of(format), LogFormat.of(Path.of(shouted)));
  }

  @Test
  void otherNamesSayNone() {
    assertEquals(Optional.empty(), LogFormat.of(Path.of("frames.dcmt")));
    assertEquals(Optional.empty(), LogFormat.of(Path.of("log")));
    assertEquals(Optional.empty(), LogFormat.of(Path.of("/")));
  }

  /** With numbers for channels: many a format has no names of them. */
  private static List<LoggedFrame> numbered(List<LoggedFrame> frames) {
    List<String> channels = frames.stream().map(LoggedFrame::channel).distinct().toList();
    return frames.stream()
        .map(
            frame ->
                new LoggedFrame(
                    frame.epochMicros(),
                    Integer.toString(channels.indexOf(frame.channel())),
                    frame.frame()))
        .toList();
  }

  private static List<LoggedFrame> read(LogFormat format, byte[] bytes) throws IOException {
    List<LoggedFrame> read = new ArrayList<>();
    try (FrameReader reader = format.reader("drive", new ByteArrayInputStream(bytes))) {
      for (LoggedFrame next = reader.next(); next != null; next = reader.next()) {
        read.add(next);
      }
    }
    return read;
  }
}
