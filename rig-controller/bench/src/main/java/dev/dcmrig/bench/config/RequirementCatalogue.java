// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.evidence.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code hil-configs/requirements/catalogue.yaml}, in its order, and what a bench file adds to it
 * ({@code catalogues}).
 */
public final class RequirementCatalogue {
  /** An id of a requirement: {@code SOS-04}. */
  static final String ID_FORM = "[A-Z]{3}-[0-9]{2}";

  /** CS: published behaviour of the connected service; D: derived. */
  static final List<String> SOURCES = List.of("CS", "D");

  /** Whose behaviour a verdict needs evidence of. */
  static final List<String> SUBJECTS = List.of("dcm", "service");

  private static final Pattern ID = Pattern.compile(ID_FORM);

  private final Map<String, Requirement> byId;

  private RequirementCatalogue(Map<String, Requirement> byId) {
    this.byId = byId;
  }

  /**
   * Reads the catalogue that the rig has.
   *
   * @throws ConfigurationException with all that is wrong
   */
  public static RequirementCatalogue read(RigHome home) {
    return read(home, home.catalogue());
  }

  /**
   * Reads a catalogue.
   *
   * @throws ConfigurationException with all that is wrong
   */
  public static RequirementCatalogue read(RigHome home, Path file) {
    return read(home, List.of(file));
  }

  /**
   * Reads the rig's catalogue and those that a bench names.
   *
   * @throws ConfigurationException with all that is wrong, an id of two catalogues included
   */
  public static RequirementCatalogue of(RigHome home, BenchFile bench) {
    List<Path> files = new ArrayList<>(List.of(home.catalogue()));
    files.addAll(bench.catalogues());
    return read(home, files);
  }

  /**
   * Reads several catalogues as one.
   *
   * @param files in the order in which their requirements are shown
   * @throws ConfigurationException with all that is wrong, an id of two catalogues included
   */
  public static RequirementCatalogue read(RigHome home, List<Path> files) {
    Problems problems = new Problems();
    Map<String, Requirement> byId = new LinkedHashMap<>();
    for (Path file : files) {
      Set<String> before = Set.copyOf(byId.keySet());
      YamlFile.read(file, home.shown(file), problems)
          .ifPresent(
              root -> {
                for (YamlMap entry : root.maps("requirements")) {
                  add(entry, byId, before);
                }
                RequirementSetFile.optional(root, "version");
                root.noOtherKeys();
              });
    }
    problems.throwIfAny();
    return new RequirementCatalogue(byId);
  }

  private static void add(YamlMap entry, Map<String, Requirement> byId, Set<String> before) {
    Optional<String> id = entry.text("id");
    Optional<String> title = entry.text("title");
    Optional<String> statement = entry.text("statement");
    Optional<String> source = entry.oneOf("source", SOURCES);
    Optional<String> subject = entry.oneOf("subject", SUBJECTS);
    Optional<String> verifiedBy = entry.text("verifiedBy");
    String rationale = RequirementSetFile.optional(entry, "rationale");
    Map<String, String> parameters = RequirementSetFile.parameters(entry);
    List<String> parents = entry.keys().contains("parents") ? entry.texts("parents") : List.of();
    entry.noOtherKeys();
    if (id.isPresent() && !ID.matcher(id.get()).matches()) {
      entry.problem("id", "'" + id.get() + "' is no id", "write three letters, '-', two digits");
    } else if (id.isPresent() && before.contains(id.get())) {
      entry.problem(
          "id", id.get() + " is in a catalogue before this one, too", "give it an id of its own");
    } else if (id.isPresent() && byId.containsKey(id.get())) {
      entry.problem("id", id.get() + " stands here for the second time", "remove one of the two");
    } else if (id.isPresent()
        && title.isPresent()
        && statement.isPresent()
        && source.isPresent()
        && subject.isPresent()
        && verifiedBy.isPresent()) {
      byId.put(
          id.get(),
          new Requirement(
              id.get(),
              title.get(),
              statement.get(),
              source.get(),
              subject.get().equals("dcm") ? Subject.DCM : Subject.SERVICE,
              verifiedBy.get(),
              rationale,
              parameters,
              parents));
    }
  }

  public List<Requirement> all() {
    return List.copyOf(byId.values());
  }

  public Optional<Requirement> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
