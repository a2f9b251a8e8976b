// SPDX-License-Identifier: Apache-2.0
/**
 * The electrical face of a DCM: the pins that the rig drives and reads. The DCM sees {@link
 * dev.dcmrig.sim.harness.DcmPins}, the rig {@link dev.dcmrig.sim.harness.RigPins}.
 */
@NullMarked
package dev.dcmrig.sim.harness;

import org.jspecify.annotations.NullMarked;
