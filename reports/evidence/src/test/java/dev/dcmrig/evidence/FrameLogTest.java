// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.logfile.LogFormat;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceException;
import dev.dcmrig.evidence.trace.TraceReader;
import dev.dcmrig.evidence.trace.TraceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameLogTest {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  @TempDir Path folder;

  private static Frame random(Random random) {
    byte[] data = new byte[64];
    random.nextBytes(data);
    int kind = random.nextInt(5);
    return switch (kind) {
      case 0 -> Frame.of(random.nextInt(40), 0, random.nextInt(9), data);
      case 1 -> Frame.of(random.nextInt(1 << 29), Frame.EXTENDED, random.nextInt(9), data);
      case 2 -> Frame.of(7, Frame.REMOTE, random.nextInt(9), data);
      case 3 -> Frame.of(9, Frame.FD | Frame.BRS, Frame.fdLength(random.nextInt(16)), data);
      default -> Frame.of(4, Frame.ERROR, 8, data);
    };
  }

  private long write(Path file, int frames) throws IOException {
    Random random = new Random(1);
    long nanos = 0;
    try (TraceWriter writer = new TraceWriter(file, EPOCH, List.of("vcan0", "vcan1"))) {
      for (int i = 0; i < frames; i++) {
        nanos += random.nextInt(3) * 2000L + random.nextInt(2) * 77;
        writer.frame(nanos, random.nextInt(2), random(random));
      }
    }
    return nanos;
  }

  @Test
  void whatIsReadIsWhatWasWrittenThoughTheDictionaryOverflows() throws IOException {
    Path file = folder.resolve("a");
    int frames = 60_000;
    write(file, frames);
    Random random = new Random(1);
    long nanos = 0;
    try (TraceReader reader = new TraceReader(file)) {
      for (int i = 0; i < frames; i++) {
        nanos += random.nextInt(3) * 2000L + random.nextInt(2) * 77;
        assertTrue(reader.next());
        int channel = random.nextInt(2);
        assertEquals(random(random), reader.frame());
        assertEquals(nanos, reader.timeNanos());
        assertEquals("vcan" + channel, reader.channelName());
      }
      assertFalse(reader.next());
      assertEquals("", reader.defect());
    }
  }

  @Test
  void aLogThatWasCutShortIsReadToItsLastWholeBlockAndSaysSo() throws IOException {
    Path file = folder.resolve("a");
    write(file, 60_000);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    try (TraceReader reader = new TraceReader(file)) {
      while (reader.next()) {
        reader.frame();
      }
      assertTrue(reader.frames() > 0 && reader.frames() < 60_000);
      assertTrue(reader.defect().contains("cut short"), reader.defect());
    }
  }

  @Test
  void aBlockThatCountsOtherFramesThanItHasIsRefused() throws IOException {
    Path file = folder.resolve("a");
    try (TraceWriter writer = new TraceWriter(file, EPOCH, List.of("body"))) {
      writer.frame(1_500_002_000L, 0, Frame.classic(0x123, (byte) 1));
    }
    byte[] whole = Files.readAllBytes(file);
    int end = Integer.BYTES + Long.BYTES + 32;
    int stored = whole.length - end;
    for (int at = stored - 4 * Integer.BYTES; at > 0; at--) {
      // The block's head is plain, stored, frames, CRC; there is one block, with one frame.
      if (ByteBuffer.wrap(whole).getInt(at + 4) == stored - at - 4 * Integer.BYTES) {
        whole[at + 11]++;
        break;
      }
    }
    Files.write(file, whole);
    assertRefused(file, "another number of frames than it has");
  }

  @Test
  void aCandumpLogHasSecondsChannelAndFrame() throws IOException {
    Path file = folder.resolve("a");
    try (TraceWriter writer = new TraceWriter(file, EPOCH, List.of("body", "chassis"))) {
      writer.frame(1_500_002_000L, 0, Frame.classic(0x123, (byte) 0xAB, (byte) 1));
      writer.frame(1_500_302_000L, 1, Frame.fd(0x7, (byte) 0xAB));
      writer.frame(1_500_302_000L, 1, Frame.classic(0x123, (byte) 0xAB, (byte) 2));
    }
    TraceConverter.convert(file, folder.resolve("a.log"), LogFormat.CANDUMP);
    assertEquals(
        """
        (1767225601.500002) body 123#AB01
        (1767225601.500302) chassis 007##5AB
        (1767225601.500302) chassis 123#AB02
        """,
        Files.readString(folder.resolve("a.log")));
  }

  /** Logs that somebody changed and did not even have to hash again. */
  @ParameterizedTest
  @ValueSource(strings = {"epoch_shifted.dcmt", "channel_inject.dcmt"})
  void aLogOfTheFirstVersionIsRefusedAndLeavesNothing(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = FrameLogTest.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    assertRefused(file, "version 1, whose times and channel names no hash covers");
  }

  @Test
  void aChangedHeaderIsRefused() throws IOException {
    Path file = folder.resolve("a");
    write(file, 10);
    byte[] whole = Files.readAllBytes(file);
    byte[] shifted = whole.clone();
    shifted[12] ^= 1;
    Files.write(file, shifted);
    assertRefused(file, "it was changed after it was written");
    // With a CRC that fits, as somebody would make it who means to.
    ByteBuffer bytes = ByteBuffer.wrap(shifted);
    int length = 4 + 1 + 12 + 1 + 6 + 6;
    CRC32 crc = new CRC32();
    crc.update(shifted, 0, length);
    bytes.putInt(length, (int) crc.getValue());
    Files.write(file, shifted);
    assertRefused(file, "are not those that were written");
  }

  @Test
  void somethingAfterTheEndIsRefused() throws IOException {
    Path file = folder.resolve("a");
    write(file, 10);
    Files.write(file, new byte[1], StandardOpenOption.APPEND);
    assertRefused(file, "added after the end");
  }

  @Test
  void aChannelsNameCanNotMakeALineOfItsOwn() {
    for (String name : List.of("", "can0\n(1.0) can0 123#", "can 0", "k\u00f6rper")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new TraceWriter(folder.resolve("a"), EPOCH, List.of(name)).close(),
          name);
    }
  }

  @Test
  void anotherToolsLogIsConvertedOrRefusedWithItsLine() throws IOException {
    Path log = folder.resolve("drive.log");
    Files.writeString(log, "(1.5) can0 123#AB01\n# a comment\n(2.25) can1 007##5AB R\n");
    Path out = folder.resolve("out.log");
    TraceConverter.Converted converted = TraceConverter.convert(log, out, LogFormat.CANDUMP);
    assertEquals(2, converted.frames());
    assertEquals(
        "(0000000001.500000) can0 123#AB01\n(0000000002.250000) can1 007##5AB\n",
        Files.readString(out));
    Files.writeString(log, "(1.5) can0 123#AB01\n(1.6) can0 123#A\n");
    Path refused = folder.resolve("refused.log");
    TraceException thrown =
        assertThrows(
            TraceException.class, () -> TraceConverter.convert(log, refused, LogFormat.CANDUMP));
    assertTrue(thrown.getMessage().startsWith(log + ":2: "), thrown::getMessage);
    assertFalse(Files.exists(refused));
  }

  @Test
  void whatIsWholeOfAKilledRunIsConvertedThoughOneLogIsEmptyAndOneForged() throws IOException {
    for (String scenario : List.of("1-empty", "2-forged", "3-cut", "4-whole")) {
      Path own = Files.createDirectories(folder.resolve("run/scenarios").resolve(scenario));
      write(own.resolve(TraceConverter.FRAMES), 60_000);
    }
    Path scenarios = folder.resolve("run/scenarios");
    Files.write(scenarios.resolve("1-empty/frames.dcmt"), new byte[0]);
    byte[] forged = Files.readAllBytes(scenarios.resolve("2-forged/frames.dcmt"));
    forged[12] ^= 1;
    Files.write(scenarios.resolve("2-forged/frames.dcmt"), forged);
    Path cut = scenarios.resolve("3-cut/frames.dcmt");
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    TraceConverter.Converted converted =
        TraceConverter.convert(folder.resolve("run"), folder.resolve("logs"), LogFormat.CANDUMP);
    assertEquals(
        List.of("3-cut.log", "4-whole.log"),
        converted.files().stream().map(path -> path.getFileName().toString()).toList());
    assertEquals(3, converted.warnings().size(), converted.warnings()::toString);
    try (Stream<Path> logs = Files.list(folder.resolve("logs"))) {
      assertEquals(2, logs.count());
    }
  }

  private void assertRefused(Path file, String how) {
    Path log = folder.resolve("refused.log");
    TraceException refused =
        assertThrows(
            TraceException.class, () -> TraceConverter.convert(file, log, LogFormat.CANDUMP));
    assertTrue(refused.getMessage().contains(how), refused::getMessage);
    assertFalse(Files.exists(log));
  }
}
