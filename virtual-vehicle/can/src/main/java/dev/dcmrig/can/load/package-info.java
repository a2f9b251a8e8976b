// SPDX-License-Identifier: Apache-2.0
/** How busy a bus is, and with what. */
@NullMarked
package dev.dcmrig.can.load;

import org.jspecify.annotations.NullMarked;
