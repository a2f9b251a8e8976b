// SPDX-License-Identifier: Apache-2.0
/**
 * Drivers of real instruments: supply, relays, light reader. They speak SCPI (SCPI-1999, IEEE
 * 488.2), or a relay board's own few bytes.
 */
@NullMarked
package dev.dcmrig.bench.scpi;

import org.jspecify.annotations.NullMarked;
