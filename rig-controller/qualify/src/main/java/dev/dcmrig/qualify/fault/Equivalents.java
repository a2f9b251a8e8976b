// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.fault;

import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.YamlFile;
import dev.dcmrig.bench.config.YamlMap;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code hil-configs/qualification/equivalent.yaml}: faults that change nothing that a requirement
 * speaks of, each with its reason, for people to review.
 */
public final class Equivalents {
  private Equivalents() {}

  /** Where it lies. */
  public static Path file(RigHome home) {
    return home.configs().resolve("qualification/equivalent.yaml");
  }

  /**
   * Those of one domain: reasons by the id of the fault.
   *
   * @param domain name of it
   * @param known ids of its faults
   * @param all whether these are all that can be argued about: an unknown id is an error then, and
   *     otherwise left alone
   * @throws dev.dcmrig.bench.config.ConfigurationException for an id that no fault has, for one
   *     without a reason, and for one that stands there twice
   */
  public static Map<String, String> read(
      RigHome home, Path file, String domain, Collection<String> known, boolean all) {
    Problems problems = new Problems();
    Map<String, String> reasons = new LinkedHashMap<>();
    YamlFile.read(file, home.shown(file), problems)
        .ifPresent(
            root -> {
              for (YamlMap entry : root.maps("equivalent")) {
                add(entry, domain, known, all, reasons);
              }
              root.noOtherKeys();
            });
    problems.throwIfAny();
    return reasons;
  }

  private static void add(
      YamlMap entry,
      String domain,
      Collection<String> known,
      boolean all,
      Map<String, String> reasons) {
    Optional<String> of = entry.text("of");
    Optional<String> id = entry.text("id");
    Optional<String> reason = entry.text("reason");
    entry.noOtherKeys();
    if (of.isEmpty() || id.isEmpty() || reason.isEmpty() || !of.get().equals(domain)) {
      return;
    }
    if (!known.contains(id.get()) && !all) {
      return;
    }
    if (!known.contains(id.get())) {
      List<String> near =
          known.stream().filter(other -> sameMethod(other, id.get())).sorted().toList();
      entry.problem(
          "id",
          id.get() + " is no fault of " + domain,
          near.isEmpty() ? "remove it: what it spoke of is gone" : Nearest.advice(id.get(), near));
    } else if (reason.get().isBlank()) {
      entry.problem("reason", "says nothing", "say why nobody could notice it");
    } else if (reasons.put(id.get(), reason.get()) != null) {
      entry.problem("id", id.get() + " stands here for the second time", "remove one of the two");
    }
  }

  private static boolean sameMethod(String one, String other) {
    return one.substring(0, one.indexOf('/') + 1)
        .equals(other.substring(0, other.indexOf('/') + 1));
  }
}
