// SPDX-License-Identifier: Apache-2.0
/** Steps that move the car and the world around it. */
@NullMarked
package dev.dcmrig.features.car;

import org.jspecify.annotations.NullMarked;
