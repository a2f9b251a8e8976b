// SPDX-License-Identifier: Apache-2.0
/** Steps and states of the main supply and the back-up battery. */
@NullMarked
package dev.dcmrig.features.power;

import org.jspecify.annotations.NullMarked;
