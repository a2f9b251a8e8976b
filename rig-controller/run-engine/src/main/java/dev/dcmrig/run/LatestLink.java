// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * {@code reports/runs/latest}, a link to the run that began last. A convenience: no run needs it.
 */
public final class LatestLink {
  public static final String NAME = "latest";

  private LatestLink() {}

  /**
   * Lets the link lead to a run beside it. It is replaced as a whole, so that whoever looks finds
   * the old run or the new one. What is no link and has this name is somebody's, and stays.
   */
  static void to(Path run) {
    Path link = run.resolveSibling(NAME);
    Path made = run.resolveSibling("." + NAME + "-" + run.getFileName());
    try {
      if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
        return;
      }
      Files.deleteIfExists(made);
      Files.createSymbolicLink(made, run.getFileName());
      Files.move(made, link, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UnsupportedOperationException e) {
      // A file system without links: the run's own name is printed, too.
    }
  }
}
