// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.dcm.DcmSettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The emulated DCM takes its numbers from a profile, and refuses one that can't be. */
class DcmProfilesTest {
  private BenchConfiguration configuration;
  private Map<String, Object> tree;

  @BeforeEach
  void load() {
    RigHome home = new RigHome(Path.of(System.getProperty("rig.root")));
    configuration =
        BenchConfiguration.load(
            home, home.root().resolve("hil-configs/benches/emulated.yaml"), Drivers.TABLE);
    tree = copy(configuration.profile().tree());
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> result = new HashMap<>();
    map.forEach(
        (key, value) ->
            result.put(
                String.valueOf(key), value instanceof Map<?, ?> below ? copy(below) : value));
    return result;
  }

  @SuppressWarnings("unchecked")
  private void set(String path, Object value) {
    String[] parts = path.split("[.]");
    ((Map<String, Object>) tree.get(parts[0])).put(parts[1], value);
  }

  @Test
  void bothProfilesAreTaken() {
    assertEquals(Duration.ofHours(24), DcmProfiles.read(configuration.profile()).acn().limit());
    RigHome home = new RigHome(Path.of(System.getProperty("rig.root")));
    BenchConfiguration public112 =
        BenchConfiguration.load(
            home,
            home.root().resolve("hil-configs/benches/emulated-ecall-112.yaml"),
            Drivers.TABLE);
    assertEquals("ecall-112", DcmProfiles.read(public112.profile()).call().mode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sos.attempts | 0 | sos.attempts",
        "sos.attempts | three | sos.attempts",
        "acn.limit | 24 | acn.limit",
        "acn.limit | 24 days | acn.limit",
        "acn.limit | -1 h | acn.limit",
        "call.mode | 911 | call.mode",
        "selfTest.duration | 11 s | selfTest",
        "sos.colour | red | sos.colour"
      })
  void aValueThatCanNotBeIsNamed(String path, String value, String named) {
    set(path, value);
    DcmSettingsException refused =
        assertThrows(DcmSettingsException.class, () -> DcmSettings.of("test", tree));
    assertEquals(
        "DCM profile test: " + named + ": ",
        refused.getMessage().substring(0, 20 + named.length()));
  }

  @Test
  void aMissingNumberIsNamed() {
    ((Map<?, ?>) tree.get("sos")).remove("gap");
    DcmSettingsException refused =
        assertThrows(DcmSettingsException.class, () -> DcmSettings.of("test", tree));
    assertEquals(
        "DCM profile test: sos.gap: is missing; a duration, for instance 500ms, 30s, 60min, 24h"
            + " from 0 s on",
        refused.getMessage());
  }
}
