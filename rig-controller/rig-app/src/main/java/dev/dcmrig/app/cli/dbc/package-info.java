// SPDX-License-Identifier: Apache-2.0
/** {@code rig dbc}: other people's DBC files, as far as they are sound. */
@NullMarked
package dev.dcmrig.app.cli.dbc;

import org.jspecify.annotations.NullMarked;
