/**
 * CAN on a Linux kernel's sockets (Documentation/networking/can.rst). Works on the 64-bit kernels
 * of x86 and ARM, whose structures have one layout.
 */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.can.socketcan;
