// SPDX-License-Identifier: Apache-2.0
/** The main battery and the ECU that measures it. */
@NullMarked
package dev.dcmrig.ecus.power;

import org.jspecify.annotations.NullMarked;
