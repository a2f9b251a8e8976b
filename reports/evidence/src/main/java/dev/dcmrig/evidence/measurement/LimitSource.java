// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.measurement;

/**
 * Where a limit comes from.
 *
 * @param name of a requirement its id; of a profile the key, {@code "sos.gap"}; of a step what it
 *     says, {@code "2 s"}; of the interface file and section
 */
public record LimitSource(Kind kind, String name) {

  /** Who said it. */
  public enum Kind {
    /** The requirement's statement. */
    REQUIREMENT,
    /** The specified profile, a file of the customer's. */
    PROFILE,
    /** The scenario's text. */
    STEP,
    /** What the document of the DCM's interface promises. */
    INTERFACE
  }

  public LimitSource {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a limit comes from somewhere: its source needs a name");
    }
  }

  public static LimitSource requirement(String id) {
    return new LimitSource(Kind.REQUIREMENT, id);
  }

  /** A key of the specified profile. */
  public static LimitSource profile(String key) {
    return new LimitSource(Kind.PROFILE, key);
  }

  /** The words of the scenario. */
  public static LimitSource step(String words) {
    return new LimitSource(Kind.STEP, words);
  }

  /**
   * What the DCM's interface promises.
   *
   * @param section of {@code docs/DCM-INTERFACE.md}: {@code "2.2"}
   */
  public static LimitSource interfaceSection(String section) {
    return new LimitSource(Kind.INTERFACE, "docs/DCM-INTERFACE.md " + section);
  }

  /** For people: {@code "profile sos.gap"}. */
  public String text() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name;
  }
}
