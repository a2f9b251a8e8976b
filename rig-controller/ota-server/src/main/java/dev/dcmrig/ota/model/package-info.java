// SPDX-License-Identifier: Apache-2.0
/** Words of updates: states, events and what a campaign asks for. Without I/O. */
@NullMarked
package dev.dcmrig.ota.model;

import org.jspecify.annotations.NullMarked;
