// SPDX-License-Identifier: Apache-2.0
/** The command line: what a user types, and what is said in return. */
@NullMarked
package dev.dcmrig.app.cli;

import org.jspecify.annotations.NullMarked;
