// SPDX-License-Identifier: Apache-2.0
/** What the messages of a vehicle mean: a DBC file, parsed and checked. */
@NullMarked
package dev.dcmrig.can.dbc;

import org.jspecify.annotations.NullMarked;
