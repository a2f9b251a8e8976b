// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.evidence.chain.Links;
import dev.dcmrig.evidence.chain.ScenarioChainCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Hashes one file of a run folder, or all of a scenario with its chain. A file whose size is not
 * the manifest's, or that the manifest does not list, is not hashed: it was changed or added, and
 * may be very long.
 */
final class HashedFiles implements Callable<HashedFiles> {
  private final Path folder;
  private final String prefix;
  private final String name;
  private final Set<String> names;
  private final String run;
  private final Map<String, RunFiles.Entry> listed;
  private final boolean open;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> hashes = new HashMap<>();
  private long records;
  private long unchained;
  private long bytes;

  private HashedFiles(
      Path folder,
      String prefix,
      String name,
      Set<String> names,
      String run,
      Map<String, RunFiles.Entry> listed,
      boolean open) {
    this.folder = folder;
    this.prefix = prefix;
    this.name = name;
    this.names = names;
    this.run = run;
    this.listed = listed;
    this.open = open;
  }

  /** A file that is in no scenario. */
  static HashedFiles one(Path folder, String name, RunFiles.@Nullable Entry listed) {
    return new HashedFiles(
        folder,
        "",
        name,
        Set.of(name),
        "",
        listed == null ? Map.of() : Map.of(name, listed),
        false);
  }

  /**
   * A scenario's folder.
   *
   * @param own its place: {@code scenarios/NAME}
   * @param names of its files
   * @param run identity of the run
   * @param open whether the scenario was cut off
   */
  static HashedFiles ofScenario(
      Path folder,
      String own,
      Set<String> names,
      String run,
      Map<String, RunFiles.Entry> listed,
      boolean open) {
    String prefix = own + "/";
    return new HashedFiles(folder, prefix, prefix, names, run, listed, open);
  }

  long size() {
    long sum = 0;
    for (String each : names) {
      try {
        sum += Files.size(folder.resolve(prefix + each));
      } catch (IOException e) {
        // It is read later, and missed then.
      }
    }
    return sum;
  }

  @Override
  public HashedFiles call() throws IOException {
    Set<String> plain = new TreeSet<>(names);
    if (names.contains(Links.FILE) && !prefix.isEmpty()) {
      chained(plain);
    }
    for (String each : plain) {
      if (wanted(each)) {
        put(each, Digests.of(folder.resolve(prefix + each)));
      }
    }
    return this;
  }

  /** The files of evidence with the chain over them; what is left is hashed alone. */
  private void chained(Set<String> plain) throws IOException {
    Path own = folder.resolve(prefix);
    ScenarioChainCheck chain =
        ScenarioChainCheck.of(own, run, prefix.substring(0, prefix.length() - 1));
    for (String each : chain.files()) {
      if (!ScenarioFiles.EVIDENCE.contains(each) || each.equals(Links.FILE)) {
        problems.add(prefix + Links.FILE + ": it chains " + each + ", which no scenario has");
      } else if (!names.contains(each)) {
        problems.add(prefix + each + " is missing, and its chain has records of it");
      }
    }
    for (String each : ScenarioFiles.EVIDENCE) {
      if (names.contains(each) && !each.equals(Links.FILE)) {
        boolean whole = wanted(each);
        String sha256 = chain.check(each, whole, open);
        if (whole) {
          put(each, sha256);
        }
        plain.remove(each);
      }
    }
    chain.problems().forEach(sentence -> problems.add(prefix + sentence));
    records = chain.records();
    unchained = chain.unchained();
  }

  private boolean wanted(String each) throws IOException {
    RunFiles.Entry entry = listed.get(prefix + each);
    return entry == null
        ? listed.isEmpty()
        : entry.bytes() == Files.size(folder.resolve(prefix + each));
  }

  private void put(String each, String sha256) throws IOException {
    hashes.put(prefix + each, sha256);
    bytes += Files.size(folder.resolve(prefix + each));
  }

  String name() {
    return name;
  }

  List<String> problems() {
    return problems;
  }

  Map<String, String> hashes() {
    return hashes;
  }

  long records() {
    return records;
  }

  long unchained() {
    return unchained;
  }

  long bytes() {
    return bytes;
  }
}
