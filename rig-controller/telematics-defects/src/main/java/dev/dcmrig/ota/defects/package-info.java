// SPDX-License-Identifier: Apache-2.0
/** Seeded defects of the update server. */
@NullMarked
package dev.dcmrig.ota.defects;

import org.jspecify.annotations.NullMarked;
