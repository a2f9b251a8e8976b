// SPDX-License-Identifier: Apache-2.0
/** {@code rig report build} and its neighbours: runs become documents. */
@NullMarked
package dev.dcmrig.app.cli.dossier;

import org.jspecify.annotations.NullMarked;
