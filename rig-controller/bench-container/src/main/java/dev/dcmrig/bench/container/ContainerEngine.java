// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.dcmrig.api.BenchBroken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * The container engine of this machine. It is asked by Testcontainers' own client; what of
 * Testcontainers starts containers is left out, because it pulls an image to clean up after it.
 */
public final class ContainerEngine {
  private static final String ADDRESS = "DOCKER_HOST";
  private static final String USUAL = "unix:///var/run/docker.sock";
  private static final int PORT = 2375;

  private static final Map<URI, ContainerEngine> KNOWN = new ConcurrentHashMap<>();

  private final URI address;
  private final DockerClient client;

  private ContainerEngine(URI address) {
    this.address = address;
    this.client =
        DockerClientProviderStrategy.getClientForConfig(
            TransportConfig.builder().dockerHost(address).build());
    Leftovers.remove(client);
  }

  /**
   * The engine that DOCKER_HOST names, or the one at its usual place.
   *
   * @throws BenchBroken when there is none; one line that says what to do
   */
  public static ContainerEngine find() {
    String named = System.getenv(ADDRESS);
    return at(named == null || named.isBlank() ? USUAL : named);
  }

  static ContainerEngine at(String text) {
    URI address;
    try {
      address = URI.create(text);
      SocketChannel.open(socket(address)).close();
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new BenchBroken(
          "no container engine at "
              + text
              + " ("
              + e.getMessage()
              + "): start one (Debian's docker.io, 'systemctl start docker'), or set "
              + ADDRESS
              + " to its address",
          e);
    }
    try {
      return KNOWN.computeIfAbsent(address, ContainerEngine::new);
    } catch (RuntimeException e) {
      throw new BenchBroken(
          "the container engine at " + text + " does not answer as one: " + e.getMessage(), e);
    }
  }

  private static SocketAddress socket(URI address) {
    String scheme = String.valueOf(address.getScheme());
    switch (scheme) {
      case "unix" -> {
        return UnixDomainSocketAddress.of(String.valueOf(address.getPath()));
      }
      case "tcp", "http" -> {
        return new InetSocketAddress(
            String.valueOf(address.getHost()), address.getPort() < 0 ? PORT : address.getPort());
      }
      default ->
          throw new IllegalArgumentException(
              "an address begins with unix:// or tcp://, and this one with " + scheme);
    }
  }

  /** Why an image can't be started on this machine, if so: what is asked before a run. */
  public static Optional<String> missing(String image) {
    try {
      String ignored = find().image(image);
      return Optional.empty();
    } catch (BenchBroken e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The id of an image.
   *
   * @throws BenchBroken when the engine has none of that name; it says how to get it
   */
  String image(String name) {
    try {
      return String.valueOf(client.inspectImageCmd(name).exec().getId());
    } catch (NotFoundException e) {
      throw new BenchBroken(
          "no image '"
              + name
              + "' in the container engine at "
              + address
              + ", and the rig pulls none: the rig's own DCM is built by 'mvn -Pimages package'"
              + " and loaded by 'docker load -i rig-controller/images/target/dcm-image.tar';"
              + " another one by 'docker load' or 'docker pull'",
          e);
    } catch (RuntimeException e) {
      throw gone(e);
    }
  }

  DockerClient client() {
    return client;
  }

  BenchBroken gone(RuntimeException cause) {
    return new BenchBroken(
        "the container engine at " + address + " has failed: " + cause.getMessage(), cause);
  }
}
