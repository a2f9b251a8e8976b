// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.PastRun;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.run.LatestLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A run that somebody names: a folder, its name in {@code reports/runs}, or {@code latest}. */
final class EarlierRun {
  private static final String FAILED_OF = "--failed-of";

  private EarlierRun() {}

  /**
   * The scenarios that did not pass in it.
   *
   * @throws ConfigurationException when there is no such run, or nothing to run again
   */
  static Set<String> notPassed(RigHome home, Path named) {
    Path folder = folder(home, FAILED_OF, named);
    try {
      PastRun run = PastRun.read(folder);
      if (run.notPassed().isEmpty()) {
        throw wrong(
            FAILED_OF,
            named,
            "all " + run.planned().size() + " scenarios of that run passed",
            "there is nothing to run again");
      }
      return new TreeSet<>(run.notPassed());
    } catch (RunFolderException e) {
      throw wrong(FAILED_OF, named, String.valueOf(e.getMessage()), "name another run");
    }
  }

  /**
   * The folder of a run.
   *
   * @param option that names it
   * @throws ConfigurationException when there is no such run
   */
  static Path folder(RigHome home, String option, Path named) {
    if (isRun(named)) {
      return named;
    }
    Path ofRig = home.runs().resolve(named);
    if (isRun(ofRig)) {
      return ofRig;
    }
    String word = named.toString();
    throw wrong(
        option,
        named,
        word.equals(LatestLink.NAME) ? "there is no run yet" : "there is no such run",
        "name a folder of "
            + home.shown(home.runs())
            + ", or that of --out"
            + Nearest.to(word, runs(home)).map(near -> "; did you mean " + near + "?").orElse(""));
  }

  private static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(RunFolder.PLAN));
  }

  private static List<String> runs(RigHome home) {
    try (var folders = Files.list(home.runs())) {
      return folders.map(folder -> String.valueOf(folder.getFileName())).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static ConfigurationException wrong(
      String option, Path named, String what, String remedy) {
    return new ConfigurationException(new Problem(option + " " + named, 0, what, remedy));
  }
}
