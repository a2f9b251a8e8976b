// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder that a run takes for itself: evidence is never written over. */
final class EmptyFolder {
  private EmptyFolder() {}

  /**
   * Makes the folder where it is not there. Of two runs that want one folder, one gets it.
   *
   * @throws RunFolderException when it holds something already, or can't be written
   */
  static void claim(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw RunFolderException.noFolder(folder, e);
    }
    try {
      refuseUnlessEmpty(folder, null);
      try {
        // Made by one run only: whoever comes second fails here.
        Files.createDirectory(folder.resolve(RunFolder.SCENARIOS));
      } catch (FileAlreadyExistsException e) {
        throw notEmpty(folder);
      }
      refuseUnlessEmpty(folder, RunFolder.SCENARIOS);
    } catch (IOException e) {
      throw RunFolderException.unwritable("making the run folder", folder, e);
    }
  }

  private static void refuseUnlessEmpty(Path folder, @Nullable String but) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.anyMatch(path -> !String.valueOf(path.getFileName()).equals(but))) {
        throw notEmpty(folder);
      }
    }
  }

  private static RunFolderException notEmpty(Path folder) {
    return new RunFolderException(
        folder
            + ": is not empty, and evidence is never written over; name another folder with --out,"
            + " or remove this one");
  }
}
