// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Supply;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same drivers over a pseudo terminal that socat makes: as a serial line, and read and written
 * as the file that Linux's driver of USBTMC offers.
 */
@Tag("slow")
class LinesTest {
  private final TestDesk desk = new TestDesk();
  private Process socat;

  @TempDir Path folder;

  @AfterEach
  void close() throws Exception {
    desk.close();
    if (socat != null) {
      socat.destroyForcibly().waitFor();
    }
  }

  /** A pseudo terminal whose other end is a TCP port. */
  private String terminal(int port) throws Exception {
    boolean there = Files.isExecutable(Path.of("/usr/bin/socat"));
    assumeTrue(there || System.getenv("CI") != null, "no socat: .ci/install-tools installs it");
    Path link = folder.resolve("tty");
    socat =
        new ProcessBuilder(
                "socat", "pty,raw,echo=0,link=" + link, "tcp:127.0.0.1:" + port + ",nodelay")
            .inheritIO()
            .start();
    desk.eventually("a terminal", () -> Files.exists(link));
    return link.toRealPath().toString();
  }

  private static int port(String address) {
    return InstrumentAddress.parse(address).number();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serial", "usbtmc"})
  void aSupplyIsSetAndMeasured(String kind) throws Exception {
    String device = terminal(port(desk.simulated.supplyAddress()));
    ScpiSupplyOptions options = TestDesk.supply(kind + ":" + device, "SIM-PSU-1", TestDesk.WITHIN);
    Supply supply =
        desk.on(
            () -> desk.keep(TestDesk.factory(Port.SUPPLY, "scpi").open(desk.site().with(options))));
    desk.on(
        () -> {
          supply.volts(12.6);
          return true;
        });
    assertEquals(12.6, desk.simulated.volts());
    assertEquals(0, desk.on(supply::amperes));
    desk.on(
        () -> {
          supply.volts(0);
          return true;
        });
    assertEquals(0, desk.simulated.volts());
    assertEquals(List.of(), desk.site().broken);
  }

  @Test
  void aUsbRelayBoardGetsFourBytesForEachRelay() throws Exception {
    try (ServerSocket board = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String device = terminal(board.getLocalPort());
      UsbRelayOptions options =
          new UsbRelayOptions(
              "serial:" + device,
              Map.of(
                  "sos", new Contact(List.of(1), List.of(2)),
                  "gnss", new Contact(List.of(3), List.of())));
      Faults faults =
          desk.on(
              () ->
                  desk.keep(
                      TestDesk.factory(Port.FAULTS, "usb-relay").open(desk.site().with(options))));
      try (Socket wire = board.accept()) {
        wire.setSoTimeout(60_000);
        InputStream bytes = wire.getInputStream();
        heard(bytes, 0xA0, 1, 0, 0xA1, 0xA0, 3, 0, 0xA3, 0xA0, 2, 1, 0xA3);
        desk.on(
            () -> {
              faults.wiredSosSwitch(true);
              return true;
            });
        heard(bytes, 0xA0, 2, 0, 0xA2, 0xA0, 1, 1, 0xA2);
        desk.on(
            () -> {
              faults.inject(Faults.Item.GNSS);
              return true;
            });
        heard(bytes, 0xA0, 3, 1, 0xA4);
        desk.forget(faults);
        ((AutoCloseable) faults).close();
        heard(bytes, 0xA0, 1, 0, 0xA1, 0xA0, 3, 0, 0xA3, 0xA0, 2, 1, 0xA3);
      }
    }
  }

  private static void heard(InputStream bytes, int... wanted) throws IOException {
    byte[] expected = new byte[wanted.length];
    for (int index = 0; index < wanted.length; index++) {
      expected[index] = (byte) wanted[index];
    }
    assertArrayEquals(expected, bytes.readNBytes(wanted.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"serial:/dev/ttyNOSUCH:9600", "usbtmc:/dev/usbtmcNOSUCH"})
  void aDeviceThatIsNotPluggedInIsNamed(String address) {
    ScpiSupplyOptions options = TestDesk.supply(address, "", Duration.ofSeconds(1));
    String message =
        assertThrows(
                BenchBroken.class,
                () ->
                    desk.on(
                        () ->
                            TestDesk.factory(Port.SUPPLY, "scpi").open(desk.site().with(options))))
            .getMessage();
    assertTrue(message.contains("'instruments.supply' at " + address + " is not there"), message);
    assertTrue(message.contains("NOSUCH"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tcp:5025", "tcp:host:99999", "serial:ttyUSB0", "gpib:7", "usbtmc:0"})
  void whatIsNoAddressIsRefusedWithWhatIsOne(String address) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> InstrumentAddress.parse(address))
            .getMessage();
    assertTrue(message.contains("tcp:HOST:PORT"), message);
  }
}
