// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

/**
 * One thing to try: a scenario, on a bench that has a seeded defect or none.
 *
 * @param defect id of a seeded defect, or empty
 * @param scenario id of the scenario
 */
public record Case(String defect, String scenario) {

  /** A scenario on a bench without a defect. */
  public static Case of(String scenario) {
    return new Case("", scenario);
  }

  @Override
  public String toString() {
    return defect.isEmpty() ? scenario : scenario + " with " + defect;
  }
}
