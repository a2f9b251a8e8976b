// SPDX-License-Identifier: Apache-2.0
/** What a laboratory says of itself, of what it tested and of its instruments. */
@NullMarked
package dev.dcmrig.evidence.laboratory;

import org.jspecify.annotations.NullMarked;
