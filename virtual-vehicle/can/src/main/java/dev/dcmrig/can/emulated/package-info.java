// SPDX-License-Identifier: Apache-2.0
/**
 * A CAN bus in memory that behaves as wires and controllers do: arbitration, exact frame times,
 * acknowledgement, error counters and injected errors.
 */
@NullMarked
package dev.dcmrig.can.emulated;

import org.jspecify.annotations.NullMarked;
