// SPDX-License-Identifier: Apache-2.0
/**
 * CAN on a Linux kernel's sockets (Documentation/networking/can.rst). Works on the 64-bit kernels
 * of x86 and ARM, whose structures have one layout.
 */
@NullMarked
package dev.dcmrig.can.socketcan;

import org.jspecify.annotations.NullMarked;
