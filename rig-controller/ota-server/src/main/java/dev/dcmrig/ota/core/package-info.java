// SPDX-License-Identifier: Apache-2.0
/** Rules of the OTA server: software, targets, actions, rollouts. Knows no HTTP. */
@NullMarked
package dev.dcmrig.ota.core;

import org.jspecify.annotations.NullMarked;
