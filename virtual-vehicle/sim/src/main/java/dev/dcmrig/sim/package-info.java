// SPDX-License-Identifier: Apache-2.0
/**
 * Time, holds and seeds of one bench. Everything that happens on a bench happens on the thread of
 * its {@link dev.dcmrig.sim.Timeline}.
 */
@NullMarked
package dev.dcmrig.sim;

import org.jspecify.annotations.NullMarked;
