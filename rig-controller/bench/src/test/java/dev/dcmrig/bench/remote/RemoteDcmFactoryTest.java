// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.bench.PluggedSite;
import dev.dcmrig.bench.TestSite;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.bench.remote.RemoteOptions.Face;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.RealTimeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DCMs that the rig does not start. */
class RemoteDcmFactoryTest {
  private static final int LONG_SECONDS = 20;

  @TempDir Path folder;

  private final RealTimeline timeline = new RealTimeline("test bench", failure -> {});
  private final EmulatedBus bus = new EmulatedBus("test", timeline, BitRates.DEFAULT);

  @AfterEach
  void end() {
    timeline.close();
  }

  private <T> T on(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, task -> timeline.post("test", task)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private RemoteOptions socket(String here, String from) {
    return new RemoteOptions(Face.SOCKET, Optional.of(folder.toString()), here, from);
  }

  private Dcm open(RemoteOptions options) {
    return on(
        () ->
            new RemoteDcmFactory()
                .open(PluggedSite.of(new TestSite(timeline, options), bus, folder)));
  }

  private Map<String, String> handedOver() {
    Path file = folder.resolve("dcm.env");
    try {
      for (int look = 0; !Files.exists(file) && look < LONG_SECONDS * 100; look++) {
        Thread.sleep(10);
      }
      Map<String, String> variables = new HashMap<>();
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("[ =]", 3);
        variables.put(parts[1], parts[2].replace("'", ""));
      }
      return variables;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As somebody's DCM would: it reads the file, joins the bus, says hello, and waits for 'off'. */
  private CompletableFuture<String> somebody(String from) {
    return CompletableFuture.supplyAsync(
        () -> {
          Map<String, String> variables = handedOver();
          String[] can = variables.get("DCM_CAN").split(":");
          String[] electrical = variables.get("DCM_ELECTRICAL").split(":");
          try (DatagramSocket frames = new DatagramSocket(new InetSocketAddress(from, 0));
              Socket lines = new Socket()) {
            frames.send(
                new DatagramPacket(
                    new byte[] {2, 0, 0, 0, 0},
                    5,
                    new InetSocketAddress(can[1], Integer.parseInt(can[2]))));
            lines.bind(new InetSocketAddress(from, 0));
            lines.connect(new InetSocketAddress(electrical[0], Integer.parseInt(electrical[1])));
            lines.getOutputStream().write("hello far 1\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                new BufferedReader(
                    new InputStreamReader(lines.getInputStream(), StandardCharsets.US_ASCII));
            String last = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
              last = line;
            }
            return last;
          } catch (IOException e) {
            return e.toString();
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "127.0.0.1, 127.0.0.5"})
  void aDcmThatFindsTheFileIsFittedAndToldToGo(String here, String from) throws Exception {
    CompletableFuture<String> stranger = somebody(from);
    Dcm dcm = open(socket(here, from));
    assertEquals("far 1 that somebody else has started, profile tps", dcm.identity());
    assertTrue(Files.exists(folder.resolve("dcm.env")));
    on(
        () -> {
          dcm.close();
          return true;
        });
    assertEquals("off", stranger.get(LONG_SECONDS, TimeUnit.SECONDS));
    assertFalse(Files.exists(folder.resolve("dcm.env")), "the next scenario writes it anew");
  }

  @Test
  void whatIsHandedOverCanBeReadByAShell() throws Exception {
    new HandOver(folder).write(Map.of("DCM_SUBSCRIBER_URI", "sip:+61@x;user='phone'"));
    assertEquals(
        List.of("export DCM_SUBSCRIBER_URI='sip:+61@x;user='\\''phone'\\'''"),
        Files.readAllLines(folder.resolve("dcm.env")));
  }

  @Test
  void aRealOneIsHardwareAndCanNotBeResetByAWord() {
    RemoteOptions options =
        new RemoteOptions(Face.PINS, Optional.empty(), "127.0.0.1", "127.0.0.1");
    assertTrue(new RemoteDcmFactory().traits(options).contains(Trait.HARDWARE));
    Dcm dcm = open(options);
    assertEquals("a DCM with pins, profile tps", dcm.identity());
    assertThrows(NotOnThisBench.class, dcm::reset);
    dcm.close();
  }

  @Test
  void aProgramIsNoHardware() {
    assertFalse(
        new RemoteDcmFactory().traits(socket("127.0.0.1", "127.0.0.1")).contains(Trait.HARDWARE));
  }

  @ParameterizedTest
  @CsvSource({"localhost, 127.0.0.1", "127.0.0.1, fe80::1"})
  void whatIsNoAddressIsRefused(String here, String from) {
    assertThrows(IllegalArgumentException.class, () -> socket(here, from));
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 127.0.0.1", "127.0.0.1, 192.0.2.7"})
  void anAddressThatNobodyComesFromIsRefused(String here, String from) {
    assertThrows(IllegalArgumentException.class, () -> socket(here, from));
  }

  @Test
  void aRealOneIsHandedNothing() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new RemoteOptions(Face.PINS, Optional.empty(), "192.0.2.1", "192.0.2.7"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RemoteOptions(Face.PINS, Optional.of("x"), "127.0.0.1", "127.0.0.1"));
  }

  /** Two scenarios at a time would write one file, and take each other's DCM. */
  @Test
  void oneScenarioAtATimeHasIt() {
    RemoteDcmFactory factory = new RemoteDcmFactory();
    assertTrue(factory.traits(socket("127.0.0.1", "127.0.0.1")).contains(Trait.SHARED));
    assertTrue(
        factory
            .traits(new RemoteOptions(Face.PINS, Optional.empty(), "127.0.0.1", "127.0.0.1"))
            .contains(Trait.SHARED));
  }

  @Test
  void aLinkInTheFolderIsNotWrittenThrough() throws Exception {
    Path other = Files.writeString(folder.resolve("other"), "mine");
    Files.createSymbolicLink(folder.resolve("dcm.env.part"), other);
    new HandOver(folder).write(Map.of("A", "b"));
    assertEquals("mine", Files.readString(other));
    assertEquals(List.of("export A='b'"), Files.readAllLines(folder.resolve("dcm.env")));
  }

  @Test
  void aProgramMustLearnWhereTheRigIs() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new RemoteOptions(Face.SOCKET, Optional.empty(), "127.0.0.1", "127.0.0.1"));
  }
}
