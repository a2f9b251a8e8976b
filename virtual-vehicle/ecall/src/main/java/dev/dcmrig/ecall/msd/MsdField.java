// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

/**
 * One field of a message as it stood in the bits.
 *
 * @param bit offset of its first bit from the first bit of the message
 * @param bits how many it has
 * @param name its name in the standard's module, with a path where it lies in another field
 * @param raw the number or the bytes (hexadecimal) that the bits are
 * @param meaning what it says, with unit
 */
public record MsdField(int bit, int bits, String name, String raw, String meaning) {}
