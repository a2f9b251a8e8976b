// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.isotp.IsoTpAddress;
import dev.dcmrig.isotp.IsoTpOptions;
import dev.dcmrig.isotp.IsoTpStack;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's tshark and python3-scapy see the same requests and responses as we do. */
class JudgesTest {
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir Path folder;

  /** What a program prints; the test is left out where there is none, but in CI. */
  private String output(String packageName, String... command) throws Exception {
    String text = "";
    int code = -1;
    try {
      Process process =
          new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
      text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      code = process.waitFor();
    } catch (IOException e) {
      code = -1;
    }
    boolean missing = code == -1 || Files.readString(folder.resolve("err")).contains("No module");
    if (missing) {
      String reason = "missing: apt-get install " + packageName;
      if ("true".equals(System.getenv("CI"))) {
        fail(reason + "; in CI this lane must run");
      }
      abort(reason + "; this lane is left out");
    }
    assertEquals(0, code, Files.readString(folder.resolve("err")));
    return text;
  }

  @Test
  void scapyBuildsTheRequestsOfTheResources() throws Exception {
    Path script = folder.resolve("scapy_requests.py");
    String kept;
    try (InputStream source = JudgesTest.class.getResourceAsStream("scapy_requests.py");
        InputStream vectors = JudgesTest.class.getResourceAsStream("scapy-2.5.0.txt")) {
      Files.write(script, Objects.requireNonNull(source).readAllBytes());
      byte[] bytes = Objects.requireNonNull(vectors).readAllBytes();
      kept = new String(bytes, StandardCharsets.US_ASCII);
    }
    assertEquals(kept, output("python3-scapy", PYTHON, script.toString()));
  }

  @Test
  void tsharkReadsServicesAndRefusalsByTheirNames() throws Exception {
    Path log = folder.resolve("frames.log");
    StringBuilder text = new StringBuilder();
    VirtualTimeline timeline = new VirtualTimeline();
    try (EmulatedBus bus = new EmulatedBus("emulated:test", timeline, BitRates.DEFAULT)) {
      bus.listen(
          "recorder",
          (nanos, frame) ->
              text.append(String.format(Locale.ROOT, "(%.6f) can0 %s%n", 1 + nanos / 1e9, frame)));
      IsoTpAddress address = IsoTpAddress.normal(0x7E0, 0x7E8);
      SmallEcu ecu = new SmallEcu(timeline);
      UdsEcu server =
          new UdsEcu(
              ecu.server,
              listener ->
                  new IsoTpStack(bus, timeline, "ecu", 0)
                      .open(address.mirrored(), IsoTpOptions.CLASSIC, listener),
              null);
      UdsClient client =
          new UdsClient(
              timeline,
              listener ->
                  new IsoTpStack(bus, timeline, "tester", 0)
                      .open(address, IsoTpOptions.CLASSIC, listener),
              1_000_000);
      List<UdsAnswer> answers = new ArrayList<>();
      for (Request request :
          List.of(
              new Request.SessionControl(3, false),
              new Request.ReadData(List.of(0xF190)),
              new Request.WriteData(0x0100, new byte[] {1, 2}),
              new Request.ReadDtcs(0xFF))) {
        client.request(request, answers::add);
        ecu.pass(SmallEcu.SECOND);
      }
      assertEquals(4, answers.size());
      server.close();
    }
    Files.writeString(log, text);
    String fields =
        output(
            "tshark",
            "tshark",
            "-r",
            log.toString(),
            "-d",
            "can.subdissector,iso15765",
            "-d",
            "iso15765.subdissector,uds",
            "-Y",
            "uds",
            "-T",
            "fields",
            "-E",
            "separator=,",
            "-e",
            "uds.sid",
            "-e",
            "uds.reply",
            "-e",
            "uds.err.code",
            "-e",
            "uds.rdbi.data_identifier");
    assertEquals(
        List.of(
            "0x10,0x00,,",
            "0x10,0x01,,",
            "0x22,0x00,,0xf190",
            "0x22,0x01,,0xf190",
            "0x2e,0x00,,",
            "0x3f,0x01,0x33,",
            "0x19,0x00,,",
            "0x19,0x01,,"),
        fields.lines().toList());
  }
}
