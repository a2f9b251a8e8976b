// SPDX-License-Identifier: Apache-2.0
/**
 * What a check found: one quantity, its limit, and what follows. Data only; the checks themselves
 * stand in {@code reports/judge}.
 */
@NullMarked
package dev.dcmrig.evidence.measurement;

import org.jspecify.annotations.NullMarked;
