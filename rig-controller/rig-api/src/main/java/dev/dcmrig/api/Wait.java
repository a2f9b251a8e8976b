// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a {@code Given} or {@code When} step waits for its situation: the declaration that
 * {@code docs/STEPS.md} prints. What is not there by then makes the scenario inconclusive.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Wait {

  /**
   * How long it is looked for, a number with the unit: {@code "60 s"}. Beyond {@link #key}, where
   * there is one.
   */
  String atMost() default "";

  /** A key of the specified profile that it is looked for before {@link #atMost} begins. */
  String key() default "";

  /** Time that passes afterwards, so that what hangs on it is as it will stay: {@code "2 s"}. */
  String settles() default "";
}
