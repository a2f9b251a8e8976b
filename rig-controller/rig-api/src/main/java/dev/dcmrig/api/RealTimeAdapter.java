// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the one class on the step side that may wait in real time; see {@code Eventually}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RealTimeAdapter {}
