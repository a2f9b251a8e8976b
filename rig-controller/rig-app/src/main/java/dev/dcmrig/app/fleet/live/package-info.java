// SPDX-License-Identifier: Apache-2.0
/**
 * A fleet in real time: its leader with the update server and the register of all cars, and nodes
 * that host parts of it ({@link dev.dcmrig.fleet}).
 */
@NullMarked
package dev.dcmrig.app.fleet.live;

import org.jspecify.annotations.NullMarked;
