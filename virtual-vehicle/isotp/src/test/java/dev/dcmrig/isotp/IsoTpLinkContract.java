// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What every connection does: this module's own and the kernel's. */
public abstract class IsoTpLinkContract {
  private static final IsoTpAddress TESTER = IsoTpAddress.normal(0x7E0, 0x7E8);

  private final List<NResult> results = Collections.synchronizedList(new ArrayList<>());
  private final Heard atTester = new Heard();
  private final Heard atEcu = new Heard();

  private static final class Heard implements IsoTpListener {
    final List<byte[]> messages = Collections.synchronizedList(new ArrayList<>());
    final List<NResult> failures = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onMessage(long timeNanos, byte[] message) {
      messages.add(message);
    }

    @Override
    public void onFailure(long timeNanos, NResult reason) {
      failures.add(reason);
    }
  }

  /** Opens an end; called on the timeline's thread. */
  protected abstract IsoTpLink open(
      IsoTpAddress address, IsoTpOptions options, IsoTpListener listener);

  /** The bus of all ends, for frames by hand. */
  protected abstract CanBus bus();

  /** Calls on the timeline's thread, and gives what comes of it. */
  protected abstract <T> T call(Callable<T> task);

  /** Lets time pass until something is so, within a bound. */
  protected abstract boolean await(BooleanSupplier condition);

  private IsoTpLink opened(IsoTpAddress address, IsoTpOptions options, IsoTpListener listener) {
    return call(() -> open(address, options, listener));
  }

  private NResult send(IsoTpLink link, byte[] message) {
    int before = results.size();
    begin(link, message);
    assertTrue(await(() -> results.size() > before), "no result");
    return results.get(before);
  }

  private void begin(IsoTpLink link, byte[] message) {
    call(
        () -> {
          link.send(message, results::add);
          return true;
        });
  }

  private void close(IsoTpLink... links) {
    for (IsoTpLink link : links) {
      call(
          () -> {
            link.close();
            return true;
          });
    }
  }

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) (index * 7);
    }
    return bytes;
  }

  private void arrives(IsoTpAddress address, IsoTpOptions options, int... lengths) {
    atEcu.messages.clear();
    IsoTpLink tester = opened(address, options, atTester);
    IsoTpLink ecu = opened(address.mirrored(), options, atEcu);
    for (int length : lengths) {
      assertEquals(NResult.N_OK, send(tester, counting(length)), length + " bytes");
      assertTrue(await(() -> !atEcu.messages.isEmpty()), length + " bytes did not come");
      assertArrayEquals(counting(length), atEcu.messages.remove(0));
    }
    close(tester, ecu);
  }

  @Test
  void messagesOfAllLengthsArrive() {
    arrives(TESTER, IsoTpOptions.CLASSIC, 1, 6, 7, 8, 13, 14, 100, 4095);
  }

  @Test
  void messagesArriveInAllAddressings() {
    arrives(IsoTpAddress.normalFixed(0xF1, 0x10), IsoTpOptions.CLASSIC, 7, 100);
    arrives(IsoTpAddress.extended(0x6F1, 0x12, 0x612, 0xF1), IsoTpOptions.CLASSIC, 6, 7, 100);
    arrives(IsoTpAddress.mixed(0x7E0, 0x7E8, 0x99), IsoTpOptions.CLASSIC, 6, 7, 100);
    arrives(IsoTpAddress.mixedFixed(0xF1, 0x10, 0x99), IsoTpOptions.CLASSIC, 6, 7, 100);
  }

  @Test
  void messagesArriveInFdFramesOfAllLengths() {
    for (int dataLength : new int[] {8, 12, 16, 20, 24, 32, 48, 64}) {
      IsoTpOptions options = IsoTpOptions.CLASSIC.withFormat(FrameFormat.fd(dataLength));
      arrives(TESTER, options, 7, 8, dataLength - 2, dataLength - 1, 300);
    }
  }

  @Test
  void a32BitLengthIsUsedAbove4095() {
    IsoTpOptions options =
        IsoTpOptions.CLASSIC.withFormat(FrameFormat.fd(64)).withLongestMessage(8000);
    arrives(TESTER, options, 4096, 8000);
  }

  @Test
  void framesArePaddedAndPacedAsTheOptionsSay() {
    List<String> frames = Collections.synchronizedList(new ArrayList<>());
    CanNode recorder =
        call(() -> bus().listen("recorder", (nanos, frame) -> frames.add(frame.toString())));
    IsoTpOptions options =
        IsoTpOptions.CLASSIC
            .withFormat(FrameFormat.CLASSIC.withPadding(0xCC))
            .withFlowControl(
                FlowControlOptions.UNLIMITED.withPace(2, SeparationTime.ofMicros(500)));
    arrives(TESTER, options, 22);
    assertTrue(await(() -> frames.size() >= 6), frames::toString);
    call(
        () -> {
          recorder.close();
          return true;
        });
    assertEquals(
        List.of(
            "7E0#101600070E151C23",
            "7E8#3002F5CCCCCCCCCC",
            "7E0#212A31383F464D54",
            "7E0#225B626970777E85",
            "7E8#3002F5CCCCCCCCCC",
            "7E0#238C93CCCCCCCCCC"),
        frames);
  }

  @Test
  void bothEndsCanSendAtOnce() {
    FlowControlOptions pace =
        FlowControlOptions.UNLIMITED.withPace(4, SeparationTime.ofMicros(200));
    IsoTpOptions options = IsoTpOptions.CLASSIC.withFlowControl(pace);
    IsoTpLink tester = opened(TESTER, options, atTester);
    IsoTpLink ecu = opened(TESTER.mirrored(), options, atEcu);
    begin(tester, counting(500));
    begin(ecu, counting(600));
    assertTrue(await(() -> results.size() == 2));
    assertTrue(await(() -> atTester.messages.size() + atEcu.messages.size() == 2));
    assertEquals(List.of(NResult.N_OK, NResult.N_OK), results);
    assertArrayEquals(counting(500), atEcu.messages.get(0));
    assertArrayEquals(counting(600), atTester.messages.get(0));
    close(tester, ecu);
  }

  // Frames by hand.

  /** A node that answers each frame of an identifier in turn, with one frame or some. */
  private CanNode answering(int id, String... answers) {
    CanNode[] node = new CanNode[1];
    int[] next = new int[1];
    node[0] =
        call(
            () ->
                bus()
                    .connect(
                        "by hand",
                        (nanos, frame) -> {
                          if (frame.id() == id && next[0] < answers.length) {
                            for (String answer : answers[next[0]++].split(" ")) {
                              node[0].send(frame(answer));
                            }
                          }
                        }));
    return node[0];
  }

  private static Frame frame(String text) {
    String[] part = text.split("#");
    return Frame.classic(Integer.parseInt(part[0], 16), HexFormat.of().parseHex(part[1]));
  }

  private void leave(CanNode node) {
    call(
        () -> {
          node.close();
          return true;
        });
  }

  @Test
  void nobodyThereIsN_TIMEOUT_Bs() {
    CanNode other = answering(0x7E0);
    IsoTpLink tester = opened(TESTER, IsoTpOptions.CLASSIC, atTester);
    assertEquals(NResult.N_TIMEOUT_BS, send(tester, counting(100)));
    assertTrue(!tester.sending());
    close(tester);
    leave(other);
  }

  @Test
  void overflowIsN_BUFFER_OVFLW() {
    CanNode other = answering(0x7E0, "7E8#320000");
    IsoTpLink tester = opened(TESTER, IsoTpOptions.CLASSIC, atTester);
    assertEquals(NResult.N_BUFFER_OVFLW, send(tester, counting(100)));
    close(tester);
    leave(other);
  }

  @Test
  void aReservedFlowStatusIsN_INVALID_FS() {
    CanNode other = answering(0x7E0, "7E8#370000");
    IsoTpLink tester = opened(TESTER, IsoTpOptions.CLASSIC, atTester);
    assertEquals(NResult.N_INVALID_FS, send(tester, counting(100)));
    close(tester);
    leave(other);
  }

  @Test
  void aWaitIsBorne() {
    CanNode other = answering(0x7E0, "7E8#310000 7E8#310000 7E8#300000");
    IsoTpLink tester = opened(TESTER, IsoTpOptions.CLASSIC, atTester);
    assertEquals(NResult.N_OK, send(tester, counting(8)));
    close(tester);
    leave(other);
  }

  @Test
  void aWrongNumberIsN_WRONG_SN() {
    CanNode other = answering(0x7E8, "7E0#2206070809101112", "7E0#023E00");
    IsoTpLink ecu = opened(TESTER.mirrored(), IsoTpOptions.CLASSIC, atEcu);
    call(() -> other.send(frame("7E0#1014000102030405")));
    assertTrue(await(() -> !atEcu.failures.isEmpty()));
    assertEquals(List.of(NResult.N_WRONG_SN), atEcu.failures);
    call(() -> other.send(frame("7E0#023E00")));
    assertTrue(await(() -> !atEcu.messages.isEmpty()), "and goes on");
    close(ecu);
    leave(other);
  }

  @Test
  void noConsecutiveFrameIsN_TIMEOUT_Cr() {
    CanNode other = answering(0x7E8);
    IsoTpLink ecu = opened(TESTER.mirrored(), IsoTpOptions.CLASSIC, atEcu);
    call(() -> other.send(frame("7E0#1014000102030405")));
    assertTrue(await(() -> !atEcu.failures.isEmpty()));
    assertEquals(List.of(NResult.N_TIMEOUT_CR), atEcu.failures);
    close(ecu);
    leave(other);
  }

  @Test
  void aFirstFrameOf2GigabytesGetsOverflow() {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    CanNode other =
        call(() -> bus().connect("by hand", (nanos, frame) -> heard.add(frame.toString())));
    IsoTpLink ecu = opened(TESTER.mirrored(), IsoTpOptions.CLASSIC, atEcu);
    // Linux' sum of this length and some bytes of 4294967295 would run over: it ignores that one.
    call(() -> other.send(frame("7E0#10007FFFFFFF0102")));
    assertTrue(await(() -> !heard.isEmpty()));
    assertTrue(heard.get(0).startsWith("7E8#32"), heard::toString);
    close(ecu);
    leave(other);
  }

  @Test
  void aLinkSendsOneMessageAtATimeAndNoneWhenClosed() {
    CanNode other = answering(0x7E0);
    IsoTpLink tester = opened(TESTER, IsoTpOptions.CLASSIC, atTester);
    call(
        () -> {
          assertEquals(TESTER, tester.address());
          assertThrows(IllegalArgumentException.class, () -> tester.send(new byte[0], r -> {}));
          tester.send(counting(100), results::add);
          assertTrue(tester.sending());
          assertThrows(IllegalStateException.class, () -> tester.send(counting(1), r -> {}));
          tester.close();
          tester.close();
          assertThrows(IllegalStateException.class, () -> tester.send(counting(1), r -> {}));
          return true;
        });
    assertEquals(List.of(NResult.N_ERROR), results);
    leave(other);
  }
}
