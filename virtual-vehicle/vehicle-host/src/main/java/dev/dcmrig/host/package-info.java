// SPDX-License-Identifier: Apache-2.0
/**
 * Verticles that host vehicles: many in one process, commanded over the event bus. {@code Fleet} is
 * for thousands of vehicles in real time. A benchmark measures it; a run of scenarios has no use
 * for it.
 */
@NullMarked
package dev.dcmrig.host;

import org.jspecify.annotations.NullMarked;
