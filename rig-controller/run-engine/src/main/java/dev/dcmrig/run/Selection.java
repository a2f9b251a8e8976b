// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.cucumber.FeaturePlace;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which scenarios of a bench are to run, beside a tag expression: those for which all that is given
 * holds.
 *
 * @param places where they may stand; none: everywhere on the bench
 * @param name a regular expression found in their names; empty: any name
 * @param ids those of an earlier run that are to run again; null: all
 * @param said how a user said this; empty: not at all
 */
public record Selection(
    List<FeaturePlace> places, String name, @Nullable Set<String> ids, String said) {

  /** Everything. */
  public static final Selection ALL = new Selection(List.of(), "", null, "");

  public Selection {
    places = List.copyOf(places);
    ids = ids == null ? null : Set.copyOf(ids);
  }

  /**
   * Whether a scenario is chosen.
   *
   * @throws ConfigurationException when the name's expression can't be read, or a place has no
   *     scenario
   */
  Predicate<FeatureScenario> in(FeatureFiles features) {
    Pattern pattern = pattern();
    for (FeaturePlace place : places) {
      refuseUnlessAny(features, place);
    }
    return scenario ->
        features.isAt(scenario, places)
            && pattern.matcher(scenario.name()).find()
            && (ids == null || ids.contains(scenario.id()));
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(name);
    } catch (PatternSyntaxException e) {
      String at = e.getIndex() < 0 ? "" : " at sign " + (e.getIndex() + 1);
      throw new ConfigurationException(
          new Problem(
              "--name '" + name + "'",
              0,
              "is no regular expression: " + e.getDescription() + at,
              "escape signs with a backslash, as in 'SOS \\(112\\)'"));
    }
  }

  /** A mistyped line must not be taken for a place without failures. */
  private static void refuseUnlessAny(FeatureFiles features, FeaturePlace place) {
    List<FeaturePlace> single = new ArrayList<>();
    place.lines().forEach(line -> single.add(new FeaturePlace(place.path(), List.of(line))));
    for (FeaturePlace one : single.isEmpty() ? List.of(place) : single) {
      if (features.scenarios().stream().noneMatch(it -> features.isAt(it, List.of(one)))) {
        throw new ConfigurationException(
            new Problem(
                place.path().toString(),
                one.lines().isEmpty() ? 0 : one.lines().get(0),
                "there is no scenario",
                "name a file with scenarios, or a line of one"));
      }
    }
  }
}
