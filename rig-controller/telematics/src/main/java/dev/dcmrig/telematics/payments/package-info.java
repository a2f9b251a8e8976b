// SPDX-License-Identifier: Apache-2.0
/** Cards, charges and the payment provider's stub. */
@NullMarked
package dev.dcmrig.telematics.payments;

import org.jspecify.annotations.NullMarked;
