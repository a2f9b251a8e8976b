// SPDX-License-Identifier: Apache-2.0
/** {@code rig ota}: a server of updates, and what a release engineer asks of one. */
@NullMarked
package dev.dcmrig.app.cli.ota;

import org.jspecify.annotations.NullMarked;
