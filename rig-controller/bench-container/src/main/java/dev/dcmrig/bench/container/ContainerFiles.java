// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.BenchFacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The files of docs/DCM-INTERFACE.md, section 0, as a container gets them: copies, below {@code
 * /dcm}. A copy can't change what the rig goes by.
 */
final class ContainerFiles {

  /** Where they are in the container. */
  static final Path ROOT = Path.of("/dcm");

  static final Path CERTIFICATES = ROOT.resolve("certificates");

  private static final Path CONFIGS = ROOT.resolve("hil-configs");

  /** What of the rig's files a DCM may know: no bench, no requirement. */
  private static final List<String> FOLDERS = List.of("dbc", "dcm-profiles", "ecus", "vehicles");

  private static final int ANYBODY_READS = 0_444;
  private static final int ANYBODY_ENTERS = 0_755;

  private final Path configs;
  private final Path profile;
  private final Path vehicle;

  ContainerFiles(BenchFacts facts) {
    this.configs = facts.home().toAbsolutePath().normalize().resolve("hil-configs");
    this.profile = facts.profile().toAbsolutePath().normalize();
    this.vehicle = facts.vehicle().toAbsolutePath().normalize();
  }

  /** Where the DCM finds its profile. */
  Path profile() {
    return inside(profile);
  }

  /** Where the DCM finds the vehicle file; what that names is looked up beside it, too. */
  Path vehicle() {
    return inside(vehicle);
  }

  private Path inside(Path file) {
    return file.startsWith(configs)
        ? CONFIGS.resolve(configs.relativize(file))
        : ROOT.resolve("own").resolve(file.getFileName());
  }

  /**
   * All of them, to be unpacked at the container's root.
   *
   * @param certificates folder of docs/DCM-INTERFACE.md, 2.5
   */
  InputStream tar(Path certificates) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      folder(tar, ROOT);
      for (String each : FOLDERS) {
        copy(tar, configs.resolve(each), CONFIGS.resolve(each));
      }
      copy(tar, certificates, CERTIFICATES);
      copyOwn(tar, profile);
      copyOwn(tar, vehicle);
    } catch (IOException e) {
      throw new BenchBroken("the DCM's files can't be read: " + e, e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  /** A user's own vehicle file may name others that lie beside it. */
  private void copyOwn(TarArchiveOutputStream tar, Path file) throws IOException {
    Path folder = file.getParent();
    if (file.startsWith(configs) || folder == null) {
      return;
    }
    for (Path each : filesOf(folder, 1)) {
      if (each.equals(file) || each.toString().matches(".*\\.(yaml|yml|dbc)")) {
        put(tar, each, inside(each));
      }
    }
  }

  private static void copy(TarArchiveOutputStream tar, Path from, Path to) throws IOException {
    for (Path each : filesOf(from, Integer.MAX_VALUE)) {
      put(tar, each, to.resolve(from.relativize(each)));
    }
  }

  private static List<Path> filesOf(Path folder, int depth) throws IOException {
    try (Stream<Path> found = Files.walk(folder, depth)) {
      return new ArrayList<>(new TreeSet<>(found.filter(Files::isRegularFile).toList()));
    }
  }

  private static void put(TarArchiveOutputStream tar, Path from, Path to) throws IOException {
    byte[] content = Files.readAllBytes(from);
    TarArchiveEntry entry = new TarArchiveEntry(to.toString());
    entry.setSize(content.length);
    entry.setMode(ANYBODY_READS);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void folder(TarArchiveOutputStream tar, Path folder) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(folder + "/");
    entry.setMode(ANYBODY_ENTERS);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }
}
