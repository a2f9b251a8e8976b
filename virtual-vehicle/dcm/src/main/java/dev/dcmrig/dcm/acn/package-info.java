// SPDX-License-Identifier: Apache-2.0
/** Automatic collision notification (ACN-01 to ACN-16). */
@NullMarked
package dev.dcmrig.dcm.acn;

import org.jspecify.annotations.NullMarked;
