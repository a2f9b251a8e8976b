// SPDX-License-Identifier: Apache-2.0
/** What a CAN controller reports of errors on its bus, in words (linux/can/error.h). */
@NullMarked
package dev.dcmrig.can.error;

import org.jspecify.annotations.NullMarked;
