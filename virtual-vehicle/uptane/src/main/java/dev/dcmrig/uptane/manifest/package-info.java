// SPDX-License-Identifier: Apache-2.0
/** What a vehicle says of itself: version reports, the vehicle's manifest, the attested time. */
@NullMarked
package dev.dcmrig.uptane.manifest;

import org.jspecify.annotations.NullMarked;
