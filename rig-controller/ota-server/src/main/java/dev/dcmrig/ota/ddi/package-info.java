// SPDX-License-Identifier: Apache-2.0
/** The edge for devices: hawkBit's Direct Device Integration API, version 1. */
@NullMarked
package dev.dcmrig.ota.ddi;

import org.jspecify.annotations.NullMarked;
