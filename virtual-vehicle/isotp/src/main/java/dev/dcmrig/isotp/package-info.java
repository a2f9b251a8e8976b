// SPDX-License-Identifier: Apache-2.0
/**
 * Messages of any length over CAN frames (ISO 15765-2:2016, "ISO-TP"): one port, {@link
 * dev.dcmrig.isotp.IsoTpLink}, and its driver on a timeline and a bus.
 */
@NullMarked
package dev.dcmrig.isotp;

import org.jspecify.annotations.NullMarked;
