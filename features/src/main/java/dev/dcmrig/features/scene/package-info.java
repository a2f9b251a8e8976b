// SPDX-License-Identifier: Apache-2.0
/**
 * What every step works with: the bench of its scenario, the people in it, spans and counts, what
 * was asked and how it is judged.
 */
@NullMarked
package dev.dcmrig.features.scene;

import org.jspecify.annotations.NullMarked;
