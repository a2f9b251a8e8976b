// SPDX-License-Identifier: Apache-2.0
/** Deliberate faults of emulated parts. */
@NullMarked
package dev.dcmrig.sim.defect;

import org.jspecify.annotations.NullMarked;
