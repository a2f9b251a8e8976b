// SPDX-License-Identifier: Apache-2.0
/** {@code rig requirements}: sets of requirements, in and out, and what hangs in the air. */
@NullMarked
package dev.dcmrig.app.cli.requirements;

import org.jspecify.annotations.NullMarked;
