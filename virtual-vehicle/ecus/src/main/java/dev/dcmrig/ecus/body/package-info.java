// SPDX-License-Identifier: Apache-2.0
/** The body ECU: ignition switch and doors. */
@NullMarked
package dev.dcmrig.ecus.body;

import org.jspecify.annotations.NullMarked;
