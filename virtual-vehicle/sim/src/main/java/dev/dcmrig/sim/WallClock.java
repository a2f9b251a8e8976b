// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the few places that may ask the machine for time or randomness: the real-time adapters, and
 * stamps that lie outside of the evidence digest. The build refuses it everywhere else.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface WallClock {
  /** Why this place needs the machine's own clock. */
  String value();
}
