// SPDX-License-Identifier: Apache-2.0
/** Everything else that is on the bus. */
@NullMarked
package dev.dcmrig.ecus.restbus;

import org.jspecify.annotations.NullMarked;
