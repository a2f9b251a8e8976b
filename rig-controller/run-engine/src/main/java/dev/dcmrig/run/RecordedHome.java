// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.RecordedInput;
import dev.dcmrig.evidence.RunFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a run was made with, in their places: the rig's own, and over them the copies that
 * the run keeps where they differ.
 *
 * @param home whose files are those of the run
 * @param bench the bench file in it
 * @param changed files of the rig that are not what they were, by their names in the run
 */
public record RecordedHome(RigHome home, Path bench, List<String> changed) {
  private static final String CATALOGUE = "hil-configs/requirements/catalogue.yaml";

  /**
   * Finds them.
   *
   * @param work an empty folder, which takes copies if there are differences
   * @throws IOException when a file can't be read, or lies elsewhere and is not what it was
   */
  public static RecordedHome of(RigHome home, Path run, Path work) throws IOException {
    List<RecordedInput> inputs = RecordedInput.of(run);
    String root =
        inputs.stream()
            .map(RecordedInput::source)
            .filter(source -> source.endsWith("/" + CATALOGUE))
            .map(source -> source.substring(0, source.length() - CATALOGUE.length()))
            .findFirst()
            .orElseThrow(() -> new IOException("the run does not say where its catalogue lay"));
    List<RecordedInput> changed = new ArrayList<>();
    for (RecordedInput input : inputs) {
      boolean ofRig = input.source().startsWith(root);
      Path now =
          ofRig
              ? home.root().resolve(input.source().substring(root.length()))
              : Path.of(input.source());
      boolean same = Files.isRegularFile(now) && RunFolder.sha256(now).equals(input.sha256());
      if (!same && !ofRig) {
        throw new IOException(
            input.name()
                + " was "
                + input.source()
                + ", which is no file of the rig and is not what it was; put the copy of the run"
                + " there: "
                + input.copy());
      }
      if (!same) {
        changed.add(input);
      }
    }
    RigHome used = home;
    if (!changed.isEmpty()) {
      copy(home.configs(), work.resolve("hil-configs"));
      copy(home.features(), work.resolve("features"));
      for (RecordedInput input : changed) {
        Path place = work.resolve(input.source().substring(root.length())).normalize();
        if (!place.startsWith(work)) {
          throw new IOException(input.source() + " leads out of the rig's folder");
        }
        Files.createDirectories(place.getParent());
        Files.copy(input.copy(), place, StandardCopyOption.REPLACE_EXISTING);
      }
      used = new RigHome(work);
    }
    String bench =
        inputs.stream()
            .filter(input -> input.name().startsWith("bench/"))
            .map(RecordedInput::source)
            .findFirst()
            .orElseThrow(() -> new IOException("the run keeps no bench file"));
    return new RecordedHome(
        used,
        bench.startsWith(root)
            ? used.root().resolve(bench.substring(root.length()))
            : Path.of(bench),
        changed.stream().map(RecordedInput::name).toList());
  }

  /** Classes and what else a build leaves in the folder of the features stay where they are. */
  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (String.valueOf(folder.getFileName()).equals("target")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
