// SPDX-License-Identifier: Apache-2.0
/**
 * Checks as functions over evidence: what was seen goes in, a measurement comes out. They know no
 * bench, no clock and no scenario, so they judge an old run as they judged it when it ran.
 */
@NullMarked
package dev.dcmrig.judge;

import org.jspecify.annotations.NullMarked;
