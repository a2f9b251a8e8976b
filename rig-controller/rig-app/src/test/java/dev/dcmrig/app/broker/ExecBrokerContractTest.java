// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.TestSite;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.exec.ExecOptions;
import dev.dcmrig.network.broker.Broker;
import dev.dcmrig.network.broker.BrokerContract;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of a broker, held by a program; and what only such a broker can do wrong. */
class ExecBrokerContractTest extends BrokerContract {
  private static final byte[] CONNECT = HexFormat.of().parseHex("100e00044d5154540400003c00025635");

  @Override
  protected Broker open(VirtualTimeline of) throws Exception {
    Path program = Path.of(ExecBrokerContractTest.class.getResource("broker.py").toURI());
    return open(of, List.of("python3", program.toString()));
  }

  private static Broker open(VirtualTimeline of, List<String> command) {
    return (Broker)
        new ExecBrokerDriver()
            .open(
                new TestSite(
                    of, new ExecOptions(command, Duration.ofSeconds(20), Optional.empty())));
  }

  @Test
  void theProgramStandsInTheDocumentAsItIs() throws IOException {
    try (InputStream program = ExecBrokerContractTest.class.getResourceAsStream("broker.py")) {
      String document = Files.readString(RigHome.find().root().resolve("docs/DRIVERS.md"));
      String text = new String(program.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(document.contains("```python\n" + text + "```"), text);
    }
  }

  /** What a program must not say when a client has connected. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"connection\":2,\"packet\":\"20020000\"}|there is no connection 2; open are [1]",
        "{\"connection\":\"1\",\"packet\":\"20020000\"}|'connection' is no number",
        "{\"connection\":1,\"packet\":\"200200\"}|has 3 bytes, and its head says 4",
        "{\"connection\":1,\"packet\":\"2002000020020000\"}|has 8 bytes, and its head says 4",
        "{\"connection\":1,\"packet\":\"20ff\"}|write one whole control packet a line",
        "{\"connection\":1,\"packet\":\"\"}|write one whole control packet a line",
        "{\"connection\":1,\"packet\":\"2x\"}|no hexadecimal",
        "{\"connection\":1,\"closed\":false}|has 'packet', in hexadecimal",
        "{\"packet\":\"20020000\"}|a line has 'id', 'connection', 'note' or 'broken'"
      })
  void whatIsNoLineOfABrokerBreaksTheBench(String said, String why) throws Exception {
    VirtualTimeline timeline = new VirtualTimeline();
    Broker broker = open(timeline, List.of("python3", "-c", saying(said)));
    try {
      BenchBroken thrown = assertThrows(BenchBroken.class, () -> broker.connect("V5", new Quiet()));
      String message = String.valueOf(thrown.getMessage());
      assertTrue(message.startsWith("the program 'python3' of 'services.broker' broke"), message);
      assertTrue(message.contains(why), message);
    } finally {
      broker.close();
    }
  }

  @Test
  void aClientLearnsWhyTheProgramHasEndedItsConnection() throws Exception {
    VirtualTimeline timeline = new VirtualTimeline();
    String end = "{\"connection\":1,\"closed\":true,\"why\":\"nothing for 90 s [MQTT-3.1.2-24]\"}";
    Broker broker = open(timeline, List.of("python3", "-c", saying(end)));
    Quiet client = new Quiet();
    Broker.Connection connection = broker.connect("V5", client);
    assertEquals(List.of("refused: nothing for 90 s [MQTT-3.1.2-24]", "closed"), client.told);
    // It has gone: the program is told nothing more of it.
    connection.send(CONNECT);
    connection.close();
    assertEquals(2, client.told.size());
    broker.close();
  }

  /** A program that says one line before it answers the call "connect", and no more. */
  private static String saying(String line) {
    return "import json, sys\n"
        + "for text in sys.stdin:\n"
        + "  line = json.loads(text)\n"
        + "  if line['call'] == 'connect': print('''"
        + line
        + "''')\n"
        + "  if line['call'] in ('packet', 'close'): sys.exit(3)\n"
        + "  print(json.dumps({'id': line['id']}), flush=True)\n";
  }

  private static final class Quiet implements Broker.Client {
    private final List<String> told = new ArrayList<>();

    @Override
    public void packet(byte[] packet) {
      told.add(HexFormat.of().formatHex(packet));
    }

    @Override
    public void refused(String why) {
      told.add("refused: " + why);
    }

    @Override
    public void closed() {
      told.add("closed");
    }
  }
}
