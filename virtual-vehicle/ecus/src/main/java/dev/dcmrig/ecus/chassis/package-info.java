// SPDX-License-Identifier: Apache-2.0
/** The chassis ECU: speed, selector lever, parking lock. */
@NullMarked
package dev.dcmrig.ecus.chassis;

import org.jspecify.annotations.NullMarked;
