// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.sim.defect.SeededDefect;
import java.util.List;
import java.util.Locale;

/** A deliberate fault of the DCM: the rules of a DCM that has it, which differ in one. */
interface DcmDefect extends DcmRules {

  /** The constant's name. */
  String name();

  Seed seed();

  /**
   * What an entry says of itself.
   *
   * @param requirement the one that it breaks for sure
   * @param title what the DCM does wrong
   * @param alsoBreaks others that may fail with it
   */
  record Seed(String requirement, String title, List<String> alsoBreaks) {
    static Seed of(String requirement, String title, String alsoBreaks) {
      return new Seed(
          requirement, title, alsoBreaks.isEmpty() ? List.of() : List.of(alsoBreaks.split(" ")));
    }
  }

  /** As the command line has it: {@code SOS_NO_POSITION} is {@code sos-no-position}. */
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  default SeededDefect described() {
    return new SeededDefect(
        id(), SeededDefect.Part.DCM, seed().requirement(), seed().title(), seed().alsoBreaks());
  }
}
