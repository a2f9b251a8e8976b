// SPDX-License-Identifier: Apache-2.0
/** The certificates of a run, made by an authority of its own. */
@NullMarked
package dev.dcmrig.network.pki;

import org.jspecify.annotations.NullMarked;
