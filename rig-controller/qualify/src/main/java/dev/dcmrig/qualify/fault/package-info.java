// SPDX-License-Identifier: Apache-2.0
/**
 * What is changed on purpose: faults, the areas that they lie in, and the sample of them that is
 * tried.
 */
@NullMarked
package dev.dcmrig.qualify.fault;

import org.jspecify.annotations.NullMarked;
