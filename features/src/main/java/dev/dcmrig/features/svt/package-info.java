// SPDX-License-Identifier: Apache-2.0
/** Steps and checks of stolen vehicle tracking, of sleep and of orders (SVT). */
@NullMarked
package dev.dcmrig.features.svt;

import org.jspecify.annotations.NullMarked;
