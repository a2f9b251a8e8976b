// SPDX-License-Identifier: Apache-2.0
/** Main supply and back-up battery (ACN-11). */
@NullMarked
package dev.dcmrig.dcm.power;

import org.jspecify.annotations.NullMarked;
