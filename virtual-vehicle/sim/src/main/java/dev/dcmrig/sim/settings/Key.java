// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What one key of a configuration file means. A file's sections are records, its keys their
 * components: {@code Duration} for times, {@code double} and {@code int} for numbers, enums for
 * words, {@code List} for several. Readers, JSON Schemas and documents are made from the records,
 * so that a key stands in one place.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

  /** One sentence for the person who writes the file. */
  String value();

  /** The requirement or standard that the default comes from, {@code SOS-15}; may be empty. */
  String source() default "";

  /** Unit of a number, {@code V}; empty for durations, which are written with theirs. */
  String unit() default "";

  /** Smallest number that is taken; for a duration in seconds. */
  double minimum() default 0;

  /** Largest number that is taken; for a duration in seconds. */
  double maximum() default Double.MAX_VALUE;

  /** The words that are taken, where the type is a word and no enum lists them. */
  String[] words() default {};

  /** A limit of the specification: scenarios read it, and no DCM does. */
  boolean onlySpecified() default false;

  /** What holds when the key is left away, as it would be written; empty: the key is needed. */
  String fallback() default "";
}
