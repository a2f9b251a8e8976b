// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import dev.dcmrig.can.Frame;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kernel's ISO-TP; isotpsend, isotprecv and single frames are the other side. */
class IsoTpSocketTest {
  private static final long SEED = 20_261_125;
  private static final int BOUND_MILLIS = 20_000;
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ").withUpperCase();
  private static final IsoTpSettings TESTER = IsoTpSettings.between(0x7E0, 0x7E8);
  private static final IsoTpSettings ECU = IsoTpSettings.between(0x7E8, 0x7E0);

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  private static byte[] payload(int length) {
    byte[] data = new byte[length];
    new Random(SEED).nextBytes(data);
    return data;
  }

  private static IsoTpSocket open(IsoTpSettings settings) {
    return IsoTpSocket.open(KernelCan.NAME, settings);
  }

  @Test
  void isotprecvReadsWhatIsSentHere() throws Exception {
    for (int length : new int[] {1, 7, 8, 4095}) {
      Process reader = isotprecv("-s", "7E8", "-d", "7E0");
      try (IsoTpSocket socket = open(TESTER)) {
        socket.send(payload(length), BOUND_MILLIS);
      }
      assertEquals(SPACED.formatHex(payload(length)), output(reader));
    }
  }

  @Test
  void isotprecvReadsFdWithPaddingAndAddressesOf29Bits() throws Exception {
    Process reader =
        isotprecv(
            "-s",
            "18DAF110",
            "-d",
            "18DA10F1",
            "-x",
            "A2:A1",
            "-p",
            "CC:CC",
            "-P",
            "a",
            "-b",
            "4",
            "-L",
            "72:64:1");
    IsoTpSettings settings =
        IsoTpSettings.between(0x18DA10F1, 0x18DAF110)
            .withExtendedAddress(0xA1, 0xA2)
            .withPadding(0xCC, true)
            .withFd(64, true);
    try (IsoTpSocket socket = open(settings)) {
      socket.send(payload(1000), BOUND_MILLIS);
    }
    assertEquals(SPACED.formatHex(payload(1000)), output(reader));
  }

  /** Starts it, and gives it back when it has bound its socket. */
  static Process isotprecv(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("timeout", "20", "isotprecv"));
    command.addAll(List.of(arguments));
    command.add(KernelCan.NAME);
    long before = readers("isotp");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    for (int n = 0; n < 500 && readers("isotp") == before; n++) {
      assertTrue(!process.waitFor(10, TimeUnit.MILLISECONDS), "isotprecv has ended");
    }
    return process;
  }

  /** Entries of the kernel's receive lists that belong to a protocol. */
  private static long readers(String protocol) throws Exception {
    long count = 0;
    for (String list : List.of("rcvlist_sff", "rcvlist_eff")) {
      count +=
          Files.readAllLines(Path.of("/proc/net/can", list)).stream()
              .filter(line -> line.contains(protocol))
              .count();
    }
    return count;
  }

  static String output(Process process) throws Exception {
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return text;
  }

  @Test
  void whatIsotpsendSendsIsReadHere() throws Exception {
    for (int length : new int[] {1, 8, 4095}) {
      try (IsoTpSocket socket = open(ECU.withFlowControl(8, 0, 0))) {
        Process sender =
            new ProcessBuilder(
                    "timeout", "20", "isotpsend", "-s", "7E0", "-d", "7E8", "-b", KernelCan.NAME)
                .redirectErrorStream(true)
                .start();
        sender
            .getOutputStream()
            .write(SPACED.formatHex(payload(length)).getBytes(StandardCharsets.US_ASCII));
        sender.getOutputStream().close();
        assertArrayEquals(payload(length), socket.receive(BOUND_MILLIS));
        assertEquals("", output(sender));
      }
    }
  }

  /** Sends while this thread receives: the kernel's flow control goes both ways. */
  private static byte[] exchange(IsoTpSocket sender, IsoTpSocket receiver, byte[] payload)
      throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread sending =
        new Thread(
            () -> {
              try {
                sender.send(payload, BOUND_MILLIS);
              } catch (RuntimeException e) {
                failure.set(e);
              }
            });
    sending.start();
    byte[] received = receiver.receive(BOUND_MILLIS);
    sending.join();
    assertNull(failure.get());
    return received;
  }

  @Test
  void a32BitLengthIsUsedAbove4095() throws Exception {
    try (IsoTpSocket tester = open(TESTER.withFd(64, false));
        IsoTpSocket ecu = open(ECU.withFd(64, false))) {
      assertArrayEquals(payload(8000), exchange(tester, ecu, payload(8000)));
    }
  }

  @Test
  void nothingIsNoPayload() {
    try (IsoTpSocket ecu = open(ECU)) {
      assertNull(ecu.receive(10));
    }
  }

  private static String failure(Runnable call) {
    return assertThrows(SocketCanException.class, call::run).getMessage();
  }

  @Test
  void nobodyThereIsToldAfterASecond() {
    try (IsoTpSocket tester = open(TESTER)) {
      String message = failure(() -> tester.send(payload(100), BOUND_MILLIS));
      assertTrue(message.startsWith("vcan0: ISO-TP could not send 100 bytes: the other"), message);
      assertTrue(message.contains("no flow control within a second"), message);
    }
  }

  @Test
  void aSideWithoutRoomIsToldAsSuch() throws Exception {
    try (IsoTpSocket tester = open(TESTER);
        RawSocket other = RawSocket.open(KernelCan.NAME)) {
      // Flow status 2 of ISO 15765-2: overflow.
      Thread answering = answering(other, Frame.classic(0x7E8, (byte) 0x32, (byte) 0, (byte) 0));
      String message = failure(() -> tester.send(payload(100), BOUND_MILLIS));
      answering.join();
      assertTrue(message.contains("no room for so much"), message);
    }
  }

  /** Sends the answer when the first frame has come. */
  private static Thread answering(RawSocket other, Frame answer) {
    Thread thread =
        new Thread(
            () -> {
              for (int n = 0; n < BOUND_MILLIS && other.receive() == 0; n++) {
                LibC.poll(Pointer.NULL, 0, 1);
              }
              other.send(answer);
            });
    thread.start();
    return thread;
  }

  @Test
  void aPayloadThatEndsInTheMiddleIsToldAsSuch() {
    try (IsoTpSocket ecu = open(ECU);
        RawSocket other = RawSocket.open(KernelCan.NAME)) {
      other.send(Frame.classic(0x7E0, new byte[] {0x10, 20, 1, 2, 3, 4, 5, 6}));
      String message = failure(() -> ecu.receive(BOUND_MILLIS));
      assertTrue(message.contains("did not come"), message);
    }
  }

  @Test
  void aFrameThatWasLostIsToldAsSuch() {
    try (IsoTpSocket ecu = open(ECU);
        RawSocket other = RawSocket.open(KernelCan.NAME)) {
      other.send(Frame.classic(0x7E0, new byte[] {0x10, 20, 1, 2, 3, 4, 5, 6}));
      other.send(Frame.classic(0x7E0, new byte[] {0x22, 1, 2, 3, 4, 5, 6, 7}));
      String message = failure(() -> ecu.receive(BOUND_MILLIS));
      assertTrue(message.contains("wrong number: one was lost"), message);
      other.send(Frame.classic(0x7E0, (byte) 0x02, (byte) 0x3E, (byte) 0));
      assertArrayEquals(new byte[] {0x3E, 0}, ecu.receive(BOUND_MILLIS));
    }
  }

  @Test
  void wrongPaddingIsToldAsSuch() {
    try (IsoTpSocket ecu = open(ECU.withPadding(0xCC, true));
        RawSocket other = RawSocket.open(KernelCan.NAME)) {
      other.send(Frame.classic(0x7E0, new byte[] {2, 0x3E, 0, 0, 0, 0, 0, 0}));
      String message = failure(() -> ecu.receive(BOUND_MILLIS));
      assertTrue(message.contains("do both sides pad with the same byte?"), message);
    }
  }

  @Test
  void aPayloadThatIsTooLongIsRefused() {
    try (IsoTpSocket tester = open(TESTER)) {
      assertTrue(failure(() -> tester.send(new byte[0], 1)).contains("a payload of 0 bytes"));
      String message = failure(() -> tester.send(new byte[100_000], 1));
      assertTrue(message.contains("a payload of 100000 bytes: ISO-TP carries 1 to 4095"), message);
    }
  }

  @Test
  void isotpdumpUnderstandsWhatIsSent() throws Exception {
    long before = readers("raw");
    Process dump =
        new ProcessBuilder(
                "timeout",
                "20",
                "stdbuf",
                "-oL",
                "isotpdump",
                "-s",
                "7E0",
                "-d",
                "7E8",
                KernelCan.NAME)
            .redirectErrorStream(true)
            .start();
    // One filter for each direction.
    for (int n = 0; n < 500 && readers("raw") < before + 2; n++) {
      assertTrue(!dump.waitFor(10, TimeUnit.MILLISECONDS), "isotpdump has ended");
    }
    try (IsoTpSocket tester = open(TESTER);
        IsoTpSocket ecu = open(ECU)) {
      exchange(tester, ecu, payload(20));
    }
    StringBuilder text = new StringBuilder();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(dump.getInputStream(), StandardCharsets.US_ASCII));
    for (int n = 0; n < 4; n++) {
      text.append(lines.readLine()).append('\n');
    }
    dump.destroy();
    for (String part : List.of("[FF] ln: 20", "[FC] FC: 0 = CTS", "[CF] sn: 1", "[CF] sn: 2")) {
      assertTrue(text.indexOf(part) >= 0, text::toString);
    }
  }
}
