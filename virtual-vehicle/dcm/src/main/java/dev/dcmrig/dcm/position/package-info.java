// SPDX-License-Identifier: Apache-2.0
/** Where the car is and was, and whether that can be trusted (ACN-09, ACN-13). */
@NullMarked
package dev.dcmrig.dcm.position;

import org.jspecify.annotations.NullMarked;
