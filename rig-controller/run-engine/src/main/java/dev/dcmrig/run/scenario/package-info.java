// SPDX-License-Identifier: Apache-2.0
/** One scenario of a run: what it is, what it came to, and the wish to stop it. */
@NullMarked
package dev.dcmrig.run.scenario;

import org.jspecify.annotations.NullMarked;
