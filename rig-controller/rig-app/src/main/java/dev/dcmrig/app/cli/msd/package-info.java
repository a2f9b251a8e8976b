// SPDX-License-Identifier: Apache-2.0
/** {@code rig msd}: minimum sets of data by hand. */
@NullMarked
package dev.dcmrig.app.cli.msd;

import org.jspecify.annotations.NullMarked;
