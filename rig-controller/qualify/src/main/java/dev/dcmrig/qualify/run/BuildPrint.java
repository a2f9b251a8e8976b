// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.qualify.worker.ClassFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells one build, with its scenarios and configuration, from another. */
public final class BuildPrint {
  private static final int DIGITS = 16;

  private BuildPrint() {}

  /** Of the rig that runs: its classes, features and configuration, but for what is argued. */
  public static String of(RigHome home, Path leftOut) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String type : ClassFiles.in(List.of("dev.dcmrig"), List.of("dev.dcmrig.qualify"))) {
        digest.update(type.getBytes(StandardCharsets.UTF_8));
        digest.update(ClassFiles.bytes(type).orElse(new byte[0]));
      }
      below(digest, home.features(), ".feature", leftOut);
      below(digest, home.configs(), "", leftOut);
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the rig's own files", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void below(MessageDigest digest, Path folder, String suffix, Path leftOut)
      throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> file.toString().endsWith(suffix))
              .filter(file -> !file.startsWith(leftOut))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
  }
}
