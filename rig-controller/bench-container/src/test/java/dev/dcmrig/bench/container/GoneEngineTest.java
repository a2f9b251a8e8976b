// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.dockerjava.api.DockerClient;
import java.lang.reflect.Proxy;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Removing what is left when the engine is not there any more. */
class GoneEngineTest {

  @Test
  void anEngineThatIsGoneKeepsNothingElseFromBeingRemoved() {
    List<String> asked = new ArrayList<>();
    DockerClient gone =
        (DockerClient)
            Proxy.newProxyInstance(
                DockerClient.class.getClassLoader(),
                new Class<?>[] {DockerClient.class},
                (proxy, method, arguments) -> {
                  asked.add(method.getName());
                  // As its client tells it.
                  throw new RuntimeException(new SocketException("Broken pipe"));
                });
    assertDoesNotThrow(() -> Leftovers.remove(gone, "container"));
    assertDoesNotThrow(() -> Leftovers.removeNetwork(gone, "network"));
    assertEquals(List.of("removeContainerCmd", "removeNetworkCmd"), asked);
  }
}
