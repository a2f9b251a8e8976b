// SPDX-License-Identifier: Apache-2.0
/** A run of the suite: which scenarios, in which order, with which verdicts. */
@NullMarked
package dev.dcmrig.app.suite;

import org.jspecify.annotations.NullMarked;
