// SPDX-License-Identifier: Apache-2.0
/**
 * The compact frame log, one file a scenario: every frame that ended on a wire. All numbers are big
 * endian; a varint has 7 bits a byte, least significant group first, and the top bit says that more
 * follows; a zigzag number maps 0, -1, 1, -2 ... to 0, 1, 2, 3 ...
 *
 * <pre>
 *   file    = header block* end
 *   header  "DCMT"                4 bytes
 *           version               1 byte, 2
 *           epoch                 8 bytes seconds since 1970, 4 bytes nanoseconds
 *           channels              1 byte n, then n times: 1 byte length, name in visible ASCII
 * CRC-32                4 bytes, of the header up to here
 *   block   plain length          4 bytes, 1 to 2^20
 *           stored length         4 bytes
 *           frames                4 bytes, frames in this block
 *           CRC-32                4 bytes, of the stored bytes
 *           records               zlib (RFC 1950)
 *   end     0                     4 bytes
 *           frames                8 bytes, in the whole file
 *           SHA-256               32 bytes, over the header and the plain records of all blocks
 *
 *   record  = define | forget | frame
 *   define  0x40, channel (1 byte), flags (1 byte, those of Frame), length (1 byte), id (varint):
 *           gives the next slot number, from 0, to frames of this shape; the slot's last time is
 *           the time of the frame before (of any slot), its period 0, its data zero
 *   forget  0x80: all slots are undefined; the next one has number 0
 *   frame   control byte:
 *             bit 0     0: slot number follows as a varint
 *                       1: the slot that came after this frame's predecessor's slot last time
 *             bits 2-1  0: time = last time of the slot + its period
 *                       1: that + 2000 ns times the zigzag varint that follows
 *                       2: that + the zigzag varint in ns
 *             bit 3     1: data as in the slot's last frame
 *           slot (varint)?  time (varint)?
 *           data when bit 3 is 0: change mask, (length + 7) / 8 bytes, bit i of byte j stands for
 *           data byte 8j + i; then for each set bit the new byte XOR the old one
 * </pre>
 *
 * The period of a slot is the distance of its last two frames, and 0 before its second. Blocks hold
 * whole records, and the slots live on from block to block. A file without an end was cut short
 * (Ctrl-C, full disk); it can be read to its last whole block, and the reader says so. Nothing
 * stands after the end. Version 1 had no CRC, and its SHA-256 left the header out: whoever changed
 * its times or channel names was not found out, so it is refused.
 */
@NullMarked
package dev.dcmrig.evidence.trace;

import org.jspecify.annotations.NullMarked;
