// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes to an instrument and back: over TCP, a serial line, or Linux's USBTMC character device. The
 * only package with jSerialComm.
 */
@NullMarked
package dev.dcmrig.bench.scpi.line;

import org.jspecify.annotations.NullMarked;
