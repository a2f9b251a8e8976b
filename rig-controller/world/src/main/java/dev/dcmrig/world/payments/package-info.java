// SPDX-License-Identifier: Apache-2.0
/** Cards, charges and the payment provider's stub. */
@NullMarked
package dev.dcmrig.world.payments;

import org.jspecify.annotations.NullMarked;
