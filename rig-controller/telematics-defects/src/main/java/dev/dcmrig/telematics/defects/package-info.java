// SPDX-License-Identifier: Apache-2.0
/** Deliberate faults of the telematics service. Nothing but the composition root knows them. */
@NullMarked
package dev.dcmrig.telematics.defects;

import org.jspecify.annotations.NullMarked;
