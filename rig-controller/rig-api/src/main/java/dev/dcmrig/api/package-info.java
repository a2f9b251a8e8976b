// SPDX-License-Identifier: Apache-2.0
/**
 * What a step may touch: one bench and its faces. Ports only. Every instrument here has an emulated
 * driver and can have a hardware one; a step can't tell which it has.
 */
@NullMarked
package dev.dcmrig.api;

import org.jspecify.annotations.NullMarked;
