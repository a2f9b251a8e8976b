// SPDX-License-Identifier: Apache-2.0
/** {@code rig sim}: simulated instruments. */
@NullMarked
package dev.dcmrig.app.cli.sim;

import org.jspecify.annotations.NullMarked;
