// SPDX-License-Identifier: Apache-2.0
/** Tracking of a stolen vehicle (SVT). */
@NullMarked
package dev.dcmrig.dcm.svt;

import org.jspecify.annotations.NullMarked;
