// SPDX-License-Identifier: Apache-2.0
/**
 * What a qualification needs of this rig: benches that are wrong on purpose, and lists of faults.
 */
@NullMarked
package dev.dcmrig.app.qualify;

import org.jspecify.annotations.NullMarked;
