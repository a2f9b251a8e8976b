// SPDX-License-Identifier: Apache-2.0
/**
 * The electrical face of a DCM: the pins that the rig drives and reads. The DCM sees {@link
 * dev.dcmrig.sim.pins.DcmPins}, the rig {@link dev.dcmrig.sim.pins.RigPins}.
 */
@NullMarked
package dev.dcmrig.sim.pins;

import org.jspecify.annotations.NullMarked;
