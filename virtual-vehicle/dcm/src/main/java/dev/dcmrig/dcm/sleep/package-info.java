// SPDX-License-Identifier: Apache-2.0
/** When the DCM sleeps, and what wakes it. */
@NullMarked
package dev.dcmrig.dcm.sleep;

import org.jspecify.annotations.NullMarked;
