// SPDX-License-Identifier: Apache-2.0
/**
 * Flash memory, its two firmware slots and the bootloader that chooses between them (OTA-06). Pure:
 * no time, no files, no threads.
 */
@NullMarked
package dev.dcmrig.dcm.boot;

import org.jspecify.annotations.NullMarked;
