// SPDX-License-Identifier: Apache-2.0
/** A whole vehicle: its ECUs, its main battery, and what happens to it. */
@NullMarked
package dev.dcmrig.ecus.vehicle;

import org.jspecify.annotations.NullMarked;
