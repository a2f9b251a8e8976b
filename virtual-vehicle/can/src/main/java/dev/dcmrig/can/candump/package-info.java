// SPDX-License-Identifier: Apache-2.0
/** Frames, logs and filters as the tools of can-utils write them. */
@NullMarked
package dev.dcmrig.can.candump;

import org.jspecify.annotations.NullMarked;
