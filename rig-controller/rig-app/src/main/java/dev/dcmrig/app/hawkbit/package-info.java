// SPDX-License-Identifier: Apache-2.0
/** Eclipse hawkBit as the server of updates, in place of the rig's own. */
@NullMarked
package dev.dcmrig.app.hawkbit;

import org.jspecify.annotations.NullMarked;
