// SPDX-License-Identifier: Apache-2.0
/** What keys of configuration files mean. */
@NullMarked
package dev.dcmrig.sim.settings;

import org.jspecify.annotations.NullMarked;
