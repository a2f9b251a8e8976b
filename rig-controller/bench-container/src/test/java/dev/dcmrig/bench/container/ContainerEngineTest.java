// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without an engine: what is said of it. */
class ContainerEngineTest {

  @Test
  void anEngineThatIsNotThereIsOneLineThatSaysWhatToDo(@TempDir Path folder) {
    String address = "unix://" + folder.resolve("docker.sock");
    String why = assertThrows(BenchBroken.class, () -> ContainerEngine.at(address)).getMessage();
    assertTrue(why.startsWith("no container engine at " + address + " ("), why);
    assertTrue(why.endsWith("start docker'), or set DOCKER_HOST to its address"), why);
    assertEquals(1, why.lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker.sock", "ssh://somewhere", "unix:", "", "tcp://", "a b"})
  void whatIsNoAddressIsSaidToBeNone(String address) {
    String why = assertThrows(BenchBroken.class, () -> ContainerEngine.at(address)).getMessage();
    assertTrue(why.startsWith("no container engine at "), why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "-x", "a;b"})
  void whatIsNoImageIsRefusedInTheBenchFile(String image) {
    assertThrows(
        IllegalArgumentException.class, () -> new ContainerOptions(image, Optional.empty(), 64));
  }
}
