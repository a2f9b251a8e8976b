// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchBroken;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a car and its DCM are: the n-th of a bench always gets the same.
 *
 * @param vin vehicle identification number (ISO 3779)
 * @param imsi of its SIM: the test network 001/01 of ITU-T E.212
 * @param address its own on the mobile network, {@code 10.64.0.2}
 * @param number its subscriber's, E.164
 */
record CarIdentity(String vin, String imsi, String address, String number) {

  /** Numbers that the Australian regulator (ACMA) keeps free for fiction. */
  private static final List<String> NUMBERS =
      List.of("+61491570156", "+61491570157", "+61491570158", "+61491570159");

  /** Cars that one bench can hold. */
  static final int MOST_CARS = NUMBERS.size();

  private static final Pattern LAST_DIGITS = Pattern.compile("(.*?)([0-9]+)");

  /**
   * The identity of one car.
   *
   * @param firstVin of the bench's own car
   * @param index 0 for that car, up to {@link #MOST_CARS} - 1
   * @throws BenchBroken when there is no such identity
   */
  static CarIdentity of(String firstVin, int index) {
    if (index >= MOST_CARS) {
      throw new BenchBroken("a bench holds " + MOST_CARS + " cars, and this one has them already");
    }
    return new CarIdentity(
        vin(firstVin, index),
        String.format(Locale.ROOT, "00101%010d", index + 1),
        "10.64.0." + (index + 2),
        NUMBERS.get(index));
  }

  String subscriberUri() {
    return "sip:" + number + "@dcmrig.example;user=phone";
  }

  /** Counts the last digits up; after 99 comes 00. */
  private static String vin(String first, int index) {
    if (index == 0) {
      return first;
    }
    Matcher matcher = LAST_DIGITS.matcher(first);
    if (!matcher.matches()) {
      throw new BenchBroken(
          "VIN "
              + first
              + " can't be counted up for another car: it ends with a letter; end 'vin' in the"
              + " vehicle's file with digits");
    }
    String digits = matcher.group(2);
    String counted = String.format(Locale.ROOT, "%017d", Long.parseLong(digits) + index);
    return matcher.group(1) + counted.substring(counted.length() - digits.length());
  }
}
