// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a car comes with, and what its services cost ({@code
 * hil-configs/subscriptions/packages.yaml}).
 *
 * @param complimentaryMonths by package, DCM generation, product; 0 is none
 */
public record Packages(
    int paidMonthlyCents,
    int trialMonths,
    int noticeMonthsAhead,
    int noticeDaysAhead,
    Map<String, Map<String, Map<String, Integer>>> complimentaryMonths) {

  /** Everything that can be subscribed to. */
  public static final List<String> PRODUCTS = List.of("svt", "remote");

  private static final int LONGEST_MONTHS = 240;

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if the file doesn't hold what it should, naming key and range
   */
  public static Packages read(Path file) {
    try {
      Object root =
          new Load(LoadSettings.builder().setMaxAliasesForCollections(0).build())
              .loadFromString(Files.readString(file));
      return new Reader(file).packages(root);
    } catch (IOException | YamlEngineException e) {
      throw new IllegalArgumentException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  boolean knows(String name, String dcm) {
    return complimentaryMonths.getOrDefault(name, Map.of()).containsKey(dcm);
  }

  /** Complimentary months; 0 is none. */
  public int months(String name, String dcm, String product) {
    return complimentaryMonths
        .getOrDefault(name, Map.of())
        .getOrDefault(dcm, Map.of())
        .getOrDefault(product, 0);
  }

  /** The most complimentary months of any product. */
  public int longestMonths() {
    return complimentaryMonths.values().stream()
        .flatMap(dcms -> dcms.values().stream())
        .flatMap(products -> products.values().stream())
        .max(Integer::compare)
        .orElse(0);
  }

  private record Reader(Path file) {

    Packages packages(@Nullable Object root) {
      Map<?, ?> top = map(root, "the file");
      Map<String, Map<String, Map<String, Integer>>> table = new LinkedHashMap<>();
      map(top.get("complimentaryMonths"), "complimentaryMonths")
          .forEach((name, dcms) -> table.put(String.valueOf(name), dcms(dcms, "" + name)));
      return new Packages(
          number(top.get("paidMonthlyCents"), "paidMonthlyCents", 1, 100_000),
          number(top.get("trialMonths"), "trialMonths", 1, 24),
          number(top.get("noticeMonthsAhead"), "noticeMonthsAhead", 1, 12),
          number(top.get("noticeDaysAhead"), "noticeDaysAhead", 1, 28),
          Collections.unmodifiableMap(table));
    }

    private Map<String, Map<String, Integer>> dcms(@Nullable Object node, String name) {
      Map<String, Map<String, Integer>> dcms = new LinkedHashMap<>();
      map(node, name)
          .forEach((dcm, products) -> dcms.put("" + dcm, products(products, name + "." + dcm)));
      return Collections.unmodifiableMap(dcms);
    }

    private Map<String, Integer> products(@Nullable Object node, String name) {
      Map<String, Integer> months = new LinkedHashMap<>();
      Map<?, ?> products = map(node, name);
      for (String product : PRODUCTS) {
        months.put(product, number(products.get(product), name + "." + product, 0, LONGEST_MONTHS));
      }
      return Collections.unmodifiableMap(months);
    }

    private Map<?, ?> map(@Nullable Object node, String key) {
      if (node instanceof Map<?, ?> map && !map.isEmpty()) {
        return map;
      }
      throw new IllegalArgumentException(file + ": " + key + " must hold keys with values");
    }

    private int number(@Nullable Object node, String key, int least, int most) {
      if (node instanceof Integer number && number >= least && number <= most) {
        return number;
      }
      throw new IllegalArgumentException(
          file + ": " + key + " is " + node + "; write a number from " + least + " to " + most);
    }
  }
}
