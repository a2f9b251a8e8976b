// SPDX-License-Identifier: Apache-2.0
/**
 * The emulated DCM: a black box with a CAN, a network and an electrical face
 * (docs/DCM-INTERFACE.md). It knows no ECU and nothing of the rig.
 */
@NullMarked
package dev.dcmrig.dcm;

import org.jspecify.annotations.NullMarked;
