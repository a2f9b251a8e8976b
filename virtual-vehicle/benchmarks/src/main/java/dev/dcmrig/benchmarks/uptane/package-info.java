// SPDX-License-Identifier: Apache-2.0
/** What trust in updates costs beside its signature checks. */
@NullMarked
package dev.dcmrig.benchmarks.uptane;

import org.jspecify.annotations.NullMarked;
