// SPDX-License-Identifier: Apache-2.0
/**
 * The side of the child process: it makes the rig wrong, runs scenarios, and says what came of
 * them.
 */
@NullMarked
package dev.dcmrig.qualify.worker;

import org.jspecify.annotations.NullMarked;
