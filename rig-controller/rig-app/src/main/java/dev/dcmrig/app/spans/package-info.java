// SPDX-License-Identifier: Apache-2.0
/** Sends a run's spans to a collector; the only place where the rig is an HTTP client of others. */
@NullMarked
package dev.dcmrig.app.spans;

import org.jspecify.annotations.NullMarked;
