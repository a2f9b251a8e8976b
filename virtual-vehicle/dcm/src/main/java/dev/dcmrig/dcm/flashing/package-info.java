// SPDX-License-Identifier: Apache-2.0
/** The DCM as a tester: gives ECUs behind it new software by UDS over ISO-TP (OTA-08). */
@NullMarked
package dev.dcmrig.dcm.flashing;

import org.jspecify.annotations.NullMarked;
