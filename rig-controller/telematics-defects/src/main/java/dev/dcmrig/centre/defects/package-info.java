// SPDX-License-Identifier: Apache-2.0
/** Deliberate faults of the emergency-assistance centre. */
@NullMarked
package dev.dcmrig.centre.defects;

import org.jspecify.annotations.NullMarked;
