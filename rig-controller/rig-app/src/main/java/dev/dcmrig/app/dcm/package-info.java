// SPDX-License-Identifier: Apache-2.0
/**
 * The emulated DCM in a process of its own: docs/DCM-INTERFACE.md, section 0, from the DCM's side.
 */
@NullMarked
package dev.dcmrig.app.dcm;

import org.jspecify.annotations.NullMarked;
