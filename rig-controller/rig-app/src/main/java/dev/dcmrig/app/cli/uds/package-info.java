// SPDX-License-Identifier: Apache-2.0
/** The tools of {@code rig uds}: one file a tool, on what they share: a dialog with one ECU. */
@NullMarked
package dev.dcmrig.app.cli.uds;

import org.jspecify.annotations.NullMarked;
