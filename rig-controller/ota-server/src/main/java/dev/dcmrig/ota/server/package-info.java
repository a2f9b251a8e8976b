// SPDX-License-Identifier: Apache-2.0
/** An OTA server as a whole, to be embedded or run alone. */
@NullMarked
package dev.dcmrig.ota.server;

import org.jspecify.annotations.NullMarked;
