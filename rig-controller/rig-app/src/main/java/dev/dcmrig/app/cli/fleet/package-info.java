// SPDX-License-Identifier: Apache-2.0
/** {@code rig fleet}: many vehicles in real time, over one process or several. */
@NullMarked
package dev.dcmrig.app.cli.fleet;

import org.jspecify.annotations.NullMarked;
