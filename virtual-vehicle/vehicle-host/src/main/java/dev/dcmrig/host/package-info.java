// SPDX-License-Identifier: Apache-2.0
/** Verticles that host vehicles: many in one process, commanded over the event bus. */
@NullMarked
package dev.dcmrig.host;

import org.jspecify.annotations.NullMarked;
