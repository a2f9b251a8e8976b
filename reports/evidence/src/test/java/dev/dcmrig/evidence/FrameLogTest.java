// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceReader;
import dev.dcmrig.evidence.trace.TraceWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void aCandumpLogHasSecondsChannelAndFrame() throws IOException {
    Path file = folder.resolve("a");
    try (TraceWriter writer = new TraceWriter(file, EPOCH, List.of("body", "chassis"))) {
      writer.frame(1_500_002_000L, 0, Frame.classic(0x123, (byte) 0xAB, (byte) 1));
      writer.frame(1_500_302_000L, 1, Frame.fd(0x7, (byte) 0xAB));
      writer.frame(1_500_302_000L, 1, Frame.classic(0x123, (byte) 0xAB, (byte) 2));
    }
    TraceConverter.toCandump(file, folder.resolve("a.log"));
    assertEquals(
        """
        (1767225601.500002) body 123#AB01
        (1767225601.500302) chassis 007##5AB
        (1767225601.500302) chassis 123#AB02
        """,
        Files.readString(folder.resolve("a.log")));
  }
}
