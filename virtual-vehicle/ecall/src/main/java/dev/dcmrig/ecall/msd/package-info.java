// SPDX-License-Identifier: Apache-2.0
/**
 * The minimum set of data of an emergency call (EN 15722, version 2): what a vehicle says about
 * itself, and its unaligned PER encoding.
 */
@NullMarked
package dev.dcmrig.ecall.msd;

import org.jspecify.annotations.NullMarked;
