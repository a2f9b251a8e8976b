// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

/**
 * The firmware that the bootloader has started.
 *
 * @param slot where it lies
 * @param version as the head of its slot has it
 * @param onTrial whether it has yet to prove itself
 */
public record Firmware(Slot slot, String version, boolean onTrial) {}
