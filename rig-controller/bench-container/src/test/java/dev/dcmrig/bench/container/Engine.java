// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import dev.dcmrig.api.BenchBroken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A real engine with the image of the rig's DCM, and one of wrong DCMs made from it. Without it
 * tests are left out, and say so; with RIG_CONTAINERS=must (.ci/containers) they fail.
 */
final class Engine {
  static final String DCM = "dcm-rig/dcm";
  static final String WRONG = "dcm-rig/wrong-dcm";

  private Engine() {}

  static ContainerEngine withImages() {
    try {
      ContainerEngine engine = ContainerEngine.find();
      engine.image(DCM);
      makeWrongDcm(engine.client());
      return engine;
    } catch (BenchBroken e) {
      String why = "left out, .ci/containers runs it: " + e.getMessage();
      if ("must".equals(System.getenv("RIG_CONTAINERS"))) {
        fail(why);
      }
      abort(why);
      throw e;
    }
  }

  /** The rig's image has a Java: with one class more it is what can be wrong. */
  private static void makeWrongDcm(DockerClient client) {
    String id = client.createContainerCmd(DCM).exec().getId();
    try {
      client
          .copyArchiveToContainerCmd(id)
          .withRemotePath("/")
          .withTarInputStream(new ByteArrayInputStream(classes()))
          .exec();
      client.commitCmd(id).withRepository(WRONG).withTag("latest").exec();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      client.removeContainerCmd(id).withForce(true).exec();
    }
  }

  private static byte[] classes() throws IOException {
    String name = WrongDcm.class.getName().replace('.', '/');
    Path root;
    try {
      root = Path.of(WrongDcm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IOException(e);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
            new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());
        Stream<Path> found = Files.list(root.resolve(name).getParent())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path file : found.filter(each -> each.toString().contains("WrongDcm")).toList()) {
        byte[] content = Files.readAllBytes(file);
        TarArchiveEntry entry = new TarArchiveEntry("rig/wrong/" + root.relativize(file));
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** The words after an image's name that make it wrong in this way. */
  static List<String> wrong(String how) {
    return List.of("java", "-cp", "/rig/wrong", WrongDcm.class.getName(), how);
  }

  /** Names of what is left of this process's containers and networks. */
  static List<String> left(DockerClient client) {
    String mine = Names.next().replaceAll("[0-9]+$", "");
    Stream<String> containers =
        client.listContainersCmd().withShowAll(true).exec().stream()
            .map(Container::getNames)
            .flatMap(Arrays::stream)
            .map(each -> each.substring(1));
    Stream<String> networks =
        client.listNetworksCmd().exec().stream()
            .map(com.github.dockerjava.api.model.Network::getName);
    return Stream.concat(containers, networks).filter(each -> each.startsWith(mine)).toList();
  }
}
