// SPDX-License-Identifier: Apache-2.0
/** {@code rig ota}: updates over the air by hand. */
@NullMarked
package dev.dcmrig.app.cli.ota;

import org.jspecify.annotations.NullMarked;
