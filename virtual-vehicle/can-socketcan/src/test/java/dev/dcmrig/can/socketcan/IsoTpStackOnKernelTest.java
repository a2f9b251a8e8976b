// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.isotp.FlowControlOptions;
import dev.dcmrig.isotp.FrameFormat;
import dev.dcmrig.isotp.IsoTpAddress;
import dev.dcmrig.isotp.IsoTpLink;
import dev.dcmrig.isotp.IsoTpLinkContract;
import dev.dcmrig.isotp.IsoTpListener;
import dev.dcmrig.isotp.IsoTpOptions;
import dev.dcmrig.isotp.IsoTpStack;
import dev.dcmrig.isotp.NResult;
import dev.dcmrig.isotp.SeparationTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * This product's own ISO-TP on the kernel's frames; the kernel's and can-utils at the other end.
 */
class IsoTpStackOnKernelTest extends IsoTpLinkContract {
  private static final long SEED = 20_261_129;
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ").withUpperCase();
  private static final IsoTpAddress TESTER = IsoTpAddress.normal(0x7E0, 0x7E8);

  private final List<byte[]> messages = Collections.synchronizedList(new ArrayList<>());
  private final List<NResult> results = Collections.synchronizedList(new ArrayList<>());
  private RealTimeBench bench;
  private int stacks;

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  @BeforeEach
  void open() {
    bench = new RealTimeBench();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Override
  protected IsoTpLink open(IsoTpAddress address, IsoTpOptions options, IsoTpListener listener) {
    String name = "stack " + ++stacks;
    IsoTpStack stack = bench.keep(new IsoTpStack(bench.bus, bench.timeline, name, 1_000_000));
    return stack.open(address, options, listener);
  }

  @Override
  protected CanBus bus() {
    return bench.bus;
  }

  @Override
  protected <T> T call(Callable<T> task) {
    return bench.call(task);
  }

  @Override
  protected boolean await(BooleanSupplier condition) {
    return bench.await(condition);
  }

  private static byte[] payload(int length) {
    byte[] data = new byte[length];
    new Random(SEED).nextBytes(data);
    return data;
  }

  private IsoTpLink ours(IsoTpAddress address, IsoTpOptions options) {
    return call(() -> open(address, options, (time, message) -> messages.add(message)));
  }

  private IsoTpLink kernels(IsoTpAddress address, IsoTpOptions options) {
    return call(
        () ->
            bench.keep(
                KernelIsoTpLink.open(
                    KernelCan.NAME,
                    bench.timeline,
                    address,
                    options,
                    (time, message) -> messages.add(message))));
  }

  private void send(IsoTpLink from, int length) {
    results.clear();
    call(
        () -> {
          from.send(payload(length), results::add);
          return true;
        });
    assertTrue(await(() -> !results.isEmpty()), "no result");
    assertEquals(List.of(NResult.N_OK), results);
    assertTrue(await(() -> !messages.isEmpty()), "no message");
    assertArrayEquals(payload(length), messages.remove(0));
  }

  private void end(IsoTpLink link) {
    call(
        () -> {
          link.close();
          return true;
        });
  }

  private void bothWays(IsoTpAddress address, IsoTpOptions options, int... lengths) {
    IsoTpLink own = ours(address, options);
    IsoTpLink kernel = kernels(address.mirrored(), options);
    for (int length : lengths) {
      send(own, length);
      send(kernel, length);
    }
    end(own);
    end(kernel);
  }

  @Test
  void theKernelsIsoTpAndOursTalkToEachOther() {
    FlowControlOptions pace =
        FlowControlOptions.UNLIMITED.withPace(8, SeparationTime.ofMicros(100));
    IsoTpOptions paced = IsoTpOptions.CLASSIC.withFlowControl(pace);
    bothWays(TESTER, IsoTpOptions.CLASSIC, 1, 7, 8, 100, 4095);
    bothWays(TESTER, paced, 62, 500);
    bothWays(IsoTpAddress.normalFixed(0xF1, 0x10), paced, 100);
    bothWays(IsoTpAddress.extended(0x6F1, 0x12, 0x612, 0xF1), paced, 6, 7, 100);
    bothWays(IsoTpAddress.mixed(0x7E0, 0x7E8, 0x99), paced, 100);
    IsoTpOptions padded =
        IsoTpOptions.CLASSIC
            .withFormat(FrameFormat.CLASSIC.withPadding(0xCC))
            .withExpectedPadding(true);
    bothWays(TESTER, padded, 1, 7, 20);
    IsoTpOptions fd = IsoTpOptions.CLASSIC.withFormat(FrameFormat.fd(64)).withLongestMessage(8000);
    bothWays(TESTER, fd, 7, 8, 20, 62, 63, 4095, 4096, 8000);
  }

  private Process tool(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void whatIsotpsendSendsIsReadHere() throws Exception {
    FlowControlOptions pace = FlowControlOptions.UNLIMITED.withPace(8, SeparationTime.NONE);
    IsoTpLink ecu = ours(TESTER.mirrored(), IsoTpOptions.CLASSIC.withFlowControl(pace));
    for (int length : new int[] {1, 8, 4095}) {
      Process sender =
          tool("timeout", "20", "isotpsend", "-s", "7E0", "-d", "7E8", "-b", KernelCan.NAME);
      sender
          .getOutputStream()
          .write(SPACED.formatHex(payload(length)).getBytes(StandardCharsets.US_ASCII));
      sender.getOutputStream().close();
      assertTrue(await(() -> !messages.isEmpty()), "no message");
      assertArrayEquals(payload(length), messages.remove(0));
      assertTrue(sender.waitFor(20, TimeUnit.SECONDS));
      assertEquals(0, sender.exitValue());
    }
    end(ecu);
  }

  @Test
  void isotprecvReadsWhatIsSentHere() throws Exception {
    IsoTpLink tester = ours(TESTER, IsoTpOptions.CLASSIC);
    for (int length : new int[] {1, 8, 4095}) {
      Process reader = IsoTpSocketTest.isotprecv("-s", "7E8", "-d", "7E0", "-b", "4");
      results.clear();
      call(
          () -> {
            tester.send(payload(length), results::add);
            return true;
          });
      assertEquals(SPACED.formatHex(payload(length)), IsoTpSocketTest.output(reader));
      assertTrue(await(() -> !results.isEmpty()), "no result");
      assertEquals(List.of(NResult.N_OK), results);
    }
    end(tester);
  }
}
