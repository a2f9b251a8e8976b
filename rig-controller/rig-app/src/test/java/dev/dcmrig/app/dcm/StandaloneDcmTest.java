// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.dcm.defects.DcmDefects;
import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.sim.defect.SeededDefect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The DCM of {@code rig dcm} at the end of a socket, without a process or a kernel's bus. */
class StandaloneDcmTest {
  private static final int LIMIT_SECONDS = 60;

  private final RigHome home = RigHome.find();
  private final Map<String, String> variables = new HashMap<>();
  private ServerSocket rig;
  private RunAuthority authority;

  @BeforeEach
  void listen() throws IOException {
    rig = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    rig.setSoTimeout(LIMIT_SECONDS * 1_000);
    variables.put("DCM_CAN", "emulated:nobody");
    variables.put("DCM_PROXY", "127.0.0.1:1");
    variables.put("DCM_IMSI", "001010000000001");
    variables.put("DCM_ADDRESS", "10.64.0.2");
    variables.put("DCM_SUBSCRIBER_URI", "sip:+61491570156@dcmrig.example;user=phone");
    variables.put("DCM_VIN", "DCMR0REF000000001");
    variables.put("DCM_ELECTRICAL", "127.0.0.1:" + rig.getLocalPort());
    variables.put("DCM_PROFILE", home.configs().resolve("dcm-profiles/tps.yaml").toString());
    variables.put("DCM_VEHICLE", home.configs().resolve("vehicles/reference.yaml").toString());
    variables.put("DCM_SEED", "-7");
    authority = new RunAuthority();
    variables.put("DCM_CERTIFICATES", authority.provision("DCMR0REF000000001").toString());
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
    authority.close();
  }

  private CompletableFuture<String> start() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new StandaloneDcm(home, variables, "1.2").run();
          } catch (IOException e) {
            return "broke: " + e;
          }
        });
  }

  private static void say(Socket dcm, String line) throws IOException {
    dcm.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itSaysHelloDrawsCurrentWithSupplyAndEndsWhenItIsToldTo() throws Exception {
    CompletableFuture<String> ended = start();
    try (Socket dcm = rig.accept()) {
      dcm.setSoTimeout(LIMIT_SECONDS * 1_000);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(dcm.getInputStream(), StandardCharsets.UTF_8));
      assertEquals("hello emulated-dcm 1.2", lines.readLine());
      for (String line : List.of("supply 12.60", "sos released", "line SIM OK", "reset")) {
        say(dcm, line);
      }
      assertEquals("draw 0.120", lines.readLine());
      // The reset: off, and on again.
      assertEquals("draw 0.000", lines.readLine());
      assertEquals("draw 0.120", lines.readLine());
      say(dcm, "off");
      assertEquals("", ended.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void itNamesAllDefectsWhenItIsHandedOneAndHasThatOne() throws Exception {
    variables.put("DCM_DEFECTS", "lit-with-ignition-off");
    CompletableFuture<String> ended = start();
    try (Socket dcm = rig.accept()) {
      dcm.setSoTimeout(LIMIT_SECONDS * 1_000);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(dcm.getInputStream(), StandardCharsets.UTF_8));
      assertEquals("hello emulated-dcm 1.2", lines.readLine());
      List<String> named = new ArrayList<>();
      for (String line = lines.readLine(); !line.equals("defects"); line = lines.readLine()) {
        List<String> words = List.of(line.split(" "));
        assertEquals("defects", words.get(0));
        named.addAll(words.subList(1, words.size()));
      }
      assertEquals(DcmDefects.all().stream().map(SeededDefect::id).toList(), named);
      say(dcm, "supply 12.60");
      assertEquals("lamp GREEN 1.00", lines.readLine());
      assertEquals("draw 0.120", lines.readLine());
      say(dcm, "off");
      assertEquals("", ended.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void itEndsWithAReasonWhenTheRigGoesAwayOrSaysWhatNobodyKnows() throws Exception {
    CompletableFuture<String> left = start();
    rig.accept().close();
    assertTrue(left.get(LIMIT_SECONDS, TimeUnit.SECONDS).contains("electrical socket"));
    CompletableFuture<String> puzzled = start();
    try (Socket dcm = rig.accept()) {
      say(dcm, "supply twelve");
      String why = puzzled.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertTrue(why.contains("'supply twelve': write a number from 0 to 60 V"), why);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DCM_CAN,'',is not set",
    "DCM_PROXY,127.0.0.1,is '127.0.0.1' and not HOST:PORT",
    "DCM_ELECTRICAL,localhost:70000,is 'localhost:70000' and not HOST:PORT",
    "DCM_SEED,seven,is 'seven' and no 64-bit number"
  })
  void aVariableThatIsMissingOrWrongIsNamed(String name, String value, String what) {
    variables.put(name, value);
    String told =
        String.valueOf(
            assertThrows(
                    ConfigurationException.class, () -> new StandaloneDcm(home, variables, "1"))
                .getMessage());
    assertTrue(told.startsWith("environment variable " + name + ": " + what), told);
  }
}
