/**
 * The electrical face of a DCM: the pins that the rig drives and reads. The DCM sees {@link
 * dev.dcmrig.sim.harness.DcmPins}, the rig {@link dev.dcmrig.sim.harness.RigPins}.
 */
package dev.dcmrig.sim.harness;
