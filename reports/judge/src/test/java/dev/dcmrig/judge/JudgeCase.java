// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.Measurement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A function over evidence.
 *
 * @param name {@code "Counting.of"}
 * @param of measures over evidence, of which the one small change is this number
 * @param good with which it is met
 * @param bad with which it is not
 */
record JudgeCase(
    String name,
    Function<Double, Stream<Measurement>> of,
    double good,
    double bad,
    String measured) {
  @Override
  public String toString() {
    return name;
  }

  static JudgeCase one(
      String name, Function<Double, Measurement> of, double good, double bad, String measured) {
    return new JudgeCase(name, value -> Stream.of(of.apply(value)), good, bad, measured);
  }

  static JudgeCase all(
      String name,
      Function<Double, List<Measurement>> of,
      double good,
      double bad,
      String measured) {
    return new JudgeCase(name, value -> of.apply(value).stream(), good, bad, measured);
  }
}
