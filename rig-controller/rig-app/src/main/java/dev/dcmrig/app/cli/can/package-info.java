// SPDX-License-Identifier: Apache-2.0
/**
 * The tools of {@code rig can}: one file a tool; those that move frames share {@link CanSession}.
 */
@NullMarked
package dev.dcmrig.app.cli.can;

import org.jspecify.annotations.NullMarked;
