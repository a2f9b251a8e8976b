// SPDX-License-Identifier: Apache-2.0
/** How many bits a frame has on the wire, stuff bits included. */
@NullMarked
package dev.dcmrig.can.bits;

import org.jspecify.annotations.NullMarked;
