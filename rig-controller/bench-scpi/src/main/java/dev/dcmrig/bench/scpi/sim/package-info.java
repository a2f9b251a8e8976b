// SPDX-License-Identifier: Apache-2.0
/**
 * Simulators of instruments: they parse SCPI as an instrument does (SCPI-1999 volume 1, IEEE
 * 488.2), answer over TCP, and move the electrical face of an emulated DCM. The drivers share no
 * line of code with them.
 */
@NullMarked
package dev.dcmrig.bench.scpi.sim;

import org.jspecify.annotations.NullMarked;
