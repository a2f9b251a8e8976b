// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

/**
 * One thing to try: a scenario, on a bench that has a seeded defect or none, or the tests of a
 * class.
 *
 * @param defect id of a seeded defect, or empty
 * @param scenario id of the scenario, or the name of the class after {@code test:}
 */
public record Case(String defect, String scenario) {

  /** A scenario on a bench without a defect. */
  public static Case of(String scenario) {
    return new Case("", scenario);
  }

  private static final String TEST = "test:";

  /** The tests of a class. */
  public static Case ofTest(String type) {
    return new Case("", TEST + type);
  }

  /** Whether it is tests, and no scenario. */
  public boolean runsTests() {
    return scenario.startsWith(TEST);
  }

  /** Name of the class with the tests. */
  String testClass() {
    return scenario.substring(TEST.length());
  }

  @Override
  public String toString() {
    return defect.isEmpty() ? scenario : scenario + " with " + defect;
  }
}
