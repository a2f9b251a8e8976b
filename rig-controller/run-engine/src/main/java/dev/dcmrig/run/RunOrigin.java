// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.StateTableFile;
import dev.dcmrig.evidence.KnownFailures;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.StateTable;
import dev.dcmrig.evidence.ToolIdentity;
import dev.dcmrig.evidence.requirement.TextHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a run folder says of where it comes from, held against what can be looked at: its catalogue
 * and machines of states against the copies of the files that they were read from, its tool against
 * the rig that looks now.
 */
public final class RunOrigin {

  /** Its name under {@code inputs/}. */
  static final String CATALOGUE = "requirements/catalogue.yaml";

  private RunOrigin() {}

  /**
   * The name under {@code inputs/} of a catalogue that a bench adds.
   *
   * @param number its place in the bench file, from 1
   */
  static String own(int number, Path catalogue) {
    return "requirements/" + number + "/" + RunInputs.fileName(catalogue.toString());
  }

  /** The catalogue as a run folder keeps it. */
  static List<Requirement> requirements(RequirementCatalogue catalogue) {
    return catalogue.all().stream()
        .map(
            entry ->
                new Requirement(
                    entry.id(), entry.title(), entry.statement(), entry.source(), entry.subject()))
        .toList();
  }

  /** The machines of states as a run folder keeps them: by the names of their files. */
  static List<StateTable> machines(RigHome home, SortedMap<String, Path> files) {
    List<StateTable> machines = new ArrayList<>();
    files.forEach(
        (name, file) ->
            machines.add(
                StateTableFile.read(home, file, name.replaceFirst("\\.yaml$", ".feature"))));
    return machines;
  }

  /**
   * Reads the copies of catalogue and machines again.
   *
   * @param folder of a run, with plain files only
   * @return a sentence for each thing that does not fit
   */
  public static List<String> differences(RigHome home, Path folder) {
    List<String> differences = new ArrayList<>(catalogue(home, folder));
    differences.addAll(machines(home, folder));
    differences.addAll(known(home, folder));
    return differences;
  }

  /** Which ids there are is not known any more; all else is. */
  private static List<String> known(RigHome home, Path folder) {
    Path inputs = folder.resolve(RunFolder.INPUTS).resolve(Known.INPUTS);
    try {
      KnownFailures kept = KnownFailures.of(folder);
      Set<String> there = new TreeSet<>();
      kept.entries().stream().filter(KnownFailures.Entry::exists).forEach(it -> there.add(it.id()));
      List<KnownFailures.Entry> read = new ArrayList<>();
      if (Files.isDirectory(inputs)) {
        try (Stream<Path> files = Files.list(inputs)) {
          for (Path file : files.sorted().toList()) {
            Known list = new Known(file, LocalDate.parse(kept.date()));
            read.addAll(list.read(home, there::contains).entries());
          }
        }
      }
      return read.equals(kept.entries())
          ? List.of()
          : List.of("known.json is not what inputs/known says");
    } catch (ConfigurationException | DateTimeException | IOException e) {
      return List.of("known.json can't be held against inputs/known: " + e.getMessage());
    }
  }

  private static List<String> machines(RigHome home, Path folder) {
    Path features = folder.resolve(RunFolder.INPUTS).resolve("features");
    try {
      SortedMap<String, Path> copies = new TreeMap<>();
      if (Files.isDirectory(features)) {
        try (Stream<Path> all = Files.walk(features)) {
          all.filter(file -> file.toString().endsWith(".yaml"))
              .forEach(file -> copies.put(named(features, file), file));
        }
      }
      return machines(home, copies).equals(RunFolder.machines(folder))
          ? List.of()
          : List.of("machines.json is not what the tables in inputs/features say");
    } catch (ConfigurationException | IOException e) {
      return List.of("machines.json can't be held against inputs/features: " + e.getMessage());
    }
  }

  private static String named(Path features, Path file) {
    return features.relativize(file).toString().replace('\\', '/');
  }

  private static List<String> catalogue(RigHome home, Path folder) {
    Path inputs = folder.resolve(RunFolder.INPUTS);
    try {
      List<Path> copies = new ArrayList<>(List.of(inputs.resolve(CATALOGUE)));
      copies.addAll(ownCopies(inputs.resolve("requirements")));
      List<Requirement> read = requirements(RequirementCatalogue.read(home, copies));
      return read.equals(RunFolder.catalogue(folder))
          ? List.of()
          : List.of("catalogue.json is not what inputs/" + CATALOGUE + " says");
    } catch (ConfigurationException | IOException e) {
      return List.of("catalogue.json can't be held against inputs/" + CATALOGUE);
    }
  }

  /** Those that the bench added, in its order: one in each of the folders 1, 2, ... */
  private static List<Path> ownCopies(Path folder) throws IOException {
    List<Path> copies = new ArrayList<>();
    for (int number = 1; Files.isDirectory(folder.resolve(Integer.toString(number))); number++) {
      try (Stream<Path> files = Files.list(folder.resolve(Integer.toString(number)))) {
        files.sorted().forEach(copies::add);
      }
    }
    return copies;
  }

  /**
   * SHA-256 over the jars and folders of the rig that asks, as {@code tool.json} of its runs names
   * them: the same for the same build.
   */
  public static String rigHash(RigHome home, String version) {
    TextHash hash = new TextHash();
    ThisRig.look(home, version)
        .identity()
        .classPath()
        .forEach(entry -> hash.add(entry.name(), entry.sha256()));
    return hash.hex();
  }

  /**
   * A sentence about who made the run. Another rig is no fault, so this is said and not judged.
   *
   * @param version of the rig that looks
   */
  public static String tool(RigHome home, String version, Path folder) {
    try {
      ToolIdentity made = RunFolder.tool(folder);
      ToolIdentity own = ThisRig.look(home, version).identity();
      Map<String, String> jars = new LinkedHashMap<>();
      own.classPath().forEach(entry -> jars.put(entry.name(), entry.sha256()));
      List<String> others =
          made.classPath().stream()
              .filter(entry -> !entry.sha256().equals(jars.get(entry.name())))
              .map(ToolIdentity.Entry::name)
              .toList();
      String commit = made.commit().isEmpty() ? "no known commit" : "commit " + made.commit();
      String changed = made.dirty() ? ", with changes that no commit has" : "";
      String same =
          others.isEmpty() && made.commit().equals(own.commit())
              ? "the same as this rig"
              : others.size()
                  + " of "
                  + made.classPath().size()
                  + " jars and folders are not those of this rig";
      String missing = String.join("", made.missing().stream().map(what -> "; " + what).toList());
      return "tool: " + made.version() + ", " + commit + changed + "; " + same + missing;
    } catch (IOException e) {
      return "tool: not known, " + e.getMessage();
    }
  }
}
