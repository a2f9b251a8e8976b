// SPDX-License-Identifier: Apache-2.0
/**
 * CAN on a Linux kernel's sockets (Documentation/networking/can.rst). Works on the 64-bit kernels
 * of x86 and ARM, whose structures have one layout.
 *
 * <p>{@code IsoTpSocket} and {@code LinkMonitor} are for who uses this module as a library: the rig
 * itself does not use them yet.
 */
@NullMarked
package dev.dcmrig.can.socketcan;

import org.jspecify.annotations.NullMarked;
