// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Requirement sets beside the catalogue: {@code hil-configs/requirements/*.yaml}, one document
 * each. Each clause says which requirements of the catalogue show it, or why nothing does.
 */
public final class RequirementSetFile {
  /** An id of a set or of a clause: {@code EU79-II-3.1.1-c}. */
  static final String ID_FORM = "[A-Z][A-Za-z0-9.-]{1,39}";

  /** How a clause is shown. */
  static final List<String> METHODS =
      List.of("test", "analysis", "inspection", "demonstration", "none");

  /** Whether somebody has read the number of the clause. */
  static final List<String> CONFIRMED = List.of("yes", "unconfirmed");

  /** Where it is known from. */
  static final List<String> BASES = List.of("read", "secondary", "memory", "unread");

  static final String KEY = "clauses";

  private static final Pattern ID = Pattern.compile(ID_FORM);

  private RequirementSetFile() {}

  /**
   * Reads all sets that the rig has, in the order of their files' names.
   *
   * @throws ConfigurationException with all that is wrong, an id of two sets included
   */
  public static List<RequirementSet> all(RigHome home) {
    return read(home, files(home.requirements()));
  }

  /**
   * The files of a folder that are sets.
   *
   * @return none where there is no such folder
   */
  public static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(RequirementSetFile::isSet)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(folder.toString(), 0, "can't be read: " + e.getMessage(), ""));
    }
  }

  private static boolean isSet(Path file) {
    return YamlFile.read(file, file.toString(), new Problems())
        .map(root -> root.keys().contains(KEY))
        .orElse(false);
  }

  /**
   * Reads sets.
   *
   * @throws ConfigurationException with all that is wrong
   */
  public static List<RequirementSet> read(RigHome home, List<Path> files) {
    Problems problems = new Problems();
    Set<String> known =
        new LinkedHashSet<>(
            RequirementCatalogue.read(home).all().stream().map(Requirement::id).toList());
    Set<String> ids = new LinkedHashSet<>();
    List<RequirementSet> sets = new ArrayList<>();
    for (Path file : files) {
      YamlFile.read(file, home.shown(file), problems)
          .flatMap(root -> set(root, known, ids))
          .ifPresent(sets::add);
    }
    problems.throwIfAny();
    return sets;
  }

  private static Optional<RequirementSet> set(YamlMap root, Set<String> known, Set<String> ids) {
    Optional<String> id = root.text("set");
    Optional<String> title = root.text("title");
    Optional<String> version = root.text("version");
    Optional<String> document = root.text("document");
    Optional<String> note = root.text("note");
    List<Clause> clauses = new ArrayList<>();
    Set<String> own = new LinkedHashSet<>();
    for (YamlMap entry : root.maps(KEY)) {
      clause(entry, document.orElse("")).ifPresent(clauses::add);
      check(entry, own, known, ids);
    }
    for (Clause clause : clauses) {
      clause.parents().stream()
          .filter(parent -> !own.contains(parent))
          .forEach(
              parent ->
                  root.problem(
                      KEY,
                      clause.id() + " has the parent " + parent + ", which is not in this set",
                      "name a clause of this file"));
    }
    root.noOtherKeys();
    return id.isEmpty() || title.isEmpty() || version.isEmpty() || document.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RequirementSet(
                id.get(), title.get(), version.get(), document.get(), note.orElse(""), clauses));
  }

  private static Optional<Clause> clause(YamlMap entry, String document) {
    Optional<String> id = entry.text("id");
    Optional<String> title = entry.text("title");
    Optional<String> statement = entry.text("statement");
    Optional<Clause.Source> source = entry.map("source").flatMap(map -> source(map, document));
    Optional<String> method = entry.oneOf("method", METHODS);
    List<String> shownBy = entry.keys().contains("shownBy") ? entry.texts("shownBy") : List.of();
    Clause clause =
        new Clause(
            id.orElse(""),
            title.orElse(""),
            statement.orElse(""),
            source.orElse(new Clause.Source(document, "", false, "unread")),
            entry.keys().contains("subject")
                ? entry.oneOf("subject", RequirementCatalogue.SUBJECTS).orElse("dcm")
                : "dcm",
            optional(entry, "rationale"),
            method.orElse(""),
            parameters(entry),
            entry.keys().contains("parents") ? entry.texts("parents") : List.of(),
            shownBy,
            optional(entry, "limits"),
            optional(entry, "notShown"));
    entry.noOtherKeys();
    return id.isEmpty() || title.isEmpty() || statement.isEmpty() || source.isEmpty()
        ? Optional.empty()
        : Optional.of(clause);
  }

  private static Optional<Clause.Source> source(YamlMap map, String document) {
    Optional<String> clause = map.text("clause");
    Optional<String> confirmed = map.oneOf("confirmed", CONFIRMED);
    Optional<String> basis = map.oneOf("basis", BASES);
    map.noOtherKeys();
    if (clause.isEmpty() || confirmed.isEmpty() || basis.isEmpty()) {
      return Optional.empty();
    }
    boolean yes = confirmed.get().equals("yes");
    if (yes != basis.get().equals("read")) {
      map.problem(
          "confirmed",
          "a clause with the basis '" + basis.get() + "' is '" + confirmed.get() + "'",
          "only a number that was read in the document is confirmed");
    }
    return Optional.of(new Clause.Source(document, clause.get(), yes, basis.get()));
  }

  private static void check(YamlMap entry, Set<String> own, Set<String> known, Set<String> ids) {
    List<String> keys = entry.keys();
    if (keys.contains("id")) {
      String id = entry.text("id").orElse("");
      if (!ID.matcher(id).matches()) {
        entry.problem("id", "'" + id + "' is no id", "write letters, digits, '.' and '-'");
      }
      if (!ids.add(id)) {
        entry.problem("id", id + " stands in the sets twice", "give it an id of its own");
      }
      own.add(id);
    }
    if (keys.contains("shownBy") == keys.contains("notShown")) {
      entry.problem(
          "id",
          "is not answered, or twice",
          "write 'shownBy: [ID, ...]' or 'notShown: because ...', one of the two");
    }
    if (keys.contains("shownBy")) {
      for (String id : entry.texts("shownBy")) {
        if (!known.contains(id)) {
          entry.problem("shownBy", "the catalogue has no " + id, "see 'rig list requirements'");
        }
      }
    }
  }

  static Map<String, String> parameters(YamlMap entry) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (entry.keys().contains("parameters")) {
      entry
          .map("parameters")
          .ifPresent(
              map -> {
                for (String name : map.keys()) {
                  map.text(name).ifPresent(value -> parameters.put(name, value));
                }
              });
    }
    return parameters;
  }

  static String optional(YamlMap entry, String key) {
    return entry.keys().contains(key) ? entry.text(key).orElse("") : "";
  }
}
