// SPDX-License-Identifier: Apache-2.0
/** The panel with the SOS button. */
@NullMarked
package dev.dcmrig.ecus.sospanel;

import org.jspecify.annotations.NullMarked;
