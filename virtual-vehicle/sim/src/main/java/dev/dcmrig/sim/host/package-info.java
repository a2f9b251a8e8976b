// SPDX-License-Identifier: Apache-2.0
/** What the rig leaves on the machine that it runs on: folders, child processes. */
@NullMarked
package dev.dcmrig.sim.host;

import org.jspecify.annotations.NullMarked;
