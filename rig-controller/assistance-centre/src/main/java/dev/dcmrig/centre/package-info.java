// SPDX-License-Identifier: Apache-2.0
/** The emergency-assistance centre: a SIP user agent with voice, on Vert.x. */
@NullMarked
package dev.dcmrig.centre;

import org.jspecify.annotations.NullMarked;
