// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.sim.settings.Key;
import java.util.List;
import java.util.Map;

/**
 * What a car comes with, and what its services cost ({@code
 * hil-configs/subscriptions/packages.yaml}).
 *
 * @param complimentaryMonths by package and DCM generation
 */
public record Packages(
    @Key(
            value = "Price of one month of a paid product, GST of 10 % included.",
            unit = "Australian cents",
            minimum = 1,
            maximum = 100_000)
        int paidMonthlyCents,
    @Key(
            value = "Length of a trial, from its first activation.",
            source = "SUB-04",
            unit = "months",
            minimum = 1,
            maximum = 24)
        int trialMonths,
    @Key(
            value = "First notice before the end of a complimentary period.",
            source = "SUB-05",
            unit = "months",
            minimum = 1,
            maximum = 12)
        int noticeMonthsAhead,
    @Key(
            value = "Last notice before the end of a complimentary period.",
            source = "SUB-05",
            unit = "days",
            minimum = 1,
            maximum = 28)
        int noticeDaysAhead,
    @Key(value = "Complimentary periods by package and DCM generation.", source = "SUB-09")
        Map<String, Map<String, Months>> complimentaryMonths) {

  /** Everything that can be subscribed to. */
  public static final List<String> PRODUCTS = List.of("svt", "remote");

  /** Twenty years: no car has a longer complimentary period. */
  static final int LONGEST_MONTHS = 240;

  /** Complimentary months of each product, from the first delivery; 0 is none. */
  public record Months(
      @Key(
              value = "Stolen-vehicle tracking.",
              source = "SUB-01",
              unit = "months",
              maximum = LONGEST_MONTHS)
          int svt,
      @Key(value = "Remote services.", source = "SUB-01", unit = "months", maximum = LONGEST_MONTHS)
          int remote) {

    int of(String product) {
      return switch (product) {
        case "svt" -> svt;
        case "remote" -> remote;
        default -> 0;
      };
    }
  }

  public Packages {
    complimentaryMonths = Map.copyOf(complimentaryMonths);
    if (complimentaryMonths.isEmpty()
        || complimentaryMonths.values().stream().anyMatch(Map::isEmpty)) {
      throw new IllegalArgumentException(
          "complimentaryMonths needs a package, and each package a DCM generation");
    }
  }

  boolean knows(String name, String dcm) {
    return complimentaryMonths.getOrDefault(name, Map.of()).containsKey(dcm);
  }

  /** Complimentary months; 0 is none, also for what nobody knows. */
  public int months(String name, String dcm, String product) {
    Months months = complimentaryMonths.getOrDefault(name, Map.of()).get(dcm);
    return months == null ? 0 : months.of(product);
  }

  /** The most complimentary months of any product. */
  public int longestMonths() {
    return complimentaryMonths.values().stream()
        .flatMap(dcms -> dcms.values().stream())
        .flatMapToInt(months -> PRODUCTS.stream().mapToInt(months::of))
        .max()
        .orElse(0);
  }
}
