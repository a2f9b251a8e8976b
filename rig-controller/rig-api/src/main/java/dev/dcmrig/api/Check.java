// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import dev.dcmrig.evidence.measurement.Unit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a {@code Then} step measures, and how well: the declaration that {@code rig list steps
 * --explain}, {@code docs/STEPS.md} and the report print. Nothing of it stands in the step's code
 * alone. A step that measures several quantities declares each; the first one is the step's own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Check.All.class)
public @interface Check {

  /** Several of one step. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {
    Check[] value();
  }

  /** What is measured, in words: {@code "gap between two attempts"}. */
  String quantity();

  /** Unit of the value. */
  Unit unit();

  /** Where the value is read. */
  Source source();

  /**
   * Allowed beyond the limit, a number with the unit: {@code "500 ms"}. A scenario that needs
   * another says so.
   */
  String tolerance() default "";

  /** Smallest difference that the check can see, a number with the unit: {@code "1 ms"}. */
  String resolution() default "";

  /**
   * Expanded uncertainty (k = 2) in real time, a number with the unit. On a virtual bench times are
   * exact. The default is that of the source.
   */
  String uncertainty() default "";

  /**
   * How long the bench looks for it where the scenario names no time, a number with the unit:
   * {@code "10 s"}.
   */
  String within() default "";

  /**
   * How long past a limit of time a late event is still looked for, so that it has a value; a
   * number with the unit.
   */
  String past() default "30 s";

  /**
   * Requirements that a failure of this step is about. Of a scenario's ids those count that stand
   * here; where none does, the id of its rule.
   */
  String[] speaksFor() default {};

  /** Where values come from, and how well their time is known. */
  enum Source {
    /** The radio link's record of what passed. */
    NETWORK("network record", 0.002),
    /** The emergency-assistance centre's own record. */
    CENTRE("centre's record", 0.002),
    /** Answers of the telematics service. */
    SERVICE("service's answers", 0.05),
    /** The reader in front of the lamps. */
    LIGHT_READER("light reader", 0.02),
    /** The supply's meter. */
    SUPPLY_METER("supply's meter", 0.05),
    /** The CAN bus. */
    BUS("CAN bus", 0.001),
    /** What people got: mails, pushes, charges. */
    MAILBOX("mails and charges", 0.05),
    /** Microphone and speaker. */
    AUDIO("audio", 0.1);

    private final String words;
    private final double seconds;

    Source(String words, double seconds) {
      this.words = words;
      this.seconds = seconds;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** Expanded uncertainty of a time in real time, k = 2, in seconds. */
    public double timeUncertaintySeconds() {
      return seconds;
    }
  }
}
