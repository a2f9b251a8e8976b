// SPDX-License-Identifier: Apache-2.0
/** The manual emergency call (SOS-01 to SOS-17). */
@NullMarked
package dev.dcmrig.dcm.sos;

import org.jspecify.annotations.NullMarked;
