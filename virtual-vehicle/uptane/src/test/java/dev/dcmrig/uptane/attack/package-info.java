// SPDX-License-Identifier: Apache-2.0
/** The attacks of hil-configs/ota/attacks.yaml, played. */
@NullMarked
package dev.dcmrig.uptane.attack;

import org.jspecify.annotations.NullMarked;
