// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What candump prints and what this project prints, of the same frames on one interface. */
class CandumpTest {
  private static final long SEED = 20_261_124;
  private static final int FRAMES = 400;
  private static final String BOUND_SECONDS = "20";
  private static final int[] FD_LENGTHS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64};

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  /** Every kind of frame, in any order. */
  private static List<Frame> traffic(int count) {
    Random random = new Random(SEED);
    List<Frame> frames = new ArrayList<>();
    while (frames.size() < count) {
      boolean extended = random.nextBoolean();
      int id = random.nextInt((extended ? Frame.MAX_EXTENDED_ID : Frame.MAX_BASE_ID) + 1);
      int flags = extended ? Frame.EXTENDED : 0;
      boolean fd = random.nextInt(3) == 0;
      int length = fd ? FD_LENGTHS[random.nextInt(16)] : random.nextInt(9);
      if (fd) {
        flags |= Frame.FD;
        flags |= random.nextBoolean() ? Frame.BRS : 0;
        flags |= random.nextBoolean() ? Frame.ESI : 0;
      } else if (random.nextInt(5) == 0) {
        flags |= Frame.REMOTE;
      }
      byte[] data = new byte[length];
      random.nextBytes(data);
      frames.add(Frame.of(id, flags, length, data));
    }
    return frames;
  }

  @Test
  void theConsolesAgree() throws Exception {
    List<Frame> sent = traffic(FRAMES);
    List<String> ours = new ArrayList<>();
    List<String> theirs = dump(sent, ours, "-n", "" + FRAMES, KernelCan.NAME);
    assertEquals(
        sent.stream().map(frame -> "  vcan0  " + FrameText.console(frame)).toList(),
        theirs.stream().map(String::stripTrailing).map(CandumpTest::unindented).toList());
    assertEquals(sent.stream().map(FrameText::console).toList(), ours);
  }

  /** candump moves short identifiers to the right; the frame is the same. */
  private static String unindented(String line) {
    String text = line.replaceFirst("^(  vcan0  ) +", "$1");
    return text.endsWith("]") ? text + " " : text;
  }

  @Test
  void theLogsAgree() throws Exception {
    List<Frame> sent = traffic(FRAMES);
    List<String> theirs = dump(sent, new ArrayList<>(), "-L", "-n", "" + FRAMES, KernelCan.NAME);
    assertEquals(
        sent.stream().map(FrameText::log).toList(),
        theirs.stream()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .map(text -> FrameText.log(FrameText.parse(text)))
            .toList());
  }

  @Test
  void errorFramesAgree() throws Exception {
    List<Frame> sent =
        List.of(
            Frame.of(0x284, Frame.ERROR, 8, new byte[] {0, 0x30, 0, 0, 0, 0, 12, 34}),
            Frame.of(0x040, Frame.ERROR, 8, new byte[8]));
    List<String> ours = new ArrayList<>();
    List<String> theirs = dump(sent, ours, "-L", "-n", "2", KernelCan.NAME + ",#FFFFFFFF");
    assertEquals(
        sent.stream().map(FrameText::log).toList(),
        theirs.stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList());
  }

  /** Sends while candump and a socket of ours listen; gives what candump printed. */
  static List<String> dump(List<Frame> frames, List<String> ours, String... arguments)
      throws Exception {
    // Its own receive buffer is too small for so many at a time; a frame that never comes ends it.
    List<String> command =
        new ArrayList<>(List.of("timeout", BOUND_SECONDS, "candump", "-r", "4000000"));
    command.addAll(List.of(arguments));
    try (RawSocket sender = RawSocket.open(KernelCan.NAME);
        RawSocket reader = RawSocket.open(KernelCan.NAME)) {
      int before = listeners();
      Process candump = new ProcessBuilder(command).redirectErrorStream(true).start();
      for (int n = 0; n < 500 && listeners() == before; n++) {
        assertTrue(!candump.waitFor(10, TimeUnit.MILLISECONDS), "candump has ended");
      }
      Frame[] all = frames.toArray(Frame[]::new);
      assertEquals(all.length, sender.send(all, 0, all.length));
      for (int count = reader.receive(); count > 0; count = reader.receive()) {
        for (int index = 0; index < count; index++) {
          ours.add(FrameText.console(reader.frame(index)));
        }
      }
      List<String> lines = new ArrayList<>();
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(candump.getInputStream(), StandardCharsets.US_ASCII))) {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          lines.add(line);
        }
      }
      assertTrue(candump.waitFor(20, TimeUnit.SECONDS));
      return lines;
    }
  }

  static int listeners() throws Exception {
    int count = 0;
    for (String list : List.of("rcvlist_all", "rcvlist_err", "rcvlist_fil")) {
      for (String line : Files.readAllLines(Path.of("/proc/net/can", list))) {
        count += line.contains(KernelCan.NAME + " ") ? 1 : 0;
      }
    }
    return count;
  }
}
