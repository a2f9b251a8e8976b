// SPDX-License-Identifier: Apache-2.0
/** A DCM in a container (docs/DCM-INTERFACE.md, section 0). Testcontainers stays in here. */
@NullMarked
package dev.dcmrig.bench.container;

import org.jspecify.annotations.NullMarked;
