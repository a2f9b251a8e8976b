// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.qualify;

import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.sim.settings.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * Every number and word of a DCM profile, changed both ways: numbers by a tenth at least, counts by
 * one, words to each other word, lists by one item, texts by one letter. What the DCM would not
 * start with is left out.
 */
final class ProfileFaults {
  /** Beyond each tolerance that a step declares. */
  private static final double SHARE = 0.1;

  /** Durations change by more than the half second that most steps allow. */
  private static final double LEAST_MILLIS = 1_000;

  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(ms|s|min|h)");
  private static final Pattern DIGIT = Pattern.compile("[0-9](?=[^0-9]*$)|[0-9](?=@)");
  private static final String PEOPLE_READ_IT = "description";

  private final ProfileFile profile;
  private final Map<String, Object> schema = JsonSchema.of(DcmSettings.class);
  private final List<Fault> faults = new ArrayList<>();

  private ProfileFaults(ProfileFile profile) {
    this.profile = profile;
  }

  static List<Fault> of(ProfileFile profile) {
    ProfileFaults found = new ProfileFaults(profile);
    found.below("", profile.tree(), found.schema);
    return found.faults;
  }

  private void below(String path, Map<?, ?> tree, Map<?, ?> schemaHere) {
    tree.forEach(
        (key, value) -> {
          String at = path.isEmpty() ? String.valueOf(key) : path + "." + key;
          Map<?, ?> below = map(map(schemaHere.get("properties")).get(key));
          if (value instanceof Map<?, ?> section) {
            below(at, section, below);
          } else if (!at.equals(PEOPLE_READ_IT) && !below.containsKey(JsonSchema.ONLY_SPECIFIED)) {
            changes(value, below).forEach(change -> add(at, value, change));
          }
        });
  }

  private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private void add(String key, Object from, Object to) {
    try {
      DcmProfiles.check(profile, Map.of(key, to));
    } catch (ConfigurationException e) {
      return;
    }
    String id = profile.name() + "/" + key + "=" + to;
    faults.add(Fault.ofProfile(id, key, to, key + ": " + to + " in place of " + from));
  }

  private static List<Object> changes(Object value, Map<?, ?> schema) {
    if (schema.get("enum") instanceof List<?> words) {
      return words.stream().filter(word -> !word.equals(value)).<Object>map(word -> word).toList();
    }
    if (value instanceof List<?> items) {
      return lists(items, schema);
    }
    if (value instanceof Long whole && "integer".equals(schema.get("type"))) {
      return List.of(whole - 1, whole + 1);
    }
    if (value instanceof Number number) {
      double change = Math.max(Math.abs(number.doubleValue()) * SHARE, SHARE);
      return DoubleStream.of(number.doubleValue() - change, number.doubleValue() + change)
          .<Object>mapToObj(ProfileFaults::rounded)
          .toList();
    }
    String text = String.valueOf(value);
    Matcher duration = DURATION.matcher(text);
    return duration.matches() ? durations(duration) : texts(text);
  }

  private static List<Object> durations(Matcher duration) {
    double millis = Double.parseDouble(duration.group(1)) * millisOf(duration.group(2));
    // Short ones change by half: a tenth of them nobody would measure.
    double change = millis < 2 * LEAST_MILLIS ? millis / 2 : Math.max(millis * SHARE, LEAST_MILLIS);
    return DoubleStream.of(millis - change, millis + change)
        .<Object>mapToObj(changed -> Math.round(changed) + " ms")
        .toList();
  }

  private static double millisOf(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1e3;
      case "min" -> 60e3;
      default -> 3_600e3;
    };
  }

  private static Double rounded(double number) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.4f", number));
  }

  /** Without each of its items, and with each word more that it may have. */
  private static List<Object> lists(List<?> items, Map<?, ?> schema) {
    List<Object> changes = new ArrayList<>();
    for (Object item : items) {
      List<Object> fewer = new ArrayList<>(items);
      fewer.remove(item);
      if (!fewer.isEmpty()) {
        changes.add(fewer);
      }
    }
    if (map(schema.get("items")).get("enum") instanceof List<?> words) {
      for (Object word : words) {
        if (!items.contains(word)) {
          List<Object> more = new ArrayList<>(items);
          more.add(word);
          changes.add(more);
        }
      }
    }
    return changes;
  }

  /** The last digit before an @, or of all, becomes the next one. */
  private static List<Object> texts(String text) {
    Matcher digit = DIGIT.matcher(text);
    if (!digit.find()) {
      return List.of(text + "x");
    }
    int next = (Character.digit(text.charAt(digit.start()), 10) + 1) % 10;
    return List.of(text.substring(0, digit.start()) + next + text.substring(digit.start() + 1));
  }
}
