// SPDX-License-Identifier: Apache-2.0
/** Frames and the port through which everything on a bench sends and receives them. */
@NullMarked
package dev.dcmrig.can;

import org.jspecify.annotations.NullMarked;
