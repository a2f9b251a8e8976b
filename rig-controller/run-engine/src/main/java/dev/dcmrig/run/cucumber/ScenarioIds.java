// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.TableCell;
import io.cucumber.messages.types.TableRow;
import io.cucumber.messages.types.Tag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gives each scenario of a feature file its id: {@code FILE:NAME}, and for a row of an outline
 * {@code FILE:NAME:VALUES}.
 *
 * <ul>
 *   <li>FILE is the feature file's path in the features folder, without {@code .feature}.
 *   <li>NAME is the rest of the tag {@code @id-NAME} if there is one; else the scenario's name in
 *       small letters, digits, and hyphens between them.
 *   <li>VALUES are the row's cells with commas between them and {@code _} for a blank.
 *   <li>A part that lost a letter of another alphabet, is too long, or holds a sign that no
 *       folder's name should hold ends with eight digits of its SHA-256.
 * </ul>
 *
 * An id depends on nothing else in the file: lines, comments, steps and other scenarios may move.
 */
final class ScenarioIds {
  static final String ID_TAG = "@id-";

  /** A name's part of an id is cut here. */
  private static final int MAX_NAME = 80;

  /** The values' part of an id is cut here. */
  private static final int MAX_VALUES = 60;

  private static final int HASH_DIGITS = 8;

  private static final Pattern NO_SLUG = Pattern.compile("[^a-z0-9]+");
  private static final Pattern OUTER_HYPHEN = Pattern.compile("^-|-$");
  private static final Pattern NO_FOLDER = Pattern.compile("[^A-Za-z0-9._-]+");
  private static final Pattern PLAIN_CELL = Pattern.compile("[A-Za-z0-9. -]+");

  private final String file;
  private final Map<Integer, String> ids = new LinkedHashMap<>();

  private ScenarioIds(String file) {
    this.file = file;
  }

  /** The ids of a file by the line of the scenario, or of its row. */
  static Map<Integer, String> of(String uri, Feature feature) {
    ScenarioIds made = new ScenarioIds(uri.replaceAll("\\.feature$", ""));
    for (FeatureChild child : feature.getChildren()) {
      child.getScenario().ifPresent(made::add);
      child.getRule().stream()
          .flatMap(rule -> rule.getChildren().stream())
          .map(RuleChild::getScenario)
          .flatMap(Optional::stream)
          .forEach(made::add);
    }
    return made.ids;
  }

  private void add(Scenario scenario) {
    String id = file + ":" + name(scenario);
    if (scenario.getExamples().isEmpty()) {
      ids.put(scenario.getLocation().getLine().intValue(), id);
    }
    for (Examples examples : scenario.getExamples()) {
      for (TableRow row : examples.getTableBody()) {
        List<String> cells = row.getCells().stream().map(TableCell::getValue).toList();
        ids.put(row.getLocation().getLine().intValue(), id + ":" + values(cells));
      }
    }
  }

  private static String name(Scenario scenario) {
    for (Tag tag : scenario.getTags()) {
      if (tag.getName().startsWith(ID_TAG)) {
        return part(tag.getName().substring(ID_TAG.length()));
      }
    }
    return part(scenario.getName());
  }

  /** Letters and digits of a name; a hash is added where other letters were lost. */
  private static String part(String name) {
    String hyphens = NO_SLUG.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    String slug = OUTER_HYPHEN.matcher(hyphens).replaceAll("");
    boolean whole = name.chars().noneMatch(c -> c > 0x7F) && !slug.isEmpty();
    return whole && slug.length() <= MAX_NAME ? slug : hashed(slug, MAX_NAME, name);
  }

  private static String values(List<String> cells) {
    String exact = String.join("\u0000", cells);
    String shown =
        cells.stream()
            .map(cell -> NO_FOLDER.matcher(cell.replace(' ', '_')).replaceAll("-"))
            .collect(Collectors.joining(","));
    // What looks the same must not be the same: signs and underscores of the cells are told apart.
    boolean whole = cells.stream().allMatch(cell -> PLAIN_CELL.matcher(cell).matches());
    return whole && shown.length() <= MAX_VALUES ? shown : hashed(shown, MAX_VALUES, exact);
  }

  private static String hashed(String slug, int max, String exact) {
    String cut = slug.length() <= max ? slug : slug.substring(0, max);
    return cut + (cut.isEmpty() ? "" : "-") + hash(exact);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
