// SPDX-License-Identifier: Apache-2.0
/** Checks of the indicator and of the self-test behind it (IND). */
@NullMarked
package dev.dcmrig.features.indicator;

import org.jspecify.annotations.NullMarked;
