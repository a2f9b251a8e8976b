// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bench files that extend another one, and that name variables of the environment. */
class BenchNodesTest {
  private static final String BASE =
      """
      name: base
      bus: {uri: "emulated:car", bitrate: 500k}
      instruments:
        supply: {driver: scpi, address: "${PSU}", maxVolts: 16}
        faults: {driver: scpi, address: "tcp:relays:5025"}
      features: [sos, acn]
      """;

  @TempDir Path root;
  private final Problems problems = new Problems();
  private RigHome home;

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(root.resolve("hil-configs/benches"));
    home = new RigHome(root);
    write("base.yaml", BASE);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(root.resolve("hil-configs/benches").resolve(name), text);
  }

  private Optional<Map<String, Object>> read(String text) throws IOException {
    Map<String, String> environment = Map.of("PSU", "tcp:psu:5025", "TWO", "a\nb", "EMPTY", "");
    BenchNodes nodes = new BenchNodes(home, environment::get, problems);
    return nodes.read(write("own.yaml", text)).map(YamlMap::plain);
  }

  private Map<?, ?> instrument(Map<String, Object> bench, String name) {
    return (Map<?, ?>) ((Map<?, ?>) bench.get("instruments")).get(name);
  }

  @Test
  void whatAFileSaysCountsBeforeWhatItExtends() throws IOException {
    Map<String, Object> bench =
        read("""
        extends: base.yaml
        name: own
        instruments:
          supply: {maxVolts: 14}
          faults: {driver: usb-relay, address: "serial:/dev/ttyUSB0"}
        features: [indicator]
        """)
            .orElseThrow();
    assertEquals(List.of(), problems.all());
    assertEquals("own", bench.get("name"));
    assertEquals(Map.of("uri", "emulated:car", "bitrate", "500k"), bench.get("bus"));
    assertEquals(
        "{driver=scpi, address=tcp:psu:5025, maxVolts=14}",
        sorted(instrument(bench, "supply"), "driver", "address", "maxVolts"));
    assertEquals(
        Map.of("driver", "usb-relay", "address", "serial:/dev/ttyUSB0"),
        instrument(bench, "faults"));
    assertEquals(List.of("indicator"), bench.get("features"));
    assertEquals(false, bench.containsKey("extends"));
  }

  private static String sorted(Map<?, ?> map, String... keys) {
    assertEquals(keys.length, map.size());
    StringBuilder all = new StringBuilder();
    for (String key : keys) {
      all.append(all.isEmpty() ? "{" : ", ").append(key).append('=').append(map.get(key));
    }
    return all + "}";
  }

  @Test
  void aVariableIsReplacedAndADollarMayBeWritten() throws IOException {
    Map<String, Object> bench =
        read("name: x-${PSU}-$${PSU}-$5-${lower}\ntags: plain\n").orElseThrow();
    assertEquals("x-tcp:psu:5025-${PSU}-$5-${lower}", bench.get("name"));
    assertEquals(List.of(), problems.all());
  }

  @Test
  void aVariableThatIsNotSetIsNamedWithItsLine() throws IOException {
    read("name: x\ntags: ${NOWHERE}\n");
    says("own.yaml:2: the environment has no variable NOWHERE; set it: export NOWHERE=");
    read("name: ${EMPTY}\n");
    says("own.yaml:1: the environment has no variable EMPTY");
    read("name: ${TWO}\n");
    says("own.yaml:1: the variable TWO has more than");
  }

  @Test
  void aBaseThatIsNotThereOrGoesInACircleIsRefused() throws IOException {
    read("name: x\nextends: nowhere.yaml\n");
    says("own.yaml:2: 'extends' names nowhere.yaml, and there is no such file");
    read("extends: own.yaml\n");
    says("own.yaml:1: more than 4 files extend each other");
  }

  @Test
  void whatIsNoSingleFileIsRefused() throws IOException {
    for (String wrong :
        List.of(
            "extends: [base.yaml]\n", "extends:\n", "extends: base.yaml\nextends: base.yaml\n")) {
      Problems own = new Problems();
      Path file = write("own.yaml", "name: x\n" + wrong);
      Optional<YamlMap> ignored = new BenchNodes(home, name -> null, own).read(file);
      assertTrue(own.all().toString().contains("no single file"), () -> own.all().toString());
    }
  }

  @Test
  void whatIsWrongInABaseIsToldWithItsName() throws IOException {
    write("base.yaml", "name: x\ntags: ${NOWHERE}\n");
    read("extends: base.yaml\n");
    says("base.yaml:2: the environment has no variable NOWHERE");
  }

  private void says(String part) {
    assertTrue(
        problems.all().stream().anyMatch(it -> it.toString().contains(part)),
        () -> problems.all().toString());
  }
}
