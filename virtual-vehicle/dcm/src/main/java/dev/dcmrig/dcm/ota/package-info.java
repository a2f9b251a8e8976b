// SPDX-License-Identifier: Apache-2.0
/**
 * Updates over the air: the DCM asks a server by the hawkBit DDI API v1, downloads, installs into
 * the spare slot, starts the new firmware and says what became of it (OTA-01 to OTA-10).
 */
@NullMarked
package dev.dcmrig.dcm.ota;

import org.jspecify.annotations.NullMarked;
