// SPDX-License-Identifier: Apache-2.0
/** A DCM that somebody else starts (docs/DRIVERS.md). */
@NullMarked
package dev.dcmrig.bench.remote;

import org.jspecify.annotations.NullMarked;
