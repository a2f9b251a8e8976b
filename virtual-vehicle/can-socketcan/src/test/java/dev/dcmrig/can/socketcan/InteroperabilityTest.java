// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.CandumpLog;
import dev.dcmrig.can.candump.FrameText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanFrame;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.NetworkDevice;
import tel.schich.javacan.RawCanChannel;

/**
 * Four implementations on one interface, this project's, can-utils (C), JavaCAN (JNI) and
 * python-can: each writes the same frames once, and each reads what all have written.
 */
class InteroperabilityTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final int BOUND_SECONDS = 60;
  private static final int WRITERS = 4;
  private static final int EXTENDED_FLAG = 0x8000_0000;
  private static final int REMOTE_FLAG = 0x4000_0000;

  @TempDir Path folder;

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  /** FD frames of every length, 1 to 8 bytes included, with all flags; classic and remote ones. */
  private static List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    for (int code = 0; code < 16; code++) {
      int length = Frame.fdLength(code);
      byte[] data = new byte[length];
      for (int index = 0; index < length; index++) {
        data[index] = (byte) (0xF0 + 7 * code + index);
      }
      for (int bits = 0; bits < 4; bits++) {
        int flags =
            Frame.FD | ((bits & 1) != 0 ? Frame.BRS : 0) | ((bits & 2) != 0 ? Frame.ESI : 0);
        frames.add(Frame.of(0x100 + code, flags, length, data));
        frames.add(Frame.of(0x1ABC_0000 + code, flags | Frame.EXTENDED, length, data));
      }
      if (code <= 8) {
        frames.add(Frame.of(0x200 + code, 0, length, data));
        frames.add(Frame.of(code, Frame.EXTENDED, length, data));
        frames.add(Frame.of(0x7F0 + code, Frame.REMOTE, length, data));
        frames.add(Frame.of(0x1FFF_FFF0 + code, Frame.REMOTE | Frame.EXTENDED, length, data));
      }
    }
    return frames;
  }

  @Test
  void eachReadsWhatEachHasWritten() throws Exception {
    List<Frame> frames = frames();
    int all = WRITERS * frames.size();
    Map<String, List<String>> read = new LinkedHashMap<>();
    int before = CandumpTest.listeners();
    Process python = start(PYTHON, script().toString(), Integer.toString(all));
    Process candump =
        start("candump", "-r", "4000000", "-L", "-T", "30000", "-n", "" + all, KernelCan.NAME);
    try (RawSocket reading = RawSocket.open(KernelCan.NAME);
        RawSocket writing = RawSocket.open(KernelCan.NAME);
        RawCanChannel javaCanReading = javaCan();
        RawCanChannel javaCanWriting = javaCan();
        BufferedReader pythonSays = python.inputReader();
        Writer pythonHears = python.outputWriter()) {
      assertEquals("ready", pythonSays.readLine());
      // Two of ours, two of JavaCAN, two of python-can, candump.
      for (int n = 0; n < 500 && CandumpTest.listeners() < before + 7; n++) {
        assertTrue(!candump.waitFor(10, TimeUnit.MILLISECONDS), "candump has ended");
      }
      List<String> ours = new ArrayList<>();
      List<String> javaCans = new ArrayList<>();
      List<Runnable> writers =
          List.of(
              () -> writing.send(frames.toArray(Frame[]::new), 0, frames.size()),
              () -> play(frames),
              () -> frames.forEach(frame -> write(javaCanWriting, frame)),
              () -> tell(pythonHears, frames));
      for (Runnable writer : writers) {
        writer.run();
        collect(reading, ours, frames.size());
        for (int n = 0; n < frames.size(); n++) {
          javaCans.add(FrameText.log(frame(javaCanReading.read())));
        }
      }
      read.put("this project", ours);
      read.put("JavaCAN", javaCans);
      read.put("python-can", lines(pythonSays).stream().map(InteroperabilityTest::parse).toList());
      read.put(
          "can-utils",
          lines(candump.inputReader()).stream()
              .map(line -> FrameText.log(CandumpLog.parse(line).frame()))
              .toList());
    } finally {
      python.destroy();
      candump.destroy();
    }
    List<String> wanted = frames.stream().map(FrameText::log).toList();
    assertEquals(List.of(), differences(wanted, read));
  }

  /** In words, one a frame that came otherwise than it was sent, or not at all. */
  private static List<String> differences(List<String> wanted, Map<String, List<String>> read) {
    List<String> names = List.of("this project", "can-utils", "JavaCAN", "python-can");
    List<String> differences = new ArrayList<>();
    read.forEach(
        (reader, got) -> {
          for (int index = 0; index < Math.max(got.size(), WRITERS * wanted.size()); index++) {
            String came = index < got.size() ? got.get(index) : "nothing";
            String sent = wanted.get(index % wanted.size());
            if (!came.equals(sent)) {
              String writer = names.get(Math.min(index / wanted.size(), WRITERS - 1));
              differences.add(writer + " sent " + sent + ", " + reader + " read " + came);
            }
          }
        });
    return differences;
  }

  private Path script() throws IOException {
    Path script = folder.resolve("peer.py");
    try (var in = InteroperabilityTest.class.getResourceAsStream("/interoperability/peer.py")) {
      Files.write(script, in.readAllBytes());
    }
    return script;
  }

  private static Process start(String... command) throws IOException {
    List<String> bounded = new ArrayList<>(List.of("timeout", "" + BOUND_SECONDS));
    bounded.addAll(List.of(command));
    return new ProcessBuilder(bounded).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static List<String> lines(BufferedReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  private static void collect(RawSocket socket, List<String> read, int count) {
    int wanted = read.size() + count;
    for (int silentSeconds = 0; read.size() < wanted && silentSeconds < BOUND_SECONDS; ) {
      int got = socket.receive(1000);
      silentSeconds += got == 0 ? 1 : 0;
      for (int index = 0; index < got; index++) {
        read.add(FrameText.log(socket.frame(index)));
      }
    }
  }

  // can-utils

  private void play(List<Frame> frames) {
    StringBuilder log = new StringBuilder();
    frames.forEach(frame -> CandumpLog.append(log, 1_000_000, KernelCan.NAME, frame));
    try {
      Path file = Files.writeString(folder.resolve("frames.log"), log);
      Process player = start("canplayer", "-t", "-I", file.toString());
      assertTrue(player.waitFor(BOUND_SECONDS, TimeUnit.SECONDS));
      assertEquals(0, player.exitValue());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // JavaCAN

  private static RawCanChannel javaCan() throws IOException {
    RawCanChannel channel = CanChannels.newRawChannel();
    channel.bind(NetworkDevice.lookup(KernelCan.NAME));
    channel.setOption(CanSocketOptions.FD_FRAMES, true);
    channel.setOption(CanSocketOptions.SO_RCVBUF, 4_000_000);
    channel.setOption(CanSocketOptions.SO_RCVTIMEO, Duration.ofSeconds(BOUND_SECONDS));
    channel.configureBlocking(true);
    return channel;
  }

  private static void write(RawCanChannel channel, Frame frame) {
    int id = frame.id();
    id |= frame.isExtended() ? EXTENDED_FLAG : 0;
    id |= frame.isRemote() ? REMOTE_FLAG : 0;
    int flags = frame.isFd() ? CanFrame.FD_FLAG_FD_FRAME : 0;
    flags |= frame.isBrs() ? CanFrame.FD_FLAG_BIT_RATE_SWITCH : 0;
    flags |= frame.isEsi() ? CanFrame.FD_FLAG_ERROR_STATE_INDICATOR : 0;
    byte[] data = frame.isRemote() ? new byte[frame.length()] : frame.data();
    try {
      channel.write(CanFrame.createRaw(id, (byte) flags, data, 0, data.length));
    } catch (IOException e) {
      throw new AssertionError(frame.toString(), e);
    }
  }

  private static Frame frame(CanFrame frame) {
    int flags = frame.isExtended() ? Frame.EXTENDED : 0;
    flags |= frame.isRemoteTransmissionRequest() ? Frame.REMOTE : 0;
    if (frame.isFDFrame()) {
      flags |= Frame.FD;
      flags |= (frame.getFlags() & CanFrame.FD_FLAG_BIT_RATE_SWITCH) != 0 ? Frame.BRS : 0;
      flags |= (frame.getFlags() & CanFrame.FD_FLAG_ERROR_STATE_INDICATOR) != 0 ? Frame.ESI : 0;
    }
    byte[] data = new byte[frame.getDataLength()];
    frame.getData(ByteBuffer.wrap(data));
    return Frame.of(frame.getId(), flags, data.length, data);
  }

  // python-can

  private static void tell(Writer python, List<Frame> frames) {
    try {
      for (Frame frame : frames) {
        int[] bits = {
          frame.isExtended() ? 1 : 0,
          frame.isRemote() ? 1 : 0,
          frame.isFd() ? 1 : 0,
          frame.isBrs() ? 1 : 0,
          frame.isEsi() ? 1 : 0
        };
        python.write(Integer.toHexString(frame.id()));
        for (int bit : bits) {
          python.write(" " + bit);
        }
        python.write(" " + frame.length() + " " + HexFormat.of().formatHex(frame.data()) + "\n");
      }
      python.write("go\n");
      python.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String parse(String line) {
    String[] words = line.split(" ");
    assertTrue(words.length >= 7, line);
    int[] kinds = {Frame.EXTENDED, Frame.REMOTE, Frame.FD, Frame.BRS, Frame.ESI};
    int flags = 0;
    for (int index = 0; index < kinds.length; index++) {
      flags |= words[1 + index].equals("1") ? kinds[index] : 0;
    }
    byte[] data = HexFormat.of().parseHex(words.length > 7 ? words[7] : "");
    int length = Integer.parseInt(words[6]);
    return FrameText.log(Frame.of(Integer.parseInt(words[0], 16), flags, length, data));
  }
}
