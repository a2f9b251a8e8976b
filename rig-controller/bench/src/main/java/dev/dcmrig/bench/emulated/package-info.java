// SPDX-License-Identifier: Apache-2.0
/** The emulated drivers of the instruments that steps see through {@code rig-api}. */
@NullMarked
package dev.dcmrig.bench.emulated;

import org.jspecify.annotations.NullMarked;
