// SPDX-License-Identifier: Apache-2.0
/** What a workshop's tester asks on the bus, and what it must be answered. */
@NullMarked
package dev.dcmrig.features.diagnostics;

import org.jspecify.annotations.NullMarked;
