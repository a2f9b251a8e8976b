// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That no container outlives the rig. What this rig has open is removed when its process ends, by a
 * signal, too. What a rig has left that was killed is removed by the next one that looks.
 */
final class Leftovers {

  /** On each container and network: which process it belongs to. */
  private static final String OWNER = "dev.dcmrig.owner";

  private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

  private static final Set<Runnable> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> List.copyOf(OPEN).forEach(Runnable::run), "containers"));
  }

  private Leftovers() {}

  /** Labels of what belongs to this process. */
  static Map<String, String> labels() {
    return Map.of(OWNER, owner(ProcessHandle.current()));
  }

  /** What is to be run if the rig ends before {@link #closed}. */
  static void opened(Runnable removal) {
    OPEN.add(removal);
  }

  static void closed(Runnable removal) {
    OPEN.remove(removal);
  }

  /** Removes what belongs to a rig of this machine that is no more. */
  static void remove(DockerClient client) {
    for (Container container :
        client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(OWNER)).exec()) {
      if (isLeft(container.getLabels())) {
        remove(client, container.getId());
      }
    }
    for (Network network : client.listNetworksCmd().withFilter("label", List.of(OWNER)).exec()) {
      if (isLeft(network.getLabels())) {
        removeNetwork(client, network.getId());
      }
    }
  }

  /** Removes a container, whatever it does. */
  static void remove(DockerClient client, String id) {
    quietly(() -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
  }

  static void removeNetwork(DockerClient client, String id) {
    quietly(() -> client.removeNetworkCmd(id).exec());
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // It is gone already, another rig is removing it, or the engine is gone (which its client
      // tells by a plain RuntimeException): the next rig looks for what is left.
      return;
    }
  }

  private static boolean isLeft(Map<String, String> labels) {
    String owner = labels.getOrDefault(OWNER, "");
    String[] words = owner.split(" ", -1);
    if (words.length != 3 || !words[2].equals(namespace())) {
      // Of processes that are not to be seen from here.
      return false;
    }
    Optional<ProcessHandle> process =
        words[0].matches("[0-9]{1,18}")
            ? ProcessHandle.of(Long.parseLong(words[0]))
            : Optional.empty();
    return process.isEmpty() || !owner(process.get()).equals(owner);
  }

  /** A number is used again; a number with a start is not. */
  private static String owner(ProcessHandle process) {
    return process.pid()
        + " "
        + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L)
        + " "
        + namespace();
  }

  private static String namespace() {
    try {
      return Files.readSymbolicLink(PROCESSES).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "unknown";
    }
  }
}
