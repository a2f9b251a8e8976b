// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a check of a device's conduct lets pass before it counts something as wrong. Its limit is
 * none, so that a {@link Check#tolerance} of its count says nothing. {@code docs/STEPS.md} prints
 * it, and the check reads it from here. In real time the bench's uncertainty is added to times.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Allowed.All.class)
public @interface Allowed {

  /** Several of one check. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {
    Allowed[] value();
  }

  /** What it is about, in words: {@code "time stamp of an MSD"}. */
  String of();

  /** A number with its unit: {@code "2500 ms"}. */
  String amount();
}
