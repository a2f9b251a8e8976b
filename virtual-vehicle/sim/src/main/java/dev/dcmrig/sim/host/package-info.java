// SPDX-License-Identifier: Apache-2.0
/** The machine that the rig runs on: folders, child processes, and how long to wait for it. */
@NullMarked
package dev.dcmrig.sim.host;

import org.jspecify.annotations.NullMarked;
