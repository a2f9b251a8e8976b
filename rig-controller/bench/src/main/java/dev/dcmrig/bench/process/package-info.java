// SPDX-License-Identifier: Apache-2.0
/** A DCM in a process of its own: docs/DCM-INTERFACE.md, section 0, from the rig's side. */
@NullMarked
package dev.dcmrig.bench.process;

import org.jspecify.annotations.NullMarked;
