// SPDX-License-Identifier: Apache-2.0
/**
 * Drivers that are a user's own program: JSON lines on standard input and output (docs/DRIVERS.md).
 */
@NullMarked
package dev.dcmrig.bench.exec;

import org.jspecify.annotations.NullMarked;
