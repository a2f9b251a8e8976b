// SPDX-License-Identifier: Apache-2.0
/** Sockets whose bytes are counted while they are under way. */
@NullMarked
package dev.dcmrig.network.wire;

import org.jspecify.annotations.NullMarked;
