// SPDX-License-Identifier: Apache-2.0
/**
 * Deliberate faults of the emulated DCM, which show that the suite can fail. Each is an entry of an
 * enum that overrides one rule of {@link dev.dcmrig.dcm.DcmRules}; the DCM itself knows none of
 * them.
 */
@NullMarked
package dev.dcmrig.dcm.defects;

import org.jspecify.annotations.NullMarked;
