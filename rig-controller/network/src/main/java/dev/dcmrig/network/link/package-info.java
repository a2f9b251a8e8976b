// SPDX-License-Identifier: Apache-2.0
/** The radio link: everything between DCM and network passes through it. */
@NullMarked
package dev.dcmrig.network.link;

import org.jspecify.annotations.NullMarked;
